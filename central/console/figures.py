"""Numbers and times as people read them: Persian digits, Jalali dates, the city's hours."""

import datetime

from central.console.texts import text
from contract.values import (
    JalaliDate,
    grouped,
    isolate_ltr,
    jalali_local,
    persian_digits,
)

SECOND_MS = 1000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
_MILLION = 10**6
_MILLIARD = 10**9


def number(value: int) -> str:
    return grouped(value)


def percent(value: int) -> str:
    """«۶۴٪», the sign after the digits also where text goes from right to left."""
    return isolate_ltr(f"{grouped(value)}٪")


def code(value: str) -> str:
    """An identifier in Persian digits that keeps its order inside a line."""
    return isolate_ltr(persian_digits(value))


def span(milliseconds: int) -> str:
    """«۳ ثانیه», «۱ ساعت و ۴ دقیقه», «۳ روز»; static/relative_time.js says the same."""
    if milliseconds < MINUTE_MS:
        return text("span-seconds", n=number(max(0, milliseconds) // SECOND_MS))
    if milliseconds < HOUR_MS:
        return text("span-minutes", n=number(milliseconds // MINUTE_MS))
    if milliseconds < DAY_MS:
        hours, rest = divmod(milliseconds, HOUR_MS)
        minutes = rest // MINUTE_MS
        if minutes == 0:
            return text("span-hours", n=number(hours))
        return text("span-hours-minutes", h=number(hours), m=number(minutes))
    return text("span-days", n=number(milliseconds // DAY_MS))


def time_of_day(utc_ms: int) -> str:
    """«۹:۵۸», as it is said in a sentence."""
    return isolate_ltr(persian_digits(jalali_local(utc_ms)[1].removeprefix("0")))


def exact_time(utc_ms: int) -> str:
    """«دوشنبه ۲ آذر ۱۴۰۵، ۱۰:۴۲:۰۷»"""
    date, minute = jalali_local(utc_ms)
    seconds = utc_ms // SECOND_MS % 60
    return f"{date.long()}، {isolate_ltr(persian_digits(f'{minute}:{seconds:02d}'))}"


def iso(utc_ms: int) -> str:
    """For the `datetime` of a time element."""
    return datetime.datetime.fromtimestamp(utc_ms / SECOND_MS, datetime.UTC).isoformat()


def short_time(utc_ms: int) -> str:
    """«۱۰:۴۲:۰۷»"""
    minute = jalali_local(utc_ms)[1]
    return isolate_ltr(persian_digits(f"{minute}:{utc_ms // SECOND_MS % 60:02d}"))


def long_date(date: JalaliDate) -> str:
    return date.long()


def large_sum(rials: int) -> str:
    """«۴ میلیارد و ۱۲۰ میلیون ریال»: cut to millions, for a figure that is read at a glance."""
    if rials < _MILLION:
        return text("sum-rials", n=number(rials))
    milliards, rest = divmod(rials, _MILLIARD)
    millions = rest // _MILLION
    if milliards == 0:
        return text("sum-millions", n=number(millions))
    if millions == 0:
        return text("sum-milliards", n=number(milliards))
    return text("sum-both", g=number(milliards), m=number(millions))
