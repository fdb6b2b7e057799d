"""Answering a hello: where the hub stands in each journal the device still has."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, update

from central.ingest.forks import holds, mark_forked
from central.ingest.models import MAIN, Journal
from central.ingest.standings import FORKED, Standing, load_standings
from central.ingest.store import hash_at
from contract.hello import Answer, BadMessage, Hello, JournalHead

LARGEST_JOURNALS = 64
"""Of one hello; a device has a handful."""
_LARGEST = 2**63 - 1
"""That the database can compare."""
_ANNOUNCE = (
    update(Journal)
    .where(Journal.journal == bindparam("announcing"))
    .values(announced_seq=bindparam("announced"))
)


@dataclass(frozen=True)
class Answered:
    """The standings to acknowledge, and whether each journal's head is held."""

    standings: Sequence[Standing]
    answers: dict[bytes, Answer]


def answer_hello(connection: Connection, device: str, hello: Hello) -> Answered:
    """A journal the hub doesn't know stands at 0.

    A head that isn't in the hub's history marks the journal as forked: the device finds out by
    the acknowledgement and begins a new one. So does the device's own word that it has found out.
    Raises BadMessage for a hello in another device's name.
    """
    if hello.device != device:
        raise BadMessage(
            f"A hello of {hello.device} on the topic of {device}.", "Check the device."
        )
    heads = hello.journals[:LARGEST_JOURNALS]
    known = load_standings(connection, {head.journal for head in heads})
    standings: list[Standing] = []
    answers: dict[bytes, Answer] = {}
    for head in heads:
        standing = known.get(head.journal)
        if standing is None:
            standings.append(Standing(head.journal, device))
            answers[head.journal] = Answer(seq=head.head_seq, hash=head.head_hash, held=False)
        elif standing.device == device:
            ours = _our_hash(connection, standing, head.head_seq)
            if head.diverged or ours not in (None, head.head_hash):
                mark_forked(connection, standing.journal)
                standing.state = FORKED
            _announce(connection, head)
            standings.append(standing)
            held = ours == head.head_hash or _is_in_a_branch(connection, standing, head)
            answers[head.journal] = Answer(seq=head.head_seq, hash=head.head_hash, held=held)
    return Answered(standings, answers)


def _our_hash(connection: Connection, standing: Standing, seq: int) -> bytes | None:
    """Of the main history; None above our head, where it can't be told yet.

    A head below ours may be a copy's that has lost events which the hub holds, or an old hello's:
    the device, which gets the same answer, knows which and says so in its next.
    """
    if seq == standing.through:
        return standing.head_hash
    return hash_at(connection, standing.journal, MAIN, seq) if seq < standing.through else None


def _is_in_a_branch(connection: Connection, standing: Standing, head: JournalHead) -> bool:
    return standing.state == FORKED and holds(
        connection, head.journal, min(head.head_seq, _LARGEST), head.head_hash
    )


def _announce(connection: Connection, head: JournalHead) -> None:
    seq = min(head.head_seq, _LARGEST)
    connection.execute(_ANNOUNCE, {"announcing": head.journal, "announced": seq})
