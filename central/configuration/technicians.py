"""`pishkhan hub technician`: codes by which kiosks know technicians, also with their line down.

A code is made here, shown once, and kept nowhere: what is stored, journaled and sent is its
verifier. Who holds which number the city knows; a kiosk hears no name.
"""

import argparse
import getpass
import json
from datetime import UTC, date, datetime

from central.beginning import begin_journal
from central.commands.arguments import Commands, add_hub, add_json, declare, engine_of, hub_of
from central.configuration.changing import set_value, unset_value
from central.configuration.layers import Scope, values_of
from central.database import open_sessions
from central.hub import Hub
from contract.configuration import NONE, TECHNICIANS
from contract.errors import InvalidValue
from contract.technician import (
    Verifier,
    accept_number,
    new_code,
    parse_verifiers,
    verifier_of,
    verifiers_text,
)

DAYS = 90
SCOPES = "city, district:NUMBER or device:ID; the narrowest with any code counts alone"


def add(commands: Commands) -> None:
    """Declare the command and its three parts."""
    parser = declare(
        commands,
        "technician",
        "Codes that open the technician mode of kiosks whose cabinet is open.",
        "pishkhan hub technician add 12",
    )
    parts = parser.add_subparsers(required=True, metavar="COMMAND")
    given = declare(
        parts,
        "add",
        "Make a code for a technician's number and show it once; one before it is void.",
        "pishkhan hub technician add 12 --days 30 --scope district:2",
    )
    given.add_argument("--days", type=int, default=DAYS, help=f"how long it counts ({DAYS})")
    _finish(given, run_add, with_number=True)
    back = declare(
        parts,
        "remove",
        "A technician's code counts no more, once the kiosks have heard of it.",
        "pishkhan hub technician remove 12",
    )
    _finish(back, run_remove, with_number=True)
    listed = declare(
        parts, "list", "Whose codes count there, and how long.", "pishkhan hub technician list"
    )
    _finish(listed, run_list, with_number=False)


def run_add(arguments: argparse.Namespace) -> int:
    """Raises InvalidValue, DeviceUnknown, and what opening the hub raises."""
    hub = hub_of(arguments)
    begin_journal(hub)
    scope, number = Scope.parse(arguments.scope), accept_number(arguments.number)
    code = new_code(number)
    made = verifier_of(code, _today(hub), arguments.days)
    others = [known for known in _known(hub, scope) if known.number != number]
    _store(hub, scope, [*others, made])
    if arguments.json:
        print(json.dumps({"number": number, "code": code, "until": made.until.isoformat()}))
        return 0
    print(f"{code[:4]} {code[4:8]} {code[8:]}")
    print(f"The code of technician {number} until {made.until.isoformat()}, for {scope.text}.")
    print("It is shown this once and kept nowhere. Kiosks know it with their next look.")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """As `run_add`."""
    hub = hub_of(arguments)
    begin_journal(hub)
    scope, number = Scope.parse(arguments.scope), accept_number(arguments.number)
    known = _known(hub, scope)
    others = [one for one in known if one.number != number]
    if len(others) == len(known):
        raise InvalidValue(
            "technician",
            f"Technician {number} has no code for {scope.text}.",
            "See pishkhan hub technician list.",
        )
    _store(hub, scope, others)
    if arguments.json:
        print(json.dumps({"number": number, "removed": True}))
    else:
        print(f"The code of technician {number} for {scope.text} counts no more.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """Raises InvalidValue, and what opening the database raises."""
    scope = Scope.parse(arguments.scope)
    with open_sessions(engine_of(arguments)).reading() as session:
        known = _parsed(values_of(session, [scope]).get((scope.text, TECHNICIANS)))
    if arguments.json:
        said = [{"number": one.number, "until": one.until.isoformat()} for one in known]
        print(json.dumps(said))
    elif not known:
        print(f"No technician has a code for {scope.text}.")
    for one in () if arguments.json else known:
        print(f"{one.number} until {one.until.isoformat()}")
    return 0


def _known(hub: Hub, scope: Scope) -> tuple[Verifier, ...]:
    with hub.sessions.reading() as session:
        return _parsed(values_of(session, [scope]).get((scope.text, TECHNICIANS)))


def _parsed(text: str | None) -> tuple[Verifier, ...]:
    return () if text is None or text == NONE else parse_verifiers(text)


def _store(hub: Hub, scope: Scope, verifiers: list[Verifier]) -> None:
    by = f"command line, {getpass.getuser()}"
    if verifiers:
        ordered = sorted(verifiers, key=lambda known: known.number)
        set_value(hub, scope, TECHNICIANS, verifiers_text(ordered), by)
    else:
        unset_value(hub, scope, TECHNICIANS, by)


def _today(hub: Hub) -> date:
    return datetime.fromtimestamp(hub.now_ms() / 1000, UTC).date()


def _finish(parser: argparse.ArgumentParser, run: object, *, with_number: bool) -> None:
    if with_number:
        parser.add_argument("number", metavar="NUMBER", help="the technician's two digits")
    parser.add_argument("--scope", default="city", metavar="SCOPE", help=SCOPES)
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)
