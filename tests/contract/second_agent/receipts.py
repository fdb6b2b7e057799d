"""docs/contract/receipts.md: tracking codes, and the record in a receipt's QR code."""

import base64
from dataclasses import dataclass

from nacl.signing import SigningKey

from tests.contract.second_agent.encoding import key_id, signed_bytes

DAMM = (
    *("0317598642", "7092154863", "4206871359", "1750983426", "6123045978"),
    *("3674209581", "5869720134", "8945362017", "9438617205", "2581436790"),
)


@dataclass(frozen=True)
class Receipt:
    """Of a payment of one bill; `utc_s` is when its result was known."""

    transaction: bytes
    tracking: str
    reference: str
    utc_s: int
    rrn: str
    terminal: str
    bill_id: str
    payment_id: str
    amount: int

    def text(self, head: str, key: SigningKey) -> str:
        """What the QR code says."""
        parts = [
            bytes([2, 1 << 1]),  # the format; one bill, paid
            self.transaction,
            *(dense_text(text) for text in (self.tracking, self.reference)),
            dense_number(self.utc_s),
            *(dense_text(text) for text in (self.rrn, self.terminal)),
            *(dense_text(text) for text in (self.bill_id, self.payment_id)),
            dense_number(self.amount),
        ]
        record = b"".join(parts)
        name = key_id(bytes(key.verify_key))
        signature = key.sign(signed_bytes("receipt", "ed25519", name, record)).signature
        code = base64.b32encode(record + bytes.fromhex(name) + signature)
        return head + code.decode().rstrip("=")


def tracking_code(prefix: int, serial: int) -> str:
    digits = f"{prefix:04d}{serial:05d}"
    row = 0
    for digit in digits:
        row = int(DAMM[row][int(digit)])
    return f"{digits}{row}"


def dense_number(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def dense_text(text: str) -> bytes:
    if text and set(text) <= set("0123456789"):
        return dense_number(int("1" + text) << 2)
    if text and set(text) <= set("0123456789abcdef"):
        return dense_number(int("1" + text, 16) << 2 | 1)
    raw = text.encode()
    return dense_number(len(raw) << 2 | 2) + raw
