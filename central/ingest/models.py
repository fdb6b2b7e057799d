"""The store: every event as received, where each journal stands, and what was refused."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from central.database.base import BIG_ID, Base

MAIN = 0
"""The branch of a journal that the hub acknowledges; forks are numbered from 1."""


class StoredEvent(Base):
    """One event as received. `ingest_id` is the order in which projections fold."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("journal", "branch", "seq"),
        Index(
            "ix_events_transaction_id",
            "transaction_id",
            sqlite_where=text("transaction_id IS NOT NULL"),
            postgresql_where=text("transaction_id IS NOT NULL"),
        ),
    )

    ingest_id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    journal: Mapped[bytes]
    branch: Mapped[int]
    seq: Mapped[int]
    device: Mapped[str]
    kind: Mapped[str]
    version: Mapped[int]
    transaction_id: Mapped[bytes | None]
    utc_ms: Mapped[int]
    received_ms: Mapped[int]
    envelope: Mapped[bytes]
    sealed: Mapped[bytes | None]
    hash: Mapped[bytes]


class Journal(Base):
    """Where the hub stands in one journal; `through` and `head_hash` are what it acknowledges.

    `state` is live, forked (two histories under one name, payments disputed) or ended (a
    successor has named it).
    """

    __tablename__ = "journals"

    journal: Mapped[bytes] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(index=True)
    writer: Mapped[str]
    software: Mapped[str]
    tracking_prefix: Mapped[int | None]
    predecessor: Mapped[bytes | None]
    predecessor_seq: Mapped[int | None]
    predecessor_hash: Mapped[bytes | None]
    through: Mapped[int]
    head_hash: Mapped[bytes]
    state: Mapped[str]
    backed_up: Mapped[int]
    announced_seq: Mapped[int]
    first_received_ms: Mapped[int]
    last_received_ms: Mapped[int]


class Branch(Base):
    """Another history under a known journal's name: its events are kept with this number.

    `fork_seq` is the first seq at which it differs from the main branch.
    """

    __tablename__ = "journal_branches"

    journal: Mapped[bytes] = mapped_column(ForeignKey("journals.journal"), primary_key=True)
    branch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fork_seq: Mapped[int]
    through: Mapped[int]
    head_hash: Mapped[bytes]
    first_received_ms: Mapped[int]


class ParkedEvent(Base):
    """In custody but not understood yet, or behind one of its transaction that isn't."""

    __tablename__ = "parked_events"
    __table_args__ = (Index(None, "transaction_id"),)

    ingest_id: Mapped[int] = mapped_column(
        BIG_ID, ForeignKey("events.ingest_id"), primary_key=True, autoincrement=False
    )
    journal: Mapped[bytes]
    seq: Mapped[int]
    transaction_id: Mapped[bytes | None]
    reason: Mapped[str]
    parked_ms: Mapped[int]


class Quarantined(Base):
    """Bytes that moved nothing: unauthenticated, unchained or too large, with the reason."""

    __tablename__ = "quarantine"
    __table_args__ = (Index(None, "device"),)

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    device: Mapped[str]
    topic: Mapped[str]
    content: Mapped[bytes]
    reason: Mapped[str]
    detail: Mapped[str]
    at_ms: Mapped[int]


class HubState(Base):
    """The hub about itself, one row: its city, its epoch and the journal it writes.

    `restored` is set in the copy that a backup makes, never in the running database: who
    finds it set has been restored, and starts a new epoch.
    """

    __tablename__ = "hub_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    city: Mapped[str]
    epoch: Mapped[int]
    journal: Mapped[bytes | None]
    restored: Mapped[bool]


class Backup(Base):
    """A finished copy of the database; journals may prune what it holds."""

    __tablename__ = "backups"

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    target: Mapped[str]
    started_ms: Mapped[int]
    finished_ms: Mapped[int]
    events: Mapped[int]
