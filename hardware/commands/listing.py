"""`pishkhan hardware list`: what is plugged in, what it probably is, and why."""

import argparse
import json

from hardware.commands.machine import add_machine_options
from hardware.commands.subparsers import Subparsers, add_command
from hardware.discovery.asking import ask
from hardware.discovery.looking import look
from hardware.discovery.telling import facts, lines


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "list",
        "list what is plugged in, what it probably is and why",
        "pishkhan hardware list --probe",
    )
    parser.add_argument(
        "--probe",
        action="store_true",
        help="also open every line that could be anything, and ask it (end the kiosk first)",
    )
    parser.add_argument("--json", action="store_true", help="the findings as JSON")
    add_machine_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Always 0: an empty list is an answer."""
    findings = look(options.sys, options.dev)
    if options.probe:
        findings = tuple(ask(finding) for finding in findings)
    if options.json:
        print(json.dumps([facts(finding) for finding in findings], ensure_ascii=False))
        return 0
    for finding in findings:
        print("\n".join(lines(finding)))
    if not findings:
        print("Nothing is plugged in by USB, and the machine has no serial port.")
    print(
        "Devices in the network are not searched for: name one with `probe --ask tcp:HOST:PORT`."
    )
    return 0
