"""`pishkhan hardware probe`: what each device of a kiosk answers, or who is on a line, now."""

import argparse
import json
from pathlib import Path
from typing import Any

from hardware.address import DeviceAddress
from hardware.commands.subparsers import Subparsers, add_command
from hardware.device_set import DeviceSet
from hardware.discovery.asking import ask_line
from hardware.discovery.telling import asked_facts, asked_lines
from hardware.faults import Language, fault_words
from hardware.profile import DeviceProfile, load_profile
from hardware.state import DeviceReport, DeviceState

_SETTLE_S = 8.0  # a terminal registers, a printer tells its status: seconds at most


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "probe",
        "ask each device of a kiosk how it is; nothing is printed, no money is asked for",
        "pishkhan hardware probe --devices devices.toml --json",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--devices", type=Path, metavar="FILE", help="the kiosk's devices.toml")
    what.add_argument(
        "--ask", metavar="ADDRESS", help="one line, as in serial:/dev/ttyUSB0: who is there?"
    )
    parser.add_argument("--json", action="store_true", help="what was found, as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: all that are there work, or somebody answered; 1: a device failed, or nobody did."""
    if options.ask:
        return _ask(options)
    reports = probe(load_profile(options.devices))
    if options.json:
        print(json.dumps([_facts(report) for report in reports], ensure_ascii=False))
    else:
        for report in reports:
            print(_line(report))
    failed = (DeviceState.FAILED, DeviceState.STARTING)
    return 1 if any(report.state in failed for report in reports) else 0


def _ask(options: argparse.Namespace) -> int:
    address = DeviceAddress.parse(options.ask)
    asked, settled = ask_line(address)
    if options.json:
        found = {
            "address": str(settled.address if settled else address),
            "table": settled.question.table.value if settled else None,
            "driver": settled.question.driver if settled else None,
            "asked": asked_facts(asked),
        }
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(asked_lines(asked)))
        if settled is None:
            print("Nobody gave a sure answer.")
        else:
            found_there = f"{settled.question.table.value} ({settled.question.driver})"
            print(f"A {found_there} is at {settled.address}.")
    return 0 if settled else 1


def probe(profile: DeviceProfile) -> list[DeviceReport]:
    """A report of every component, those that the kiosk lacks too."""
    devices = DeviceSet.open(profile)
    try:
        return list(devices.settled(_SETTLE_S).values())
    finally:
        devices.close()


def _line(report: DeviceReport) -> str:
    if report.reason is None:
        return f"{report.component:<12}{report.state}"
    words = fault_words(report.component, report.reason, Language.ENGLISH)
    told = f"{report.component:<12}{report.state}  {report.reason}"
    return f"{told}\n{'':<12}{words.what} {words.action}"


def _facts(report: DeviceReport) -> dict[str, Any]:
    return {
        "component": report.component.value,
        "state": report.state.value,
        "reason": report.reason,
        "since_ms": report.since_ms,
        "level": report.level,
    }
