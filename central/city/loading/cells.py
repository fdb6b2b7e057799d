"""What may stand in a cell. Each reader returns the canonical value or raises InvalidValue."""

import re
from collections.abc import Callable

from central.city.opening_hours import parse_hours
from contract.errors import InvalidValue
from contract.values import (
    BillId,
    JalaliDate,
    PaymentId,
    PropertyCode,
    clean_identifier,
    normalise_digits,
    normalise_letters,
    start_of_day_ms,
    strip_isolates,
)
from contract.values.rial import LARGEST

CellReader = Callable[[str], object]
DAY_MS = 24 * 60 * 60 * 1000
_CODE = re.compile(r"[a-z][a-z0-9_-]{1,39}")
_DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,8})?")
_WEB_ADDRESS = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
_ORGANISATION = re.compile(r"[0-9]{3}")


def text(cell: str) -> str:
    """Arabic letter forms become Persian; spaces around and isolates go."""
    value = " ".join(strip_isolates(normalise_letters(cell)).split())
    if not value:
        raise InvalidValue("empty", "This cell must not be empty.", "Fill it in.")
    return value


def code(cell: str) -> str:
    value = cell.strip()
    if _CODE.fullmatch(value) is None:
        raise InvalidValue(
            "code", "This is no code.", "Use small Latin letters, digits, hyphen and underscore."
        )
    return value


def organisation(cell: str) -> str:
    value = clean_identifier(cell)
    if _ORGANISATION.fullmatch(value) is None:
        raise InvalidValue("organisation", "An organisation has three digits.", "Write it so.")
    return value


def organisations(cell: str) -> str:
    return " ".join(organisation(part) for part in cell.split())


def services(cell: str) -> str:
    return " ".join(str(whole(0, 9)(part)) for part in _some(cell))


def phone(cell: str) -> str:
    value = clean_identifier(cell)
    if not (value.isascii() and value.isdigit() and 3 <= len(value) <= 11):
        raise InvalidValue("phone", "This is no telephone number.", "Write it as 02833228888.")
    return value


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`, in any digits, with or without grouping."""

    def read(cell: str) -> int:
        cleaned = normalise_digits(cell).strip().replace("٬", "").replace(",", "")
        if not (cleaned.isascii() and cleaned.isdigit()):
            raise InvalidValue(
                "not_a_number", "This is no whole number.", "Write digits only, no fractions."
            )
        if not low <= int(cleaned) <= high:
            raise InvalidValue("range", "This number is out of range.", f"Use {low} to {high}.")
        return int(cleaned)

    return read


rials = whole(0, LARGEST)
district = whole(1, 99)
year = whole(1300, 1499)
period = whole(0, 99)


def one_of(*values: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        value = cell.strip()
        if value not in values:
            raise InvalidValue(
                "choice", "This is none of the words known here.", f"Use {', '.join(values)}."
            )
        return value

    return read


def bill_id(cell: str) -> str:
    return BillId.parse(cell).text


def payment_id(cell: str) -> str:
    return PaymentId.parse(cell).text


def property_code(cell: str) -> str:
    return PropertyCode.parse(cell).text


def day_begins(cell: str) -> int:
    """A Jalali day as the UTC milliseconds at which it begins in the city."""
    return start_of_day_ms(JalaliDate.parse(cell))


def day_ends(cell: str) -> int:
    """A Jalali day as its last UTC millisecond."""
    return day_begins(cell) + DAY_MS - 1


def day(cell: str) -> str:
    """A Jalali day, kept as its text."""
    return JalaliDate.parse(cell).text


def offices(cell: str) -> str:
    """Codes with spaces between them; «any» is none of them."""
    return "" if cell.strip() == "any" else " ".join(code(part) for part in _some(cell))


def hours(cell: str) -> str:
    """Checked here, kept as the city writes them."""
    written = normalise_digits(cell).strip()
    parse_hours(written)
    return written


def web_address(cell: str) -> str:
    value = cell.strip().lower().removesuffix("/")
    if _WEB_ADDRESS.fullmatch(value) is None:
        raise InvalidValue(
            "web_address", "This is no https address of a host.",
            "Write it as https://kiosk.example.ir, without a path.",
        )  # fmt: skip
    return value


def degrees(largest: int) -> Callable[[str], float]:
    """A reader of degrees north or east with a decimal point."""

    def read(cell: str) -> float:
        cleaned = normalise_digits(cell).strip().replace("٫", ".")
        if _DECIMAL.fullmatch(cleaned) is None or abs(float(cleaned)) > largest:
            raise InvalidValue(
                "degrees", "These are no degrees.", f"Write up to {largest}, as 36.2886."
            )
        return float(cleaned)

    return read


def _some(cell: str) -> list[str]:
    parts = cell.split()
    if not parts:
        raise InvalidValue("empty", "This cell must not be empty.", "Fill it in.")
    return parts
