"""The messages of ZVT that a kiosk needs, by name (ZVT protocol, chapter 2)."""

from dataclasses import dataclass
from enum import IntEnum

from contract.errors import InvalidValue
from contract.values import MaskedPan, Rial
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.zvt.codec import fields
from hardware.terminals.zvt.codec.apdu import Apdu
from hardware.terminals.zvt.codec.fields import bcd, bcd_text, encode_field, parse_fields

IRANIAN_RIAL = 364  # ISO 4217
LARGEST_AMOUNT = 10**12 - 1  # six bytes of packed digits
_PASSWORD = bytes(3)
# The kiosk prints and shows the status itself; the terminal starts no payment of its own.
_CONFIGURATION = 0xBA
_MASK_NIBBLE, _PAD_NIBBLE = "e", "f"


class Control(IntEnum):
    """Class and instruction. To the terminal, from the terminal, or both ways."""

    STATUS_INFORMATION = 0x040F
    INTERMEDIATE_STATUS = 0x04FF
    STATUS_ENQUIRY = 0x0501
    REGISTRATION = 0x0600
    AUTHORISATION = 0x0601
    COMPLETION = 0x060F
    ABORTED = 0x061E
    REPEAT_RECEIPT = 0x0620
    REVERSAL = 0x0630
    END_OF_DAY = 0x0650
    PRINT_LINE = 0x06D1
    PRINT_BLOCK = 0x06D3
    ABORT = 0x06B0
    ACKNOWLEDGED = 0x8000


ACKNOWLEDGEMENT = Apdu(Control.ACKNOWLEDGED)
REFUSAL_CLASS = 0x84  # 84 xx 00: not done, for reason xx
BUSY = 0x9C
FUNCTION_NOT_POSSIBLE = 0x83  # to a repeat-receipt: there is none


def registration(currency: int = IRANIAN_RIAL) -> Apdu:
    data = _PASSWORD + bytes((_CONFIGURATION,)) + bcd(currency, 2)
    return Apdu(Control.REGISTRATION, data)


def authorisation(amount: Rial, currency: int = IRANIAN_RIAL) -> Apdu:
    """Asks for money. The amount is in whole rials: this currency has no decimals here."""
    data = encode_field(fields.AMOUNT, bcd(amount.amount, 6))
    return Apdu(Control.AUTHORISATION, data + encode_field(fields.CURRENCY, bcd(currency, 2)))


def status_enquiry() -> Apdu:
    return Apdu(Control.STATUS_ENQUIRY, _PASSWORD)


def repeat_receipt() -> Apdu:
    return Apdu(Control.REPEAT_RECEIPT, _PASSWORD)


def reversal(receipt: str) -> Apdu:
    """Gives back the payment of this receipt, four digits."""
    return Apdu(Control.REVERSAL, _PASSWORD + encode_field(fields.RECEIPT, bcd(int(receipt), 2)))


def reversed_receipt(data: bytes) -> tuple[str, int | None]:
    """The terminal's side: receipt, and amount where it is told. Raises MalformedFrame."""
    found = parse_fields(data[len(_PASSWORD) :])
    if fields.RECEIPT not in found:
        raise MalformedFrame("no_receipt", "a reversal without a receipt's number")
    amount = _digits(found, fields.AMOUNT)
    return bcd_text(found[fields.RECEIPT]), None if amount is None else int(amount)


def end_of_day() -> Apdu:
    return Apdu(Control.END_OF_DAY, _PASSWORD)


def abort() -> Apdu:
    return Apdu(Control.ABORT)


def refusal(code: int) -> Apdu:
    return Apdu(REFUSAL_CLASS << 8 | code)


def refusal_code(unit: Apdu) -> int | None:
    """The reason in a negative acknowledgement; None when the unit is something else."""
    return unit.control & 0xFF if unit.control >> 8 == REFUSAL_CLASS else None


@dataclass(frozen=True, slots=True)
class StatusInformation:
    """04 0F: what became of a payment. None where the terminal said nothing.

    Tracks are never taken over; the card's number only masked.
    """

    result_code: int
    amount: Rial | None = None
    currency: int | None = None
    trace: str | None = None
    time: str | None = None
    date: str | None = None
    pan: MaskedPan | None = None
    terminal_id: str | None = None
    merchant: str | None = None
    receipt: str | None = None
    authorisation: str | None = None
    card_type: int | None = None
    card_name: str | None = None
    host_code: str | None = None


