"""Card numbers stop here: six and four digits go on, from whatever a terminal sends."""

import re

from contract.errors import InvalidValue
from contract.values import MaskedPan

_KEPT = 40  # characters of a foreign value that a log may show
# 13 digits and more, also in the groups of four that slips print. No end at a card's 19: what is
# left of a longer run, beside the four digits kept, could be a number again.
_NUMBER = re.compile(rb"\d(?:[ -]?\d){12,}")


def masked_pan(told: str | None) -> MaskedPan | None:
    """None when it is no card number, masked or whole: then nothing is kept of it."""
    if told is None:
        return None
    text = told.replace("#", "*")
    try:
        return MaskedPan.from_full(text) if text.isdigit() else MaskedPan.parse(text)
    except InvalidValue:
        return None


def without_numbers(text: bytes) -> bytes:
    """Free text with every run of digits that could be a card's cut to six and four."""
    return _NUMBER.sub(_cut, text)


def harmless(told: str | None) -> str:
    """What a log or a detail may show of a value the terminal sent."""
    if told is None:
        return "none"
    cut = without_numbers(told.encode("utf-8", "replace")).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "?" for letter in cut[:_KEPT])


def _cut(number: re.Match[bytes]) -> bytes:
    digits = re.sub(rb"[ -]", b"", number[0])
    return digits[:6] + b"*" * (len(digits) - 10) + digits[-4:]
