"""`pishkhan hardware profile`: what devices.toml may say, is it right, and have it written."""

import argparse
import json
import sys
from pathlib import Path

from contract.errors import InvalidValue
from hardware.address import DeviceAddress
from hardware.commands.machine import add_machine_options
from hardware.commands.subparsers import Subparsers, add_command
from hardware.device import Table
from hardware.discovery.asking import ask
from hardware.discovery.finding import Finding
from hardware.discovery.looking import look
from hardware.discovery.making import make_profile, named, said
from hardware.discovery.trying import parts_that_work
from hardware.discovery.udev_rules import udev_rules
from hardware.kinds import all_kinds
from hardware.profile import load_profile, parse_profile
from hardware.profile_schema import profile_schema
from hardware.sysfs import SYS, usb_devices


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "profile",
        "write, check and explain devices.toml, and make udev rules of it",
        "pishkhan hardware profile --make --terminal-id 12345678 > devices.toml",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--drivers", action="store_true", help="every kind of device, with a table")
    what.add_argument("--schema", action="store_true", help="the JSON Schema of devices.toml")
    what.add_argument("--check", type=Path, metavar="FILE", help="say what is wrong in it, if any")
    what.add_argument(
        "--make", action="store_true", help="write one from what is plugged in and answers"
    )
    what.add_argument("--udev", type=Path, metavar="FILE", help="udev rules for its devices")
    _add_what_a_person_knows(parser)
    parser.add_argument("--json", action="store_true", help="with --drivers or --check: as JSON")
    add_machine_options(parser)
    parser.set_defaults(run=run)


def _add_what_a_person_knows(parser: argparse.ArgumentParser) -> None:
    known = parser.add_argument_group("what no machine can find out, for --make")
    known.add_argument(
        "--at",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a device in the network, to be asked too; may be given several times",
    )
    known.add_argument(
        "--terminal",
        metavar="DRIVER=ADDRESS",
        help="a terminal that can't be asked, as in iran_tlv=tcp:192.168.1.60:8500",
    )
    known.add_argument("--terminal-id", metavar="N", help="the terminal's number, eight digits")


def run(options: argparse.Namespace) -> int:
    """0: done, or right. 1: made, and a person still has to say something. 2: wrong."""
    if options.drivers:
        return _tell_drivers(options)
    if options.schema:
        print(json.dumps(profile_schema(), ensure_ascii=False, indent=2))
        return 0
    if options.check:
        return _check(options)
    if options.udev:
        profile = load_profile(options.udev)
        print(udev_rules(profile, usb_devices(options.sys), options.udev.name), end="")
        return 0
    return _make(options)


def _tell_drivers(options: argparse.Namespace) -> int:
    kinds = all_kinds()
    if options.json:
        rows = [
            {
                "table": kind.table.value,
                "driver": kind.driver,
                "summary": kind.summary,
                "example": kind.example.strip(),
            }
            for kind in kinds
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    print("\n\n".join(f"# {kind.summary}\n{kind.example.strip()}" for kind in kinds))
    return 0


def _check(options: argparse.Namespace) -> int:
    profile = load_profile(options.check)  # what is wrong is told as any refusal is
    entries = [
        {"table": entry.table.value, "driver": entry.kind.driver} for entry in profile.entries
    ]
    if options.json:
        print(json.dumps({"devices": entries}))
        return 0
    named_here = ", ".join(f"{entry['table']} ({entry['driver']})" for entry in entries)
    print(f"{options.check} is right. Devices: {named_here or 'none'}.")
    return 0


def _make(options: argparse.Namespace) -> int:
    findings = [*look(options.sys, options.dev), *(_named(text) for text in options.at)]
    asked = [ask(finding) for finding in findings]
    if options.sys == SYS:  # else it is about another machine than this one
        asked += parts_that_work()
    if options.terminal:
        asked.append(_vouched(options.terminal))
    known = {"terminal_id": options.terminal_id} if options.terminal_id else {}
    made = make_profile(asked, known)
    parse_profile(made.text, "the profile made here")  # what is printed can be loaded
    print(made.text, end="")
    for key in made.missing:
        print(f"pishkhan: still to be said: {key}.", file=sys.stderr)
    if made.missing:
        print("          Give it as an option, or write it into the file.", file=sys.stderr)
    return 1 if made.missing else 0


def _named(text: str) -> Finding:
    return named(DeviceAddress.parse(text))


def _vouched(text: str) -> Finding:
    """Raises InvalidValue."""
    driver, equals, address = text.partition("=")
    if not equals:
        raise InvalidValue(
            "usage",
            f"“{text}” does not name a terminal.",
            "Write DRIVER=ADDRESS, as in iran_tlv=tcp:192.168.1.60:8500.",
        )
    return said(Table.TERMINAL, driver, DeviceAddress.parse(address))
