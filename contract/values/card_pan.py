"""A bank card's number, of which we keep six and four digits and nothing more."""

import re
from dataclasses import dataclass
from typing import Self

from contract.errors import InvalidValue
from contract.values.text import clean_identifier

_MASKED = re.compile(r"(\d{6})([*xX•]{4,9})(\d{4})")


@dataclass(frozen=True, slots=True)
class MaskedPan:
    """`603799******0014`."""

    text: str

    @classmethod
    def parse(cls, masked: str) -> Self:
        """From what a terminal reports, already masked. Raises InvalidValue("masked_pan")."""
        match = _MASKED.fullmatch(clean_identifier(masked))
        if match is None:
            raise InvalidValue(
                "masked_pan",
                "This is not a masked card number.",
                "Set the terminal to report the first six and last four digits only.",
            )
        return cls(f"{match[1]}{'*' * len(match[2])}{match[3]}")

    @classmethod
    def from_full(cls, pan: str) -> Self:
        """Masks a full number at once. Raises InvalidValue: "length" or "check_digit" (Luhn)."""
        digits = clean_identifier(pan)
        if not (digits.isascii() and digits.isdigit() and 13 <= len(digits) <= 19):
            raise InvalidValue(
                "length", "A card number has 13 to 19 digits.", "Present the card again."
            )
        if not luhn_holds(digits):
            raise InvalidValue(
                "check_digit", "The card number was not read rightly.", "Present the card again."
            )
        return cls(f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}")

    @property
    def last_four(self) -> str:
        return self.text[-4:]


def luhn_holds(digits: str) -> bool:
    """ISO/IEC 7812 annex B."""
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
