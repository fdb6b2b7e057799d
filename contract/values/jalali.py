"""The Solar Hijri calendar. Instants are stored in UTC; people read Jalali dates in city time."""

import datetime
from dataclasses import dataclass
from typing import Self

import jdatetime

from contract.errors import InvalidValue
from contract.values.text import clean_identifier, normalise_digits, persian_digits

# Iran has kept one offset without summer time since 1401 (2022).
CITY_TIME = datetime.timezone(datetime.timedelta(hours=3, minutes=30))
_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")


@dataclass(frozen=True, order=True, slots=True)
class JalaliDate:
    """Raises InvalidValue("date") for a day the calendar does not have."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        try:
            jdatetime.date(self.year, self.month, self.day)
        except ValueError as error:
            raise InvalidValue(
                "date",
                f"{self.year}/{self.month}/{self.day} is not a Jalali date.",
                "Write it as 1405/09/02.",
            ) from error

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `1405/09/02` or `1405-09-02`, in any digits."""
        parts = normalise_digits(text).strip().replace("-", "/").split("/")
        if len(parts) != 3 or not all(clean_identifier(part).isdigit() for part in parts):
            raise InvalidValue("date", f"«{text}» is not a date.", "Write it as 1405/09/02.")
        year, month, day = (int(clean_identifier(part)) for part in parts)
        return cls(year, month, day)

    @classmethod
    def from_gregorian(cls, date: datetime.date) -> Self:
        jalali = jdatetime.date.fromgregorian(date=date)
        return cls(jalali.year, jalali.month, jalali.day)

    def to_gregorian(self) -> datetime.date:
        date: datetime.date = jdatetime.date(self.year, self.month, self.day).togregorian()
        return date

    @property
    def text(self) -> str:
        """`1405/09/02`"""
        return f"{self.year:04d}/{self.month:02d}/{self.day:02d}"

    def persian(self) -> str:
        """`۱۴۰۵/۰۹/۰۲`; isolate it left to right inside a line."""
        return persian_digits(self.text)

    def long(self) -> str:
        """`دوشنبه ۲ آذر ۱۴۰۵`"""
        weekday = _WEEKDAYS[self.to_gregorian().weekday()]
        return f"{weekday} {self.day_and_month()} {persian_digits(str(self.year))}"

    def day_and_month(self) -> str:
        """`۲ آذر`"""
        return f"{persian_digits(str(self.day))} {_MONTHS[self.month - 1]}"


def jalali_local(utc_ms: int) -> tuple[JalaliDate, str]:
    """Date and `HH:MM` (ASCII digits) in the city of an instant in UTC milliseconds."""
    local = datetime.datetime.fromtimestamp(utc_ms / 1000, CITY_TIME)
    return JalaliDate.from_gregorian(local.date()), local.strftime("%H:%M")


def start_of_day_ms(date: JalaliDate) -> int:
    """UTC milliseconds at which a day of the city begins."""
    midnight = datetime.datetime.combine(date.to_gregorian(), datetime.time(), CITY_TIME)
    return int(midnight.timestamp() * 1000)