def parse_status_information(data: bytes) -> StatusInformation:
    """Raises MalformedFrame, also when the result code (field 27) is missing."""
    found = parse_fields(data)
    if fields.RESULT_CODE not in found:
        raise MalformedFrame("no_result", "status information without a result code")
    amount = _digits(found, fields.AMOUNT)
    currency = _digits(found, fields.CURRENCY)
    card_type = found.get(fields.CARD_TYPE)
    return StatusInformation(
        result_code=found[fields.RESULT_CODE][0],
        amount=None if amount is None else Rial(int(amount)),
        currency=None if currency is None else int(currency),
        trace=_digits(found, fields.TRACE),
        time=_digits(found, fields.TIME),
        date=_digits(found, fields.DATE),
        pan=_masked_pan(found.get(fields.PAN)),
        terminal_id=_digits(found, fields.TERMINAL_ID),
        merchant=_code(found, fields.MERCHANT),
        receipt=_digits(found, fields.RECEIPT),
        authorisation=_code(found, fields.AUTHORISATION),
        card_type=card_type[0] if card_type else None,
        card_name=_text(found, fields.CARD_NAME),
        host_code=_digits(found, fields.HOST_CODE),
    )


def encode_status_information(status: StatusInformation) -> Apdu:
    """The terminal's side, for the emulator."""
    parts = [
        (fields.RESULT_CODE, bytes((status.result_code,))),
        (fields.AMOUNT, None if status.amount is None else bcd(status.amount.amount, 6)),
        (fields.CURRENCY, None if status.currency is None else bcd(status.currency, 2)),
        (fields.TRACE, _packed(status.trace)),
        (fields.TIME, _packed(status.time)),
        (fields.DATE, _packed(status.date)),
        (fields.PAN, _packed_pan(status.pan)),
        (fields.TERMINAL_ID, _packed(status.terminal_id)),
        (fields.MERCHANT, _padded(status.merchant, 15, b" ")),
        (fields.RECEIPT, _packed(status.receipt)),
        (fields.AUTHORISATION, _padded(status.authorisation, 8, b"\0")),
        (fields.CARD_TYPE, None if status.card_type is None else bytes((status.card_type,))),
        (fields.CARD_NAME, _padded(status.card_name, 0, b"")),
        (fields.HOST_CODE, _packed(status.host_code)),
    ]
    data = b"".join(encode_field(tag, value) for tag, value in parts if value is not None)
    return Apdu(Control.STATUS_INFORMATION, data)


def parse_terminal_state(data: bytes) -> int:
    """The state byte that ends the completion of a status enquiry; 0 is ready.

    Before it may stand the software's version, a three-digit length and text.
    """
    if len(data) >= 3 and all(byte >> 4 == 0xF for byte in data[:3]):
        version_size = int("".join(str(byte & 0x0F) for byte in data[:3]))
        data = data[3 + version_size :]
    if not data:
        raise MalformedFrame("no_state", "the completion of a status enquiry without a state")
    return data[0]


def encode_terminal_state(version: str, state: int) -> Apdu:
    digits = bytes(0xF0 | int(digit) for digit in f"{len(version):03d}")
    return Apdu(Control.COMPLETION, digits + version.encode("ascii") + bytes((state,)))


def _digits(found: dict[int, bytes], tag: int) -> str | None:
    value = found.get(tag)
    return None if value is None else bcd_text(value)


def _text(found: dict[int, bytes], tag: int) -> str | None:
    value = found.get(tag)
    return None if value is None else value.decode("latin-1").strip(" \0")


def _code(found: dict[int, bytes], tag: int) -> str | None:
    """Numbers given by a bank. Raises MalformedFrame("not_ascii"): over TCP, where no checksum
    of the protocol tells, a bent byte is seen at least here."""
    text = _text(found, tag)
    if text is not None and not text.isascii():
        raise MalformedFrame("not_ascii", f"field {tag:02X} is not ASCII")
    return text


def _masked_pan(value: bytes | None) -> MaskedPan | None:
    """Never more than six and four digits leave this function."""
    if value is None:
        return None
    text = value.hex().rstrip(_PAD_NIBBLE).replace(_MASK_NIBBLE, "*")
    try:
        return MaskedPan.from_full(text) if text.isdigit() else MaskedPan.parse(text)
    except InvalidValue:
        return None  # not a bank card's number: nothing is kept of it


def _packed(digits: str | None) -> bytes | None:
    return None if digits is None else bytes.fromhex(digits)


def _packed_pan(pan: MaskedPan | None) -> bytes | None:
    if pan is None:
        return None
    nibbles = pan.text.replace("*", _MASK_NIBBLE)
    return bytes.fromhex(nibbles + _PAD_NIBBLE * (len(nibbles) % 2))


def _padded(text: str | None, size: int, fill: bytes) -> bytes | None:
    if text is None:
        return None
    value = text.encode("latin-1", "replace")
    return value.ljust(size, fill) if size else value
