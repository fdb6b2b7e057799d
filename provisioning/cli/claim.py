"""`pishkhan provision claim`: a one-time code for the next kiosk, as text and as a QR code."""

import argparse
import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import segno

from contract.enrolment import CLAIM_HOURS, ClaimCode, ClaimMade, ClaimWanted
from provisioning.cli.arguments import add_administrator, add_json, administrator_of

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "claim",
        help="make a one-time enrolment code",
        description="Ask the hub for a one-time code that enrols one kiosk. Print it or show its "
        "QR code to the kiosk's scanner; who has it can enrol a machine in the city's name.",
        epilog="example: pishkhan provision claim --district 2 --office khayyam",
    )
    parser.add_argument("--district", type=int, required=True, help="the municipal district")
    parser.add_argument("--office", required=True, help="the office's code in offices.csv")
    add_administrator(parser)
    parser.add_argument(
        "--hours", type=int, default=CLAIM_HOURS, help=f"how long it holds, default {CLAIM_HOURS}"
    )
    seen = parser.add_argument_group("where the kiosk sees other addresses than this machine")
    seen.add_argument("--enrol-url", metavar="URL", help="the hub's public port")
    seen.add_argument("--device-url", metavar="URL", help="the hub's device port")
    seen.add_argument("--broker", metavar="HOST:PORT", help="the broker")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    wanted = ClaimWanted(
        district=arguments.district,
        office=arguments.office,
        hours=arguments.hours,
        enrol_url=arguments.enrol_url,
        device_url=arguments.device_url,
        broker=arguments.broker,
    )
    made = administrator_of(arguments).claim(wanted)
    if arguments.json:
        qr_text = ClaimCode.parse(made.code).qr_text(made.enrol_url)
        print(msgspec.json.encode({**msgspec.to_builtins(made), "qr": qr_text}).decode())
    else:
        print_claim(made)
    return 0


def print_claim(made: ClaimMade) -> None:
    """The code for a person: where it is for, until when, how to use it."""
    until = dt.datetime.fromtimestamp(made.expires_ms / 1000, dt.UTC).astimezone()
    print(f"Enrolment code for {made.place.line}")
    print(f"valid once, until {until:%Y-%m-%d %H:%M %Z}:\n")
    print(f"  {made.code}\n")
    segno.make(ClaimCode.parse(made.code).qr_text(made.enrol_url)).terminal(compact=True)
    print("\nOn the kiosk:")
    print(f"  pishkhan provision enrol {made.code} --hub {made.enrol_url} --device DIR")
