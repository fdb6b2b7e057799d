"""When an office is open: the week in few lines, and whether it is open now."""

import datetime
from collections.abc import Sequence
from itertools import groupby

from contract.reference import OpeningHours
from contract.values import CITY_TIME
from kiosk.counter.presentation.frame import Painter

WEEK = range(7)  # Saturday first, as in Iran


def hours_lines(painter: Painter, hours: Sequence[OpeningHours]) -> tuple[str, ...]:
    """Days of equal hours in one line: «شنبه تا چهارشنبه: ۷:۳۰ تا ۱۴:۰۰». Empty: not told."""
    if not hours:
        return ()
    lines = []
    for stretches, days in groupby(WEEK, key=lambda day: _of_day(hours, day)):
        named = _days(painter, list(days))
        if stretches:
            text = _hours_text(painter, stretches)
            lines.append(painter.say("hours-open", days=named, hours=text))
        else:
            lines.append(painter.say("hours-closed", days=named))
    return tuple(lines)


def now_text(painter: Painter, hours: Sequence[OpeningHours]) -> str:
    """Whether it is open at this moment, and until or from when. Empty: not told."""
    if not hours:
        return ""
    local = datetime.datetime.fromtimestamp(painter.around.now_ms / 1000, CITY_TIME)
    day, time = (local.weekday() + 2) % 7, local.strftime("%H:%M")
    for stretch in _of_day(hours, day):
        if stretch.opens <= time < stretch.closes:
            return painter.say("hours-now-open", time=painter.writing.hour(stretch.closes))
        if time < stretch.opens:
            return painter.say("hours-opens-today", time=painter.writing.hour(stretch.opens))
    return painter.say("hours-now-closed")


def _of_day(hours: Sequence[OpeningHours], day: int) -> tuple[OpeningHours, ...]:
    """The stretches of a day, compared without the day itself."""
    mine = sorted((h for h in hours if h.weekday == day), key=lambda h: h.opens)
    return tuple(OpeningHours(0, h.opens, h.closes) for h in mine)


def _days(painter: Painter, days: list[int]) -> str:
    first = painter.say(f"weekday-{days[0]}")
    if len(days) == 1:
        return first
    return painter.say("hours-range", first=first, last=painter.say(f"weekday-{days[-1]}"))


def _hours_text(painter: Painter, stretches: Sequence[OpeningHours]) -> str:
    return painter.say("list-comma").join(
        painter.say(
            "hours-range",
            first=painter.writing.hour(stretch.opens),
            last=painter.writing.hour(stretch.closes),
        )
        for stretch in stretches
    )
