"""Appending to the hub's own journal: the same envelope and chain as a kiosk's.

An event is written in the caller's transaction, so what the hub did and its record stand or
fall together. The journal's row is locked from here to the commit: on SQLite by the write
transaction, on PostgreSQL by FOR UPDATE.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.ingest import MAIN, HubState, Journal, StoredEvent
from contract.chain import GENESIS_HASH, link
from contract.clock import Clock
from contract.envelope import FORMAT, Envelope, encode_envelope
from contract.events import Event, JournalGenesis, Predecessor, encode_body
from contract.values import HUB_DEVICE, JournalId, TransactionId

WRITER = "hub"


@dataclass(frozen=True)
class HubJournal:
    """What is born at the hub: claims, certificates, staff, revocations, imports, views.

    `clock` gives the moment of each event, `software` stands in the genesis.
    """

    city: str
    clock: Clock
    software: str

    def append(
        self, session: Session, event: Event, transaction: TransactionId | None = None
    ) -> int:
        """Write one event in the session's transaction; returns its seq.

        The session must be one that may write.
        """
        return self._write(session, self._open(session), event, transaction)

    def begin_epoch(self, session: Session) -> int:
        """A hub restored from a copy goes on under a new epoch, in a successor journal: the
        events it lost keep their names. Returns the epoch that now counts."""
        state = self._state(session)
        state.epoch += 1
        state.restored = False
        before = None if state.journal is None else session.get(Journal, state.journal)
        if before is not None:
            before.state = "ended"
        self._start(session, state, before)
        session.flush()
        return state.epoch

    def _state(self, session: Session) -> HubState:
        state = session.execute(
            select(HubState).where(HubState.id == 1).with_for_update()
        ).scalar_one_or_none()
        if state is None:
            state = HubState(id=1, city=self.city, epoch=1, journal=None, restored=False)
            session.add(state)
            session.flush()
        return state

    def _open(self, session: Session) -> Journal:
        state = self._state(session)
        journal = None if state.journal is None else session.get(Journal, state.journal)
        return self._start(session, state, None) if journal is None else journal

    def _start(self, session: Session, state: HubState, before: Journal | None) -> Journal:
        now_ms = self.clock.now().utc_ms
        predecessor = (
            None
            if before is None
            else Predecessor(journal=before.journal, seq=before.through, hash=before.head_hash)
        )
        journal = Journal(
            journal=JournalId.new().raw,
            device=HUB_DEVICE,
            writer=WRITER,
            software=self.software,
            tracking_prefix=None,
            predecessor=None if before is None else before.journal,
            predecessor_seq=None if before is None else before.through,
            predecessor_hash=None if before is None else before.head_hash,
            through=0,
            head_hash=GENESIS_HASH,
            state="live",
            backed_up=0,
            announced_seq=0,
            first_received_ms=now_ms,
            last_received_ms=now_ms,
        )
        session.add(journal)
        state.journal = journal.journal
        genesis = JournalGenesis(
            city=self.city,
            device=HUB_DEVICE,
            writer=WRITER,
            software=self.software,
            tracking_prefix=None,
            predecessor=predecessor,
        )
        self._write(session, journal, genesis, None)
        return journal

    def _write(
        self,
        session: Session,
        journal: Journal,
        event: Event,
        transaction: TransactionId | None,
    ) -> int:
        moment = self.clock.now()
        seq = journal.through + 1
        envelope = encode_envelope(
            Envelope(
                format=FORMAT,
                journal=journal.journal,
                seq=seq,
                kind=event.KIND,
                version=event.VERSION,
                transaction=None if transaction is None else transaction.raw,
                utc_ms=moment.utc_ms,
                boot=moment.boot,
                monotonic_ms=moment.monotonic_ms,
                quality=moment.quality,
                body=encode_body(event),
                sealed_hash=None,
            )
        )
        journal.head_hash = link(journal.head_hash, envelope)
        journal.through = seq
        journal.announced_seq = seq
        journal.last_received_ms = moment.utc_ms
        session.add(
            StoredEvent(
                journal=journal.journal,
                branch=MAIN,
                seq=seq,
                device=HUB_DEVICE,
                kind=event.KIND,
                version=event.VERSION,
                transaction_id=None if transaction is None else transaction.raw,
                utc_ms=moment.utc_ms,
                received_ms=moment.utc_ms,
                envelope=envelope,
                sealed=None,
                hash=journal.head_hash,
            )
        )
        session.flush()
        return seq
