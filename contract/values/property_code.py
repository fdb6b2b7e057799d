"""The «nosazi» code of a property: district-region-block-house-building-apartment-shop."""

import re
from dataclasses import dataclass
from typing import Self

from contract.errors import InvalidValue
from contract.values.text import normalise_digits, strip_isolates

WIDTHS = (2, 2, 4, 5, 2, 3, 3, 3)
DEFAULT_PARTS = 7
_SEPARATOR = re.compile(r"[-/\s\u2010-\u2013\u2212]+")


@dataclass(frozen=True, order=True, slots=True)
class PropertyCode:
    """Whole numbers, broadest part first; a part that does not apply is 0. No check digit."""

    parts: tuple[int, ...]

    @classmethod
    def parse(cls, typed: str, parts: int = DEFAULT_PARTS) -> Self:
        """Raises InvalidValue: "parts", "not_digits" or "width". `parts` is the city's setting."""
        texts = _SEPARATOR.split(normalise_digits(strip_isolates(typed)).strip(" -/"))
        if len(texts) != parts:
            raise InvalidValue(
                "parts",
                f"A property code has {parts} parts, this one has {len(texts)}.",
                "Type it as on the bill, for example 2-14-108-23-1-6-0.",
            )
        for text, width in zip(texts, WIDTHS, strict=False):
            if not (text.isascii() and text.isdigit()):
                raise InvalidValue(
                    "not_digits", f"«{text}» in a property code is no number.", "Use digits only."
                )
            if len(text.lstrip("0")) > width:
                raise InvalidValue(
                    "width", f"«{text}» is too long for its part.", f"It has up to {width} digits."
                )
        return cls(tuple(int(text) for text in texts))

    @property
    def text(self) -> str:
        """Canonical: ASCII digits and hyphens. Isolate it left to right to show it."""
        return "-".join(str(part) for part in self.parts)

    @property
    def district(self) -> int:
        return self.parts[0]

    def parent(self) -> "PropertyCode | None":
        """The property this one stands on: the last part that applies becomes 0."""
        filled = [place for place, part in enumerate(self.parts) if part]
        if len(filled) < 2:
            return None
        return PropertyCode(
            tuple(0 if place == filled[-1] else part for place, part in enumerate(self.parts))
        )
