"""`pishkhan hardware probe`: what each device of a kiosk answers, now."""

import argparse
import json
from pathlib import Path
from typing import Any

from hardware.commands.subparsers import Subparsers, add_command
from hardware.device_set import DeviceSet
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
    parser.add_argument(
        "--devices", type=Path, required=True, metavar="FILE", help="the kiosk's devices.toml"
    )
    parser.add_argument("--json", action="store_true", help="the reports as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: all that are there work; 1: at least one has failed."""
    reports = probe(load_profile(options.devices))
    if options.json:
        print(json.dumps([_facts(report) for report in reports], ensure_ascii=False))
    else:
        for report in reports:
            reason = f"  {report.reason}" if report.reason else ""
            print(f"{report.component:<9}{report.state}{reason}")
    failed = (DeviceState.FAILED, DeviceState.STARTING)
    return 1 if any(report.state in failed for report in reports) else 0


def probe(profile: DeviceProfile) -> list[DeviceReport]:
    """A report of every component, those that the kiosk lacks too."""
    devices = DeviceSet.open(profile)
    try:
        return list(devices.settled(_SETTLE_S).values())
    finally:
        devices.close()


def _facts(report: DeviceReport) -> dict[str, Any]:
    return {
        "component": report.component.value,
        "state": report.state.value,
        "reason": report.reason,
        "since_ms": report.since_ms,
        "level": report.level,
    }
