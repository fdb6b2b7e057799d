"""`pishkhan hub courier take`: what a technician carried from a kiosk without a line."""

import argparse
import getpass
import json
from pathlib import Path

from central.beginning import begin_journal
from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.courier import TakenFile, take_courier_file
from central.ingesting import carried_intake
from contract.errors import MissingPart
from contract.values import jalali_local

TAKEN, DAMAGED = 0, 4


def add(commands: Commands) -> None:
    """Declare it."""
    parser = declare(
        commands,
        "courier",
        "Files that were carried from kiosks whose line is down.",
        "pishkhan hub courier take k-ab12-20261127-101500.courier --answer /media/usb",
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    take = declare(
        actions,
        "take",
        "Take a kiosk's file into custody and write the hub's answer, to be carried back.\n"
        "It goes the way of what comes over the line: twice or late, it changes nothing. The hub\n"
        "may be serving meanwhile.",
        "pishkhan hub courier take k-ab12-20261127-101500.courier --answer /media/usb",
    )
    take.add_argument("file", type=Path, metavar="FILE", help="from `pishkhan agent courier`")
    take.add_argument("--answer", type=Path, required=True, metavar="FOLDER",
                      help="where the answer is written")  # fmt: skip
    add_hub(take)
    add_json(take)
    take.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """4 when the file was damaged after what was taken. Raises MissingPart, SealedFileRefused,
    SealedFileDamaged, and what opening the hub raises."""
    path, folder = arguments.file, arguments.answer
    if not path.is_file():
        raise MissingPart(f"There is no file {path}.", "Give the file that the kiosk wrote.")
    if not folder.is_dir():
        raise MissingPart(f"There is no folder {folder}.", "Name one for the answer.")
    hub = hub_of(arguments)
    begin_journal(hub)
    with path.open("rb") as file:
        by = f"command line, {getpass.getuser()}"
        taken = take_courier_file(hub, carried_intake(hub), file, by)
    answer = folder / taken.kept.answer_name
    try:
        answer.write_bytes(taken.answer)
    except OSError as error:
        raise MissingPart(
            f"The file was taken, but {answer} cannot be written: {error.strerror or error}.",
            "Save the answer from the console, or give the file again with another folder.",
        ) from error
    if arguments.json:
        print(json.dumps(_as_json(taken, answer)))
    else:
        _print(taken, answer)
    return TAKEN if taken.damage is None else DAMAGED


def _print(taken: TakenFile, answer: Path) -> None:
    date, hour = jalali_local(taken.kept.made_ms)
    print(f"from {taken.kept.device}, written {date.text} {hour} by its clock")
    print(f"{taken.kept.events:>8} events that were new, in {taken.batches} batches")
    for name, said in _SAID.items():
        if taken.counts.get(name):
            print(f"{taken.counts[name]:>8} {said}")
    if taken.damage is not None:
        print(f"! {taken.damage} All before that place was taken, and the answer says so.")
        print("  -> Write a new file at the kiosk: it has everything still.")
    print(f"{answer}: carry it back, pishkhan agent courier import {answer.name}")


_SAID = {
    "known_batches_total": "batches held already",
    "gaps_total": "batches ahead of what is missing: this kiosk's earlier file first, or --all",
    "forks_total": "batches of another history: a copied or restored disk, see its page",
    "quarantined_total": "messages refused: in quarantine with the reason",
    "parked_total": "events stored and not understood yet: upgrade the hub",
}


def _as_json(taken: TakenFile, answer: Path) -> dict[str, object]:
    return {
        "device": taken.kept.device,
        "file": taken.kept.file.hex(),
        "made_ms": taken.kept.made_ms,
        "batches": taken.batches,
        "events": taken.kept.events,
        "known_batches": taken.counts.get("known_batches_total", 0),
        "gaps": taken.counts.get("gaps_total", 0),
        "forks": taken.counts.get("forks_total", 0),
        "refused": taken.kept.refused,
        "parked": taken.counts.get("parked_total", 0),
        "damage": taken.damage,
        "answer": str(answer),
    }
