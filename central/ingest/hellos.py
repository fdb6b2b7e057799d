"""Answering a hello: where the hub stands in each journal the device still has."""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from central.ingest.forks import mark_forked
from central.ingest.models import MAIN, Journal
from central.ingest.standings import FORKED, Standing, load_standings
from central.ingest.store import hash_at
from contract.hello import BadMessage, Hello, JournalHead

LARGEST_JOURNALS = 64
"""Of one hello; a device has a handful."""


def answer_hello(connection: Connection, device: str, hello: Hello) -> Sequence[Standing]:
    """The standings to acknowledge; a journal the hub doesn't know stands at 0.

    A journal whose head isn't the hub's history marks the journal as forked: the device finds
    out by the acknowledgement and begins a new one. Raises BadMessage for a hello in another
    device's name.
    """
    if hello.device != device:
        raise BadMessage(
            f"A hello of {hello.device} on the topic of {device}.", "Check the device."
        )
    heads = hello.journals[:LARGEST_JOURNALS]
    held = load_standings(connection, {head.journal for head in heads})
    answers: list[Standing] = []
    for head in heads:
        standing = held.get(head.journal)
        if standing is None:
            answers.append(Standing(head.journal, device))
        elif standing.device == device:
            if not _continues(connection, standing, head):
                mark_forked(connection, standing.journal)
                standing.state = FORKED
            _announce(connection, head)
            answers.append(standing)
    return answers


def _continues(connection: Connection, standing: Standing, head: JournalHead) -> bool:
    """Whether the device's copy can be the one the hub knows. Above the hub's head it can't be
    told yet; below it a copy has lost events that the hub holds."""
    if head.head_seq > standing.through:
        return True
    if head.head_seq < standing.through:
        return False
    return hash_at(connection, standing.journal, MAIN, head.head_seq) == head.head_hash


def _announce(connection: Connection, head: JournalHead) -> None:
    seq = min(head.head_seq, 2**63 - 1)
    connection.execute(
        update(Journal).where(Journal.journal == head.journal).values(announced_seq=seq)
    )
