"""The signed payment record in a receipt's QR code: evidence even when the kiosk's disk is dead.

`HTTPS://THE.CITY/R/` and base32 without padding where the city has a public address, so that a
phone's camera opens the hub's page about it; else `PISHKHAN1:` before the same. Both keep a QR
code in its alphanumeric mode. No name, no address, no card number: only what names and proves
the payment; which journal, the tracking code's prefix says.
"""

import base64
import binascii
import re
from typing import Literal

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from contract.dense import DenseReader, dense_number, dense_text
from contract.hello import BadMessage
from contract.signature import BadSignature, FindKey, key_id, open_signed, signing_input
from contract.unreadable import UNREADABLE

PREFIX = "PISHKHAN1:"
LONGEST_CHARACTERS = 800
MOST_BILLS = 5
FORMAT = 2
_KEY_BYTES, _SIGNATURE_BYTES, _TRANSACTION_BYTES = 8, 64, 16
_OUTCOMES: tuple[Literal["paid"], Literal["unknown"]] = ("paid", "unknown")
_TEXT = re.compile(r"(?:PISHKHAN1:|HTTPS?://[^\s?#]+/R/)([A-Z2-7]+)/?")


class ReceiptBill(msgspec.Struct, frozen=True, array_like=True):
    """One bill of the payment; `amount` in rials."""

    bill_id: str
    payment_id: str
    amount: int


class ReceiptRecord(msgspec.Struct, frozen=True):
    """`utc_ms` is when the result was known, in whole seconds; `rrn` and `terminal` are empty
    while it isn't. One to five bills."""

    outcome: Literal["paid", "unknown"]
    transaction: bytes
    tracking: str
    reference: str
    bills: tuple[ReceiptBill, ...]
    utc_ms: int
    rrn: str
    terminal: str

    @property
    def amount(self) -> int:
        """The total, in rials."""
        return sum(bill.amount for bill in self.bills)


class _FirstForm(msgspec.Struct, frozen=True, array_like=True):
    """As the first release printed it: one bill, in a signed frame of MessagePack."""

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


_first_form = msgspec.msgpack.Decoder(_FirstForm)


def encode_receipt_record(record: ReceiptRecord, key: SigningKey, public_url: str | None) -> str:
    """The text of the QR code, signed with the device's journal key.

    With one bill a symbol of version 9, with five of version 11 (error correction M, an address
    of 23 characters): 53 and 61 modules, 26.5 and 30.5 mm at the half millimetre that 58 mm
    paper allows. MessagePack in a signed frame took version 12 (65 modules) for one.
    """
    packed = _pack(record)
    name = key_id(bytes(key.verify_key))
    signature = key.sign(signing_input("receipt", "ed25519", name, packed)).signature
    code = base64.b32encode(packed + bytes.fromhex(name) + signature).decode().rstrip("=")
    return f"{_head(public_url)}{code}"


def decode_receipt_record(text: str, find_key: FindKey) -> ReceiptRecord:
    """From a scanned QR code, whatever host it names. Raises BadMessage or BadSignature."""
    signed = _bytes_of(text)
    if signed[:1] != bytes([FORMAT]):
        return _first(open_signed(signed, "receipt", find_key))
    packed, name, signature = _parts(signed)
    public = find_key(name)
    if public is None:
        raise BadSignature(f"Signed by {name}, a key nobody vouches for.", _REFUSE)
    try:
        public.verify(signing_input("receipt", "ed25519", name, packed), signature)
    except (BadSignatureError, ValueError) as error:
        raise BadSignature(f"The signature of {name} does not hold.", _REFUSE) from error
    return _unpack(packed)


def is_receipt_text(text: str) -> bool:
    """Whether a scanned text has the form of a receipt's; nothing is verified."""
    return len(text) <= LONGEST_CHARACTERS and _TEXT.fullmatch(text.strip().upper()) is not None


def _head(public_url: str | None) -> str:
    return PREFIX if not public_url else f"{public_url.rstrip('/').upper()}/R/"


def _bytes_of(text: str) -> bytes:
    found = _TEXT.fullmatch(text.strip().upper()) if len(text) <= LONGEST_CHARACTERS else None
    if found is None:
        raise BadMessage("This QR code is not of a receipt of ours.", _SCAN)
    body = found.group(1)
    try:
        return base64.b32decode(body + "=" * (-len(body) % 8))
    except (binascii.Error, ValueError) as error:
        raise BadMessage(f"The QR code was misread: {error}.", _SCAN) from error


def _parts(signed: bytes) -> tuple[bytes, str, bytes]:
    """The record, the key's name and the signature."""
    end = len(signed) - _SIGNATURE_BYTES
    if end - _KEY_BYTES < _TRANSACTION_BYTES:
        raise BadMessage("The QR code was cut off.", _SCAN)
    return signed[: end - _KEY_BYTES], signed[end - _KEY_BYTES : end].hex(), signed[end:]


def _pack(record: ReceiptRecord) -> bytes:
    assert 1 <= len(record.bills) <= MOST_BILLS
    written = [
        bytes([FORMAT, len(record.bills) << 1 | _OUTCOMES.index(record.outcome)]),
        record.transaction,
        dense_text(record.tracking),
        dense_text(record.reference),
        dense_number(record.utc_ms // 1000),
        dense_text(record.rrn),
        dense_text(record.terminal),
    ]
    for bill in record.bills:
        written += [dense_text(bill.bill_id), dense_text(bill.payment_id)]
        written.append(dense_number(bill.amount))
    return b"".join(written)


def _unpack(packed: bytes) -> ReceiptRecord:
    reader = DenseReader(packed)
    _format, head = reader.raw(2)
    transaction = reader.raw(_TRANSACTION_BYTES)
    tracking, reference = reader.text(), reader.text()
    utc_ms = reader.number() * 1000
    rrn, terminal = reader.text(), reader.text()
    bills = tuple(
        ReceiptBill(reader.text(), reader.text(), reader.number()) for _ in range(head >> 1)
    )
    reader.end()
    if not 1 <= len(bills) <= MOST_BILLS:
        raise BadMessage(f"A receipt of {len(bills)} bills.", _SCAN)
    outcome = _OUTCOMES[head & 1]
    return ReceiptRecord(outcome, transaction, tracking, reference, bills, utc_ms, rrn, terminal)


def _first(payload: bytes) -> ReceiptRecord:
    try:
        old = _first_form.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(f"The record in the QR code is malformed: {error}.", _SCAN) from error
    return ReceiptRecord(
        outcome=old.outcome,
        transaction=old.transaction,
        tracking=old.tracking,
        reference=old.reference,
        bills=(ReceiptBill(old.bill_id, old.payment_id, old.amount),),
        utc_ms=old.utc_ms,
        rrn=old.rrn,
        terminal=old.terminal,
    )


_SCAN = "Scan the receipt again, flat and well lit; else use its tracking code."
_REFUSE = "It was refused; no kiosk of this city has signed it."
