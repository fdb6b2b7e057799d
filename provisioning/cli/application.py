"""`pishkhan provision application`: a machine is prepared to take releases."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from provisioning.cli.arguments import add_json

if TYPE_CHECKING:
    from provisioning.cli.arguments import Commands

EXAMPLE = "pishkhan provision application --device /var/lib/pishkhan/kiosk"


def add(commands: "Commands") -> None:
    parser = commands.add_parser(
        "application",
        help="prepare a kiosk to take releases",
        description="Make the folder of an enrolled kiosk in which releases are kept. What is "
        "installed now is named as the version that runs; nothing is copied. Again it renews only "
        "the program that starts the agent.",
        epilog=f"example: {EXAMPLE}",
    )
    parser.add_argument(
        "--device", type=Path, required=True, metavar="DIR", help="the kiosk's folder"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    import json
    import sys

    from edge_agent.device import DeviceDirectory
    from provisioning.services.application import prepare_application

    directory = DeviceDirectory(arguments.device.absolute())
    named = prepare_application(directory, Path(sys.prefix))
    if arguments.json:
        print(json.dumps({"application": str(directory.application_path), "current": named}))
        return 0
    print(f"{directory.application_path} takes releases; {named} runs.")
    print("Now: pishkhan provision services --for kiosk --into /etc/systemd/system")
    return 0
