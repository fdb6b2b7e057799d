"""The signed payment record in a receipt's QR code: evidence even when the kiosk's disk is dead.

`PISHKHAN1:` and base32 without padding, so that a QR code holds it in its alphanumeric mode.
No name, no address, no card number: only what names and proves the payment.
"""

import base64
import binascii
from typing import Literal

import msgspec
from nacl.signing import SigningKey

from contract.hello import BadMessage
from contract.signature import FindKey, open_signed, sign
from contract.unreadable import UNREADABLE

PREFIX = "PISHKHAN1:"
LONGEST_CHARACTERS = 600


class ReceiptRecord(msgspec.Struct, frozen=True, array_like=True):
    """`utc_ms` is when the result was known; `rrn` and `terminal` are empty while it isn't."""

    outcome: Literal["paid", "unknown"]
    journal: bytes
    transaction: bytes
    tracking: str
    reference: str
    bill_id: str
    payment_id: str
    amount: int
    utc_ms: int
    rrn: str
    terminal: str


_decoder = msgspec.msgpack.Decoder(ReceiptRecord)


def encode_receipt_record(record: ReceiptRecord, key: SigningKey) -> str:
    """The text of the QR code, signed with the device's journal key."""
    signed = sign("receipt", key, msgspec.msgpack.encode(record))
    return PREFIX + base64.b32encode(signed).decode("ascii").rstrip("=")


def decode_receipt_record(text: str, find_key: FindKey) -> ReceiptRecord:
    """From a scanned QR code. Raises BadMessage or BadSignature."""
    scanned = text.strip()
    if not scanned.startswith(PREFIX) or len(scanned) > LONGEST_CHARACTERS:
        raise BadMessage("This QR code is not of a receipt of ours.", _SCAN)
    body = scanned.removeprefix(PREFIX)
    try:
        signed = base64.b32decode(body + "=" * (-len(body) % 8))
    except (binascii.Error, ValueError) as error:
        raise BadMessage(f"The QR code was misread: {error}.", _SCAN) from error
    payload = open_signed(signed, "receipt", find_key)
    try:
        return _decoder.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(f"The record in the QR code is malformed: {error}.", _SCAN) from error


_SCAN = "Scan the receipt again, flat and well lit; else use its tracking code."
