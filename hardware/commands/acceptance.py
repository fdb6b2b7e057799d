"""`pishkhan hardware test`: each device does its work once, with a technician there."""

import argparse
import json
import sys
from pathlib import Path

from contract.errors import InvalidValue
from hardware.commands.subparsers import Subparsers, add_command
from hardware.device import Table
from hardware.discovery.acceptance import AcceptanceResult, Verdict, accept
from hardware.profile import load_profile

_WAIT_S = 30.0


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "test",
        "have each device do its work once: a slip, a code, a card; no money is asked for",
        "pishkhan hardware test --devices devices.toml --only printer",
    )
    parser.add_argument(
        "--devices", type=Path, required=True, metavar="FILE", help="the kiosk's devices.toml"
    )
    parser.add_argument("--only", choices=tuple(Table), help="only the devices of this table")
    parser.add_argument(
        "--wait-s",
        type=float,
        default=_WAIT_S,
        metavar="N",
        help=f"how long a code or a card is waited for (default: {_WAIT_S:g})",
    )
    parser.add_argument("--json", action="store_true", help="a JSON line for each device")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: every device does its work; 1: one or more do not."""
    profile = load_profile(options.devices)
    only = None if options.only is None else Table(options.only)
    if not any(only in (None, entry.table) for entry in profile.entries):
        raise InvalidValue(
            "nothing",
            f"{options.devices} names no {only or 'device'}.",
            "Name it in the file first; `pishkhan hardware list` shows what is plugged in.",
        )
    verdicts = []
    for result in accept(profile, only, options.wait_s, _say):
        verdicts.append(result.verdict)
        print(_as_json(result) if options.json else _as_text(result), flush=True)
    return 1 if Verdict.FAILED in verdicts else 0


def _say(text: str) -> None:
    """To the person, beside the results that a program may read."""
    print(text, file=sys.stderr, flush=True)


def _as_text(result: AcceptanceResult) -> str:
    action = f"\n          {result.action}" if result.action else ""
    return f"{result.verdict:<8}  {result.table} ({result.driver}): {result.what}{action}"


def _as_json(result: AcceptanceResult) -> str:
    return json.dumps(
        {
            "table": result.table.value,
            "driver": result.driver,
            "verdict": result.verdict.value,
            "what": result.what,
            "action": result.action or None,
        },
        ensure_ascii=False,
    )
