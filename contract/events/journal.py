"""Events a journal writes about itself."""

from typing import ClassVar

import msgspec

from contract.events.base import EventBody


class Predecessor(msgspec.Struct, frozen=True):
    """Where the journal before this one ended, as far as its writer could tell."""

    journal: bytes
    seq: int
    hash: bytes


class JournalGenesis(EventBody, frozen=True):
    """The first event. `writer`: kiosk, agent, technician or hub."""

    KIND: ClassVar[str] = "journal.genesis"
    city: str
    device: str
    writer: str
    software: str
    tracking_prefix: int | None = None
    predecessor: Predecessor | None = None
    reason: str | None = None


class SealedKey(msgspec.Struct, frozen=True):
    recipient: str
    box: bytes


class SealingKey(EventBody, frozen=True):
    """A session key, sealed to each recipient; committed with its first use."""

    KIND: ClassVar[str] = "journal.sealing_key"
    key_id: bytes
    sealed: tuple[SealedKey, ...]


class JournalGap(EventBody, frozen=True):
    """Something pruned was lost after all: first and last seq, and why."""

    KIND: ClassVar[str] = "journal.gap"
    first_seq: int
    last_seq: int
    reason: str


class PrefixTaken(EventBody, frozen=True):
    """The journal goes on with another tracking prefix: the one before is used up."""

    KIND: ClassVar[str] = "journal.prefix_taken"
    prefix: int
