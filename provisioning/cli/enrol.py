"""`pishkhan provision enrol`: make this machine a kiosk of the city."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from contract.enrolment import ClaimCode, hub_in_qr_text
from contract.errors import InvalidValue
from edge_agent.device import DeviceDirectory
from provisioning.cli.arguments import add_json
from provisioning.enrolment.enrol import Enrolled, EnrolmentPlan, enrol
from provisioning.enrolment.https import HubAddress
from provisioning.enrolment.self_test import SelfTestOutcome
from provisioning.enrolment.slip_printing import print_status_slip
from provisioning.enrolment.steps import Step, reached

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "enrol",
        help="enrol this machine with a one-time code",
        description="Make this machine a kiosk of the city: keys made here, certificate and first "
        "data from the hub, a self-test of each device, a status slip on paper. After an "
        "interruption give the same command again: it goes on where it was.",
        epilog="example: pishkhan provision enrol PKH-4J2K-... --hub https://hub.qazvin.ir:8443 "
        "--device /var/lib/pishkhan/kiosk --devices devices.toml",
    )
    parser.add_argument("code", metavar="CODE", help="the code, or the text of its QR code")
    parser.add_argument(
        "--hub", metavar="URL", help="the hub's public port; the QR code's text has it already"
    )
    parser.add_argument(
        "--device", type=Path, required=True, metavar="DIR", help="the kiosk's folder"
    )
    parser.add_argument(
        "--devices", type=Path, metavar="FILE", help="its hardware profile (devices.toml)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    plan = EnrolmentPlan(
        code=ClaimCode.parse(arguments.code),
        hub=_hub(arguments.code, arguments.hub),
        device=DeviceDirectory(arguments.device),
        profile=arguments.devices,
    )
    enrolled = enrol(plan, _tell)
    slip = print_status_slip(plan.device, enrolled.results)
    reached(Step.SLIP_PRINTED)
    failed = [r.component for r in enrolled.results if r.outcome is SelfTestOutcome.FAILED]
    if arguments.json:
        print(json.dumps({**_facts(enrolled), "slip": slip}, ensure_ascii=False))
    else:
        print(f"Enrolled: {enrolled.identity.device}, {enrolled.identity.place.line}.")
        print(f"Status slip: {slip}.")
        print(f"Now: pishkhan agent run --device {arguments.device}")
        print(f"     pishkhan kiosk --device {arguments.device}")
    if failed:
        print(f"Look after: {', '.join(failed)} (the slip names each).", file=sys.stderr)
    return 1 if failed else 0


def _hub(code: str, given: str | None) -> HubAddress:
    url = given or hub_in_qr_text(code)
    if url is None:
        raise InvalidValue(
            "url", "The hub's address is missing.", "Add --hub https://NAME:PORT, as on the paper."
        )
    return HubAddress.parse(url)


def _tell(line: str) -> None:
    print(f"  {line}", file=sys.stderr)


def _facts(enrolled: Enrolled) -> dict[str, object]:
    identity = enrolled.identity
    return {
        "device": identity.device,
        "city": identity.city,
        "place": identity.place.line,
        "self_test": {
            r.component: {"outcome": r.outcome, "detail": r.detail} for r in enrolled.results
        },
    }
