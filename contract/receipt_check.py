"""What a kiosk asks the hub about a receipt, and what the hub says; JSON on the device port."""

from typing import Literal

import msgspec

ReceiptState = Literal["recorded", "reached", "settled", "disputed", "unknown"]
"""How far the payment of a receipt has come. `unknown`: the hub can't vouch for the paper."""
ReceiptOutcome = Literal["paid", "unknown", "not_taken"]
RefusedBecause = Literal["unreadable", "stranger", "forged", "revoked"]


class ReceiptQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """`record` is the text of the receipt's QR code, in either form."""

    record: str


class ReceiptAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`outcome` is what is known by now, which may be more than the paper says. `reached_ms` is
    when the city had it, `settled_ms` the bank's time of the payment. `refused` stands with
    the state `unknown` alone."""

    state: ReceiptState
    outcome: ReceiptOutcome | None = None
    reached_ms: int | None = None
    settled_ms: int | None = None
    refused: RefusedBecause | None = None
