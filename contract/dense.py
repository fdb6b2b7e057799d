"""Numbers and short codes in as few bytes as they need, for what must fit a printed QR code.

A number is seven bits a byte, lowest first. A text of digits or of small hexadecimal digits is
written as one number (with a leading 1, so that zeros at its head are kept); any other as UTF-8.
"""

from contract.hello import BadMessage

MOST_TEXT = 64
_DIGITS, _HEXADECIMAL, _UTF8 = 0, 1, 2
_HEAD = 1
_NUMBER_BYTES = 40


def dense_number(number: int) -> bytes:
    """Zero or more."""
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def dense_text(text: str) -> bytes:
    """At most MOST_TEXT bytes; what is longer is cut, for no code of a payment is."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_TEXT:
        return dense_number(int(f"{_HEAD}{text}") << 2 | _DIGITS)
    if text and len(text) <= MOST_TEXT and set(text) <= set("0123456789abcdef"):
        return dense_number(int(f"{_HEAD}{text}", 16) << 2 | _HEXADECIMAL)
    raw = text.encode()[:MOST_TEXT].decode(errors="ignore").encode()
    return dense_number(len(raw) << 2 | _UTF8) + raw


class DenseReader:
    """Takes the parts out of `data` in the order they were written. Raises BadMessage."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def raw(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        if len(taken) != size:
            raise BadMessage("A record that ends too early.", _SCAN)
        self._at += size
        return taken

    def number(self) -> int:
        read = 0
        for place in range(_NUMBER_BYTES):
            (byte,) = self.raw(1)
            read |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                return read
        raise BadMessage("A number without an end.", _SCAN)

    def text(self) -> str:
        head = self.number()
        value, kind = head >> 2, head & 3
        match kind:
            case 0:
                return str(value)[1:]
            case 1:
                return format(value, "x")[1:]
            case 2 if value <= MOST_TEXT:
                return self.raw(value).decode(errors="replace")
            case _:
                raise BadMessage("A text of a kind that we don't know.", _SCAN)

    def end(self) -> None:
        if self._at != len(self._data):
            raise BadMessage("A record with something after its end.", _SCAN)


_SCAN = "Scan the receipt again, flat and well lit; else use its tracking code."
