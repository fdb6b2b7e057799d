"""The fields ("bitmaps") of ZVT messages: a tag byte, then a value of known or told length.

Strict: an unknown tag or a length beyond the end is refused, since all that follows it would be
guessed. Lengths: ZVT protocol, chapter "Bitmaps".
"""

from hardware.terminals.errors import MalformedFrame

AMOUNT = 0x04
TLV_CONTAINER = 0x06
TRACE = 0x0B
TIME = 0x0C
DATE = 0x0D
STATUS_BYTE = 0x19
PAN = 0x22
RESULT_CODE = 0x27
TERMINAL_ID = 0x29
MERCHANT = 0x2A
AUTHORISATION = 0x3B
CURRENCY = 0x49
RECEIPT = 0x87
CARD_TYPE = 0x8A
CARD_NAME = 0x8B
HOST_CODE = 0xA0

_FIXED = {
    0x01: 1, 0x02: 1, 0x03: 1, AMOUNT: 6, 0x05: 1, TRACE: 3, TIME: 3, DATE: 2, 0x0E: 2, 0x17: 2,
    STATUS_BYTE: 1, RESULT_CODE: 1, TERMINAL_ID: 4, MERCHANT: 15, 0x37: 3, 0x3A: 2,
    AUTHORISATION: 8, 0x3D: 3, CURRENCY: 2, RECEIPT: 2, 0x88: 3, CARD_TYPE: 1, 0x8C: 1,
    HOST_CODE: 1, 0xAA: 3, 0xBA: 5, 0xD0: 1,
}  # fmt: skip
# The length stands in two or three bytes F0..F9, a decimal digit each (LLVAR, LLLVAR).
_DIGITS_OF_LENGTH = {
    PAN: 2, 0x23: 2, 0x2D: 2, 0x2E: 2, CARD_NAME: 2, 0xA7: 2, 0xD1: 2,
    0x24: 3, 0x3C: 3, 0x60: 3, 0x92: 3, 0x9A: 3, 0xAF: 3, 0xD3: 3,
}  # fmt: skip


def parse_fields(data: bytes) -> dict[int, bytes]:
    """Raises MalformedFrame: "unknown_field", "short", "length", "repeated"."""
    fields: dict[int, bytes] = {}
    place = 0
    while place < len(data):
        tag = data[place]
        size, start = _size(tag, data, place + 1)
        if start + size > len(data):
            raise MalformedFrame("short", f"field {tag:02X} needs {size} bytes, fewer are left")
        if tag in fields:
            raise MalformedFrame("repeated", f"field {tag:02X} stands there twice")
        fields[tag] = data[start : start + size]
        place = start + size
    return fields


def encode_field(tag: int, value: bytes) -> bytes:
    """One field; its length digits are made here. Raises ValueError for a wrong fixed length."""
    if tag in _DIGITS_OF_LENGTH:
        digits = f"{len(value):0{_DIGITS_OF_LENGTH[tag]}d}"
        return bytes((tag, *(0xF0 | int(digit) for digit in digits))) + value
    if _FIXED[tag] != len(value):
        raise ValueError(f"field {tag:02X} has {_FIXED[tag]} bytes, not {len(value)}")
    return bytes((tag,)) + value


def bcd(number: int, size: int) -> bytes:
    """A number in packed decimal digits, `size` bytes wide."""
    return bytes.fromhex(f"{number:0{size * 2}d}")


def bcd_text(value: bytes) -> str:
    """The digits of a packed decimal value. Raises MalformedFrame("not_digits")."""
    text = value.hex()
    if not text.isdigit():
        raise MalformedFrame("not_digits", "a decimal field holds something else")
    return text


def _size(tag: int, data: bytes, place: int) -> tuple[int, int]:
    """The length of a field's value and where the value starts."""
    if tag in _FIXED:
        return _FIXED[tag], place
    if tag in _DIGITS_OF_LENGTH:
        end = place + _DIGITS_OF_LENGTH[tag]
        digits = data[place:end]
        if len(digits) < end - place or any(not 0xF0 <= digit <= 0xF9 for digit in digits):
            raise MalformedFrame("length", f"field {tag:02X} has no readable length")
        return int("".join(str(digit & 0x0F) for digit in digits)), end
    if tag == TLV_CONTAINER:
        return _tlv_size(data, place)
    raise MalformedFrame("unknown_field", f"field {tag:02X} is not known")


def _tlv_size(data: bytes, place: int) -> tuple[int, int]:
    """One byte up to 7F; 81 or 82 before one or two bytes, high first."""
    first = data[place] if place < len(data) else -1
    if 0 <= first <= 0x7F:
        return first, place + 1
    more = {0x81: 1, 0x82: 2}.get(first)
    if more is None or place + 1 + more > len(data):
        raise MalformedFrame("length", "the TLV container has no readable length")
    return int.from_bytes(data[place + 1 : place + 1 + more], "big"), place + 1 + more
