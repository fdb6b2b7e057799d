"""How a language writes what is no sentence: digits, amounts, codes, dates, hours.

All of it follows from the language's Fluent file, so a further language is one file. Days are of
the Jalali calendar in every language: they are compared with papers that have no other. Where its
readers count days otherwise, their own calendar's day stands beside it.
"""

from functools import cached_property

from babel.dates import format_date
from unicode_rbnf import RbnfEngine

from contract.values import JalaliDate, Rial, isolate, isolate_ltr, jalali_local
from contract.values.persian_number import number_in_words
from kiosk.texts.catalogue import PERSIAN, Texts

THIN_SPACE = "\u2009"
MINUS = "\u2212"


class Writing:
    """The hand of one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._digits = str.maketrans("0123456789", texts("language-digits"))
        self._thousands = texts("language-thousands")

    def digits(self, text: str) -> str:
        """ASCII digits as this language writes them; all else stays."""
        return text.translate(self._digits)

    def number(self, number: int) -> str:
        """In groups of three, a minus before what is below zero."""
        sign = MINUS if number < 0 else ""
        return sign + self.digits(f"{abs(number):,}").replace(",", self._thousands)

    def amount(self, rials: Rial) -> str:
        """Isolated, ready for any line."""
        return isolate_ltr(self.number(rials.amount))

    def tomans(self, rials: Rial) -> str:
        tomans, rest = divmod(rials.amount, 10)
        if rest == 0:
            return self.number(tomans)
        return self.number(tomans) + self._texts("language-decimal") + self.digits(str(rest))

    def in_words(self, number: int) -> str:
        """Persian in the fraud-safe form of official papers; else as the language counts."""
        if self._texts.language == PERSIAN:
            return number_in_words(number)
        return self._counting.format_number(number).text

    @cached_property
    def _counting(self) -> RbnfEngine:
        return RbnfEngine.for_language(self._texts.language)

    def code(self, code: str) -> str:
        """As it is read: left to right, whatever line it stands in."""
        return isolate_ltr(self.digits(code))

    def grouped_code(self, digits: str, size: int = 4) -> str:
        """An id while it is typed: in groups, left to right. Empty stays empty."""
        groups = (digits[start : start + size] for start in range(0, len(digits), size))
        return self.code(THIN_SPACE.join(groups)) if digits else ""

    def hour(self, time: str) -> str:
        """`08:15` -> `۸:۱۵`"""
        return self.digits(time.removeprefix("0"))

    def date(self, date: JalaliDate) -> str:
        """`۱۴۰۵/۰۹/۰۲`; isolate it inside a line."""
        return self.digits(date.text)

    def day_and_month(self, date: JalaliDate) -> str:
        return f"{self.digits(str(date.day))} {self._texts(f'month-{date.month}')}"

    def full_date(self, date: JalaliDate) -> str:
        """Day, month and year."""
        return f"{self.day_and_month(date)} {self.digits(str(date.year))}"

    def long_date(self, date: JalaliDate) -> str:
        """With the weekday."""
        weekday = self._texts(f"weekday-{(date.to_gregorian().weekday() + 2) % 7}")
        return self._texts("date-long", weekday=weekday, date=self.full_date(date))

    def day_abroad(self, date: JalaliDate) -> str | None:
        """As the calendar of this language's readers has it; None where that is the Jalali one."""
        pattern = self._texts("language-second-calendar")
        if pattern == "none":
            return None
        return self.digits(format_date(date.to_gregorian(), pattern, self._texts.language))

    def both_days(self, date: JalaliDate, own: str) -> str:
        """`own` says the day; before it the same day abroad, where this language's readers count
        otherwise."""
        abroad = self.day_abroad(date)
        return own if abroad is None else f"{isolate(abroad)} ({isolate(own)})"

    def date_of(self, utc_ms: int) -> str:
        """The day of an instant as numbers, isolated."""
        return isolate_ltr(self.date(jalali_local(utc_ms)[0]))
