"""The port for cards that prove who holds them, such as the Iranian national smart card.

That card has no open specification: what it takes (middleware, keys, a contract) comes from the
issuer. A driver for it is a kind of reader like any other, and meets this protocol besides. All
other readers tell which card lies on them, and nothing of whom it belongs to.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from hardware.device import Device


class NotProvenReason(StrEnum):
    NO_CARD = "no_card"
    CARD_REMOVED = "card_removed"
    WRONG_PIN = "wrong_pin"
    CARD_BLOCKED = "card_blocked"
    CARD_REVOKED = "card_revoked"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Proven:
    """The card's holder was there and let the card answer.

    `national_id` has ten digits, Latin. `proof` is the card's answer to the challenge with the
    certificates that it takes to check it elsewhere: the reader's word alone is none.
    """

    national_id: str = field(repr=False)
    proof: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotProven:
    reason: NotProvenReason


class IdentityReader(Device, Protocol):
    """A reader whose cards can prove who holds them."""

    def prove(self, challenge: bytes, timeout_s: float) -> Proven | NotProven:
        """Asks the holder (a PIN, where the card wants one, is typed at the reader, never here)
        and the card. `challenge` is used once and chosen by whoever checks the proof. Blocks up
        to `timeout_s`; never raises for what a citizen or a card does."""

    def cancel(self) -> None:
        """From another thread: the running `prove` ends with CANCELLED."""
