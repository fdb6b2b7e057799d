"""`pishkhan hub support-bundle read`: what a kiosk says of itself, for whoever helps it."""

import argparse
import json
from pathlib import Path

from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.courier import SupportBundle, read_support_bundle
from contract.errors import MissingPart
from contract.support import CONTENTS
from contract.values import jalali_local

READ, DAMAGED = 0, 4


def add(commands: Commands) -> None:
    """Declare it."""
    example = "pishkhan hub support-bundle read k-ab12-20261127-101500.support --to ."
    parser = declare(commands, "support-bundle", "Support bundles of kiosks.", example)
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    read = declare(
        actions,
        "read",
        "Open a bundle that `pishkhan agent support-bundle` wrote: who made it and when, proven\n"
        "by the kiosk's signature, and its files in a folder of their own.",
        example,
    )
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    add_hub(read)
    add_json(read)
    read.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """4 when it is damaged after what was written. Raises MissingPart, SealedFileRefused,
    SealedFileDamaged, SupportRefused, and what opening the hub raises."""
    path: Path = arguments.file
    if not path.is_file():
        raise MissingPart(f"There is no file {path}.", "Give the file that the kiosk wrote.")
    with path.open("rb") as file:
        bundle = read_support_bundle(hub_of(arguments), file, arguments.to)
    if arguments.json:
        print(json.dumps(_as_json(bundle)))
    else:
        _print(bundle)
    return READ if bundle.damage is None else DAMAGED


def _print(bundle: SupportBundle) -> None:
    date, hour = jalali_local(bundle.opening.made_ms)
    print(f"made by {bundle.device}, {date.text} {hour} by its clock; its signature holds")
    print(f"software {bundle.opening.hello.software}")
    for name, size in bundle.files.items():
        print(f"    {name:<20} {size:>8} bytes")
    for part in _missing(bundle):
        print(f"! {part['name']} could not be made there: {part['missing']}")
    if bundle.damage is not None:
        print(f"! {bundle.damage} What came before that place is in the folder.")
    print(bundle.folder)


def _missing(bundle: SupportBundle) -> list[dict[str, str]]:
    if bundle.damage is not None or CONTENTS not in bundle.files:
        return []
    parts = json.loads((bundle.folder / CONTENTS).read_bytes())
    return [part for part in parts if part["missing"] is not None]


def _as_json(bundle: SupportBundle) -> dict[str, object]:
    return {
        "device": bundle.device,
        "made_ms": bundle.opening.made_ms,
        "software": bundle.opening.hello.software,
        "folder": str(bundle.folder),
        "files": bundle.files,
        "missing": _missing(bundle),
        "damage": bundle.damage,
    }
