"""Opening hours as a city writes them: `sat-wed 07:30-14:00; thu 07:30-12:30`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from contract.errors import InvalidValue
from contract.reference import OpeningHours

DAYS = ("sat", "sun", "mon", "tue", "wed", "thu", "fri")
_STRETCH = re.compile(
    r"([a-z]{3})(?:-([a-z]{3}))? ([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])"
)


def parse_hours(text: str) -> tuple[OpeningHours, ...]:
    """In the order of the week. Raises InvalidValue."""
    stretches = [part for part in text.split(";") if part.strip()]
    found = [hours for part in stretches for hours in _stretch(" ".join(part.split()))]
    ordered = sorted(found, key=lambda hours: (hours.weekday, hours.opens))
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.opens < one.closes:
            raise _wrong(f"{DAYS[one.weekday]} has two stretches that overlap.")
    return tuple(ordered)


def _stretch(text: str) -> Iterator[OpeningHours]:
    found = _STRETCH.fullmatch(text.lower())
    if found is None:
        raise _wrong(f"«{text}» are no opening hours.")
    first, last = found[1], found[2] or found[1]
    if first not in DAYS or last not in DAYS or DAYS.index(first) > DAYS.index(last):
        raise _wrong(f"«{text}» names no days of a week that begins on Saturday.")
    opens, closes = f"{found[3]}:{found[4]}", f"{found[5]}:{found[6]}"
    if opens >= closes:
        raise _wrong(f"«{text}» ends before it begins.")
    for day in range(DAYS.index(first), DAYS.index(last) + 1):
        yield OpeningHours(day, opens, closes)


def _wrong(what: str) -> InvalidValue:
    return InvalidValue("hours", what, "Write them as sat-wed 07:30-14:00; thu 07:30-12:30.")
