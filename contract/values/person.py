"""People and legal entities: their ids, and their names as a screen may show them."""

from dataclasses import dataclass
from typing import Self

from contract.errors import InvalidValue
from contract.values.text import clean_identifier

_ENTITY_WEIGHTS = (29, 27, 23, 19, 17)


@dataclass(frozen=True, slots=True)
class NationalId:
    """A natural person's ten digits. Never rests on a kiosk, hashed or not."""

    text: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Raises InvalidValue: "length", "repeated" or "check_digit". Never pads with zeros."""
        digits = _digits(typed, 10, "national id")
        if len(set(digits)) == 1:
            raise InvalidValue(
                "repeated", "Ten equal digits are no national id.", "Type the ten digits."
            )
        total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
        remainder = total % 11
        if int(digits[9]) != (remainder if remainder < 2 else 11 - remainder):
            raise InvalidValue(
                "check_digit", "The national id has a wrong digit.", "Compare it with the card."
            )
        return cls(digits)

    def masked(self) -> str:
        return f"{self.text[:3]}*****{self.text[8:]}"


@dataclass(frozen=True, slots=True)
class LegalEntityId:
    """A company's or institution's eleven digits."""

    text: str

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Raises InvalidValue: "length", "repeated" or "check_digit"."""
        digits = _digits(typed, 11, "legal entity id")
        if digits[3:9] == "000000" or len(set(digits)) == 1:
            raise InvalidValue(
                "repeated", "These digits are no legal entity id.", "Type the eleven digits."
            )
        shift = int(digits[9]) + 2
        total = sum(
            (int(digit) + shift) * _ENTITY_WEIGHTS[place % 5]
            for place, digit in enumerate(digits[:10])
        )
        if int(digits[10]) != total % 11 % 10:
            raise InvalidValue(
                "check_digit",
                "The legal entity id has a wrong digit.",
                "Compare it with the paper.",
            )
        return cls(digits)


def mask_name(full_name: str) -> str:
    """«مریم رحیمی» -> «م*** رحیمی». A single word keeps only its first letter."""
    words = full_name.split()
    if not words:
        return ""
    return " ".join([f"{words[0][0]}***", *words[1:]])


def _digits(typed: str, length: int, name: str) -> str:
    digits = clean_identifier(typed)
    if len(digits) != length or not digits.isascii() or not digits.isdigit():
        raise InvalidValue("length", f"A {name} has {length} digits.", "Type all of them.")
    return digits
