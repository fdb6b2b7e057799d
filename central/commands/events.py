"""`pishkhan hub events`: what the store holds, for a person or a program."""

import argparse
import json
from collections.abc import Iterable

import msgspec

from central.commands.arguments import Commands, add_hub, add_json, declare, engine_of
from central.counts import hub_counts
from central.database import open_sessions
from central.ingest import StoredEvent, journal_events, transaction_events
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.events import MalformedEvent, UnknownEvent, decode_body
from contract.values import JournalId, TransactionId

PAGE = 100
FOUND, NOTHING = 0, 1


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = declare(
        commands,
        "events",
        "Show events as they were received, or count them.",
        "pishkhan hub events --count --json",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--transaction", metavar="ID", help="all events of one transaction")
    what.add_argument("--journal", metavar="ID", help="a journal's events in order")
    what.add_argument("--count", action="store_true", help="events, journals, payments")
    parser.add_argument("--after", type=int, default=0, metavar="SEQ", help="with --journal")
    parser.add_argument("--limit", type=int, default=PAGE, metavar="N", help="with --journal")
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """1 when there is no such journal or transaction."""
    with open_sessions(engine_of(arguments)).reading() as session:
        if arguments.count:
            return _print_counts(hub_counts(session), as_json=arguments.json)
        if arguments.transaction:
            transaction = TransactionId.parse(arguments.transaction).raw
            found = transaction_events(session, transaction)
        else:
            journal = JournalId.parse(arguments.journal).raw
            found = journal_events(session, journal, arguments.after, arguments.limit)
        return _print_events(found, as_json=arguments.json)


def _print_counts(counts: dict[str, object], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(counts))
        return FOUND
    journals = counts["journals"]
    assert isinstance(journals, list)
    for row in journals:
        print(f"{row['journal']} {row['device']}/{row['writer']} through {row['through']}")
    print(f"{counts['events']} events in {len(journals)} journals; {counts['payments']}")
    return FOUND


def _print_events(found: Iterable[StoredEvent], *, as_json: bool) -> int:
    rows = [_described(event) for event in found]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{row['seq']:>8} {row['utc_ms']} {row['kind']} {row['body']}")
    return FOUND if rows else NOTHING


def _described(row: StoredEvent) -> dict[str, object]:
    transaction = row.transaction_id
    return {
        "journal": row.journal.hex(),
        "branch": row.branch,
        "seq": row.seq,
        "device": row.device,
        "kind": row.kind,
        "version": row.version,
        "transaction": None if transaction is None else transaction.hex(),
        "utc_ms": row.utc_ms,
        "received_ms": row.received_ms,
        "hash": row.hash.hex(),
        "sealed": row.sealed is not None,
        "body": _body(row.envelope),
    }


def _body(data: bytes) -> object:
    """Readable, or None when this hub doesn't understand it."""
    try:
        envelope = decode_envelope(data)
        event = decode_body(envelope.kind, envelope.version, envelope.body)
    except (DamagedEnvelope, UnknownEvent, MalformedEvent):
        return None
    return msgspec.json.decode(msgspec.json.encode(event))
