"""A database put back from a copy: the hub's own events that it lacks, from the second store."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from central.enrolment import RestoredEnrolments
from central.hub import Hub
from central.ingest import MAIN, HubState, Journal, StoredEvent, fold_hub_events
from central.ingesting import projections
from central.journal import KeptEvent, genesis_of
from contract.chain import GENESIS_HASH
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.errors import PishkhanError
from contract.events import Event, MalformedEvent, UnknownEvent, decode_body
from contract.values import HUB_DEVICE

log = logging.getLogger("pishkhan.hub")


class SecondStoreUnreadable(PishkhanError):
    """What the hub did since the copy stands there, and can't be read."""

    exit_code = 4


@dataclass
class _Restoring:
    hub: Hub
    session: Session
    state: HubState
    taken: int = 0

    def run(self) -> None:
        before = self.session.get(Journal, self.state.journal)
        while before is not None:
            store = self.hub.second_store
            self._take(before, store.after(before.journal, before.through, before.head_hash))
            following = store.successor(before.journal)
            before = None if following is None else self._follow(before, following)

    def _follow(self, before: Journal, following: bytes) -> Journal | None:
        """The hub was restored before: its epoch of then counts, and never comes again."""
        kept = self.hub.second_store.after(following, 0, GENESIS_HASH)
        genesis = genesis_of(kept)
        assert genesis is not None
        assert genesis.predecessor is not None
        before.state = "ended"
        journal = Journal(
            journal=following, device=HUB_DEVICE, writer=genesis.writer,
            software=genesis.software, tracking_prefix=None, predecessor=before.journal,
            predecessor_seq=genesis.predecessor.seq, predecessor_hash=genesis.predecessor.hash,
            through=0, head_hash=GENESIS_HASH, state="live", backed_up=0, announced_seq=0,
            first_received_ms=self.hub.now_ms(), last_received_ms=self.hub.now_ms(),
        )  # fmt: skip
        self.session.add(journal)
        self.session.flush()
        self.state.journal = following
        self.state.epoch += 1
        return journal

    def _take(self, journal: Journal, kept: Sequence[KeptEvent]) -> None:
        if not kept:
            return
        first = journal.through + 1
        events: list[tuple[Event, int]] = []
        for seq, each in enumerate(kept, first):
            envelope = decode_envelope(each.envelope)
            self.session.add(
                StoredEvent(
                    journal=journal.journal, branch=MAIN, seq=seq, device=HUB_DEVICE,
                    kind=envelope.kind, version=envelope.version,
                    transaction_id=envelope.transaction, utc_ms=envelope.utc_ms,
                    received_ms=envelope.utc_ms, envelope=each.envelope, sealed=None,
                    hash=each.hash,
                )
            )  # fmt: skip
            try:
                event = decode_body(envelope.kind, envelope.version, envelope.body)
            except (UnknownEvent, MalformedEvent):
                continue  # kept, and folded after an upgrade
            events.append((event, envelope.utc_ms))
        journal.through = journal.announced_seq = first + len(kept) - 1
        journal.head_hash = kept[-1].hash
        self.session.flush()
        fold_hub_events(self.session.connection(), journal.journal, first, projections())
        RestoredEnrolments(self.hub, self.session).take(events)
        self.taken += len(kept)


def is_behind(hub: Hub, session: Session, state: HubState) -> bool:
    """Whether the second store knows of the hub's own journal what the database does not.

    Raises SecondStoreUnreadable.
    """
    journal = None if state.journal is None else session.get(Journal, state.journal)
    if journal is None:
        return False
    try:
        store = hub.second_store
        return bool(store.after(journal.journal, journal.through, journal.head_hash))
    except OSError as error:
        raise _unreadable(hub, error) from error


def take_back(hub: Hub, session: Session, state: HubState) -> None:
    """Before the new epoch begins, in its transaction. Raises SecondStoreUnreadable."""
    restoring = _Restoring(hub, session, state)
    try:
        restoring.run()
    except (OSError, DamagedEnvelope) as error:
        raise _unreadable(hub, error) from error
    log.warning("%d of the hub's own events came back from its second store", restoring.taken)


def _unreadable(hub: Hub, error: Exception) -> SecondStoreUnreadable:
    return SecondStoreUnreadable(
        f"The second store {hub.second_store.folder} can't be read: {error}.",
        "Repair or mount it. To go on without what the hub did since the copy, move its files "
        "away.",
    )
