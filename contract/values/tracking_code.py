"""The code a citizen keeps and reads over the phone; made offline, never a proof of identity.

Ten digits: a prefix of four that the hub allotted to one journal, a serial of five that is unique
there, and a check digit of H. M. Damm's scheme (catches every wrong digit and adjacent swap).
"""

from dataclasses import dataclass
from typing import Self

from contract.errors import InvalidValue
from contract.values.text import clean_identifier

FIRST_PREFIX, LAST_PREFIX = 1000, 9999
FIRST_SERIAL, LAST_SERIAL = 1, 99_999
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def damm_digit(digits: str) -> int:
    """The digit that makes the whole check to zero: `572` -> 4."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


@dataclass(frozen=True, order=True, slots=True)
class TrackingCode:
    """Ten ASCII digits whose check holds."""

    text: str

    @classmethod
    def make(cls, prefix: int, serial: int) -> Self:
        """Raises InvalidValue("range") outside of prefix 1000..9999 and serial 1..99999."""
        if not (FIRST_PREFIX <= prefix <= LAST_PREFIX and FIRST_SERIAL <= serial <= LAST_SERIAL):
            raise InvalidValue(
                "range",
                f"No tracking code from prefix {prefix} and serial {serial}.",
                "Take a new prefix from the hub.",
            )
        body = f"{prefix:04d}{serial:05d}"
        return cls(f"{body}{damm_digit(body)}")

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Raises InvalidValue: "length" or "check_digit"."""
        digits = clean_identifier(typed)
        if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
            raise InvalidValue(
                "length", "A tracking code has ten digits.", "Read them from the receipt."
            )
        if damm_digit(digits) != 0:
            raise InvalidValue(
                "check_digit",
                "The tracking code has a wrong digit.",
                "Compare it with the receipt.",
            )
        return cls(digits)

    @property
    def prefix(self) -> int:
        return int(self.text[:4])

    @property
    def serial(self) -> int:
        return int(self.text[4:9])

    def grouped(self) -> str:
        """`3056 918 472`, as it is read aloud."""
        return f"{self.text[:4]} {self.text[4:7]} {self.text[7:]}"
