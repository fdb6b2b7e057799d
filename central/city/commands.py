"""`pishkhan hub load-city`: take a city's CSV files, all of them or none."""

import argparse
import getpass
import json
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from central.beginning import begin_journal
from central.city.loading import CityDataRefused, CityFiles, read_city_files, replace_city_data
from central.city.loading.cells import web_address
from central.city.loading.problems import MOST_SHOWN
from central.commands.arguments import Commands, add_hub, add_json, declare, hub_of
from central.hub import Hub
from contract.errors import InvalidValue, MissingPart
from contract.events import CityDataLoaded
from contract.values import JalaliDate, normalise_digits, start_of_day_ms

SAMPLE = "sample"
SAMPLE_FOLDER = Path(__file__).parent / "sample"
LOADED, REFUSED = 0, 2
MINUTE_MS = 60_000


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = declare(
        commands,
        "load-city",
        "Load a city's places, properties and bills from CSV files; docs/city-data.md has their\n"
        "form. When anything is wrong each problem is listed and nothing is changed.",
        "pishkhan hub load-city sample",
    )
    parser.add_argument(
        "folder", nargs="?", default=SAMPLE, metavar="DIR",
        help="the folder of the files; `sample` (and nothing) is the sample city",
    )  # fmt: skip
    parser.add_argument(
        "--as-of", metavar="'YYYY/MM/DD HH:MM'",
        help="when the city exported the files, in Jalali date and city time (now)",
    )  # fmt: skip
    parser.add_argument(
        "--public-url", metavar="URL", type=web_address,
        help="the address of the hub's public pages, in the place of city.csv's",
    )  # fmt: skip
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """2 when the files have problems. Raises MissingPart when there is no such folder."""
    folder = SAMPLE_FOLDER if arguments.folder == SAMPLE else Path(arguments.folder)
    if not folder.is_dir():
        raise MissingPart(f"There is no folder {folder}.", "Give the folder of the CSV files.")
    hub = hub_of(arguments)
    as_of_ms = parse_as_of(arguments.as_of) if arguments.as_of else hub.now_ms()
    try:
        files = read_city_files(folder)
    except CityDataRefused as refused:
        _report(refused, as_json=arguments.json)
        return REFUSED
    if arguments.public_url is not None:
        files = replace(files, settings={**files.settings, "public_url": arguments.public_url})
    begin_journal(hub)
    load = load_city(hub, files, as_of_ms, f"command line, {getpass.getuser()}")
    counts = files.counts()
    if arguments.json:
        print(json.dumps({"loaded": True, "load": load, "rows": counts}))
    else:
        for name, rows in counts.items():
            print(f"{name:<20} {rows:>8} rows")
        print(f"load {load} is in force; kiosks get it with their next look")
    return LOADED


def load_city(hub: Hub, files: CityFiles, as_of_ms: int, by: str) -> int:
    """Replace the city's data in one transaction, journaled. Returns the load's number."""
    with hub.sessions.writing() as session:
        load = replace_city_data(session, files, loaded_ms=hub.now_ms(), as_of_ms=as_of_ms, by=by)
        hub.journal.append(
            session, CityDataLoaded(files=files.counts(), digest=files.digest, by=by)
        )
    return load


def parse_as_of(text: str) -> int:
    """`1405/09/02 08:15` in the city's time, as UTC milliseconds. Raises InvalidValue."""
    day, _, time = normalise_digits(text).strip().partition(" ")
    hour, _, minute = time.partition(":")
    try:
        minutes = int(hour) * 60 + int(minute)
    except ValueError as wrong:
        raise InvalidValue(
            "time", f"«{text}» is no date with a time.", "Write it as '1405/09/02 08:15'."
        ) from wrong
    return start_of_day_ms(JalaliDate.parse(day)) + minutes * MINUTE_MS


def _report(refused: CityDataRefused, *, as_json: bool) -> None:
    if as_json:
        problems = msgspec.to_builtins(refused.problems)
        print(json.dumps({"loaded": False, "problems": problems}, ensure_ascii=False))
        return
    for problem in refused.problems[:MOST_SHOWN]:
        print(problem.text(), file=sys.stderr)
    left_out = len(refused.problems) - MOST_SHOWN
    if left_out > 0:
        print(f"... and {left_out} more; --json lists all of them.", file=sys.stderr)
    print(refused.what, refused.next_step, sep="\n", file=sys.stderr)
