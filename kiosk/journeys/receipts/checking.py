"""What a scanned receipt turns out to be: three facts, each known or not, none guessed.

*Recorded*: a kiosk of this city has signed it. *Reached the city*: the hub has that payment.
*Settled*: the bank's file has it too. The first holds without any line; the others are the hub's.
"""

from dataclasses import dataclass
from enum import StrEnum

from contract.receipt_record import ReceiptRecord


class Unreadable(StrEnum):
    """Why a scanned receipt says nothing; each has its own sentence."""

    MISREAD = "misread"
    NOT_SIGNED_HERE = "not_signed_here"
    KEY_UNKNOWN = "key_unknown"
    """Signed with a key that isn't among the city's kiosks as this kiosk knows them."""
    REVOKED = "revoked"
    """Signed by a machine after the city had withdrawn its trust in it."""


class RecordedHere(StrEnum):
    """What this kiosk's own journal says."""

    YES = "yes"
    ELSEWHERE = "elsewhere"
    """Another kiosk of the city has signed it."""
    DIFFERS = "differs"
    """The journal holds that payment with another amount or result."""


class CityWord(StrEnum):
    """What is known at the city about it."""

    ASKING = "asking"
    NO_LINE = "no_line"
    NOT_YET = "not_yet"
    REACHED = "reached"
    SETTLED = "settled"
    NOT_TAKEN = "not_taken"
    """The bank's file shows that no money moved."""
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A receipt whose signature holds. `place` is the kiosk that gave it, where it is known;
    `reached` what the agent has heard of this kiosk's own journal, so without asking."""

    record: ReceiptRecord
    here: RecordedHere
    place: str | None
    reached: CityWord
