"""`pishkhan hub migrate`, `rebuild`, `backup` and `audit verify`."""

import argparse
import json
import sys
from pathlib import Path

from central.backup import back_up
from central.collecting import collect_rarely
from central.commands.arguments import (
    Commands,
    add_hub,
    add_json,
    declare,
    engine_of,
    hub_of,
)
from central.ingest.audit import ChainReport, verify_journals
from central.ingest.rebuild import rebuild
from central.ingesting import projections

BAR_WIDTH = 30
HOLDS, DAMAGED = 0, 4


def add(commands: Commands) -> None:
    """Declare the commands."""
    _add_migrate(commands)
    _add_rebuild(commands)
    _add_backup(commands)
    _add_audit(commands)


def _add_migrate(commands: Commands) -> None:
    parser = declare(
        commands,
        "migrate",
        "Bring the database's tables up to date; `serve` does it by itself.",
        "pishkhan hub migrate",
    )
    add_hub(parser)
    parser.set_defaults(run=run_migrate)


def run_migrate(arguments: argparse.Namespace) -> int:
    """Opening the database migrates it."""
    engine = engine_of(arguments)
    print(f"{engine.url.render_as_string(hide_password=True)}: up to date")
    return 0


def _add_rebuild(commands: Commands) -> None:
    parser = declare(
        commands,
        "rebuild",
        "Fold all views anew from the stored events. Nothing is lost if it is interrupted.",
        "pishkhan hub rebuild",
    )
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run_rebuild)


def run_rebuild(arguments: argparse.Namespace) -> int:
    """One transaction: readers see the old views until the new ones are whole."""
    collect_rarely()
    show = _draw if sys.stderr.isatty() and not arguments.json else _silent
    with engine_of(arguments).begin() as connection:
        done = rebuild(connection, projections(), show)
    if arguments.json:
        print(json.dumps({"folded": done.folded, "parked": done.parked}))
    else:
        print(f"{done.folded} events folded, {done.parked} parked")
    return 0


def _draw(done: int, total: int) -> None:
    filled = BAR_WIDTH * done // max(total, 1)
    bar = "#" * filled + "." * (BAR_WIDTH - filled)
    end = "\n" if done >= total else ""
    print(f"\r[{bar}] {done}/{total} events", end=end, file=sys.stderr, flush=True)


def _silent(_done: int, _total: int) -> None:
    """A program reads the result alone."""


def _add_backup(commands: Commands) -> None:
    parser = declare(
        commands,
        "backup",
        "Copy the database to a file while the hub runs; kiosks may then prune what it holds.\n"
        "To restore, put the copy in the database's place (SQLite: DATA/hub.sqlite; PostgreSQL:\n"
        "psql into an empty database) and start the hub: a new epoch begins.",
        "pishkhan hub backup /mnt/second/hub-1405-09-02.sqlite",
    )
    parser.add_argument("to", type=Path, metavar="TO", help="the copy; best on another machine")
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run_backup)


def run_backup(arguments: argparse.Namespace) -> int:
    """Copy, then tell the journals."""
    report = back_up(hub_of(arguments), arguments.to.absolute())
    if arguments.json:
        print(json.dumps({"target": str(report.target), "events": report.events}))
    else:
        print(f"{report.target}: {report.events} events of {report.journals} journals")
    return 0


def _add_audit(commands: Commands) -> None:
    parser = declare(
        commands,
        "audit",
        "Check what the hub holds against its own proofs.",
        "pishkhan hub audit verify",
    )
    checks = parser.add_subparsers(required=True, metavar="CHECK")
    verify = declare(
        checks,
        "verify",
        "Walk the chain of every journal, the hub's own among them, from its first event.",
        "pishkhan hub audit verify --hub-only",
    )
    verify.add_argument("--hub-only", action="store_true", help="only what was born at the hub")
    add_hub(verify)
    add_json(verify)
    verify.set_defaults(run=run_audit)


def run_audit(arguments: argparse.Namespace) -> int:
    """4 when a chain doesn't hold."""
    with engine_of(arguments).connect() as connection:
        reports = list(verify_journals(connection, "hub" if arguments.hub_only else None))
    faults = [report for report in reports if report.fault]
    if arguments.json:
        print(json.dumps({"holds": not faults, "journals": [_as_json(r) for r in reports]}))
    else:
        for report in reports:
            print(_line(report))
        print(f"{len(reports)} chains, {len(faults)} broken")
    return DAMAGED if faults else HOLDS


def _as_json(report: ChainReport) -> dict[str, object]:
    return {
        "journal": report.journal.hex(),
        "branch": report.branch,
        "device": report.device,
        "writer": report.writer,
        "events": report.events,
        "through": report.through,
        "fault": report.fault,
    }


def _line(report: ChainReport) -> str:
    name = f"{report.journal.hex()[:12]} {report.device}/{report.writer}"
    branch = f" branch {report.branch}" if report.branch else ""
    return f"{name}{branch}: {report.events} events, {report.fault or 'holds'}"
