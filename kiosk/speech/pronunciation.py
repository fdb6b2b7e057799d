"""A text as it is written, made a text as it is said.

Amounts and plain numbers become words (CLDR's spelling rules by unicode-rbnf: «صد», not the «یکصد»
of papers), codes are read digit by digit, hours as hours, marks that order a line vanish. Words
that the voice would misread come from a lexicon in the language's Fluent file.
"""

import re
from functools import cached_property

from unicode_rbnf import RbnfEngine

from contract.values import FSI, LRI, PDI, normalise_digits
from kiosk.texts import Texts

_ISOLATED = re.compile(f"{LRI}([^{LRI}{FSI}{PDI}]*){PDI}")
_MARKS = re.compile(f"[{FSI}{LRI}{PDI}\u2067\u200e\u200f]")
_GROUPED = re.compile(r"(?<![\d٬,])\d{1,3}(?:[٬,]\d{3})+(?![\d٬,])")
_HOUR = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_DATE = re.compile(r"(?<!\d)(1[34]\d\d)/(\d{1,2})/(\d{1,2})(?!\d)")
"""Jalali, as papers have it: year, month, day."""
_DECIMAL = re.compile(r"(?<!\d)(\d{1,4})[٫.](\d{1,2})(?!\d)")
_CODE = re.compile(r"\d[\d \u2009*/-]{6,}\d|\d+(?:-\d+){2,}")
_NUMBER = re.compile(r"\d+")
_MASKED_NAME = re.compile(r"(?<=[^\W\d])\*+")
_BEFORE_PAUSE = re.compile(r" +([،,.:])")
_MINUS = re.compile("\u2212(?=\\d)")
_MONTHS = 12
_YEARS = (range(1300, 1500), range(1900, 2100))
"""Four digits without a mark between thousands, of either calendar: no amount is written so."""
_YEAR_RULES = "spellout-numbering-year"
_LONGEST_NUMBER = 4
"""Longer runs of digits are codes: nobody hears a bill's id as a number."""


class Pronunciation:
    """How one language is said."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        pairs = (pair.split("=") for pair in texts("speech-lexicon").split("|"))
        self._masked = " " + texts("speech-masked") + " "
        self._one_thousand = texts("speech-one-thousand").split("=")
        self._lexicon = {written.strip(): said.strip() for written, said in pairs}

    def __call__(self, text: str) -> str:
        """What the voice is given."""
        said = normalise_digits(_ISOLATED.sub(lambda found: f" {found[1]} ", text))
        said = _MARKS.sub("", said)
        said = _MASKED_NAME.sub(self._masked, said)
        said = _MINUS.sub(self._texts("speech-minus") + " ", said)
        said = _GROUPED.sub(lambda found: self._words(re.sub("[٬,]", "", found[0])), said)
        said = _HOUR.sub(lambda found: self._hour(*found.groups()), said)
        said = _DATE.sub(self._date, said)
        said = _DECIMAL.sub(self._decimal, said)
        said = _CODE.sub(lambda found: self._digit_by_digit(found[0]), said)
        said = _NUMBER.sub(lambda found: self._number(found[0]), said)
        said = said.replace("·", "،" if self._texts.language == "fa" else ",").replace("…", "")
        for written, spoken in self._lexicon.items():
            said = said.replace(written, spoken)
        said = " ".join(_MARKS.sub("", said).split())
        return _BEFORE_PAUSE.sub(r"\1", said)

    @cached_property
    def _engine(self) -> RbnfEngine:
        return RbnfEngine.for_language(self._texts.language)

    def _words(self, digits: str) -> str:
        return self._spoken(self._engine.format_number(int(digits)).text)

    def _year(self, digits: str) -> str:
        """By a rule of its own where the language has one: fourteen oh-five."""
        if _YEAR_RULES not in self._engine.rulesets:
            return self._words(digits)
        said = self._engine.format_number(int(digits), ruleset_names=[_YEAR_RULES])
        return self._spoken(said.text)

    def _spoken(self, number: str) -> str:
        """Where nobody says the «one» of a thousand, it is left out."""
        written, said = self._one_thousand
        return f" {said + number.removeprefix(written) if number.startswith(written) else number} "

    def _hour(self, hours: str, minutes: str) -> str:
        if int(minutes) == 0:
            return self._words(hours)
        return self._texts(
            "speech-hour", hours=self._words(hours).strip(), minutes=self._words(minutes).strip()
        )

    def _date(self, found: re.Match[str]) -> str:
        """Read as a code, where no calendar has such a month."""
        year, month, day = found.groups()
        if not 1 <= int(month) <= _MONTHS:
            return self._digit_by_digit(found[0])
        said = (self._words(day), self._texts(f"month-{int(month)}"), self._year(year))
        return " ".join(text.strip() for text in said)

    def _decimal(self, found: re.Match[str]) -> str:
        whole, part = (self._words(digits).strip() for digits in found.groups())
        return " ".join((whole, self._texts("speech-point"), part))

    def _number(self, digits: str) -> str:
        if len(digits) == 4 and any(int(digits) in years for years in _YEARS):
            return self._year(digits)
        long = len(digits) > _LONGEST_NUMBER or (len(digits) > 1 and digits.startswith("0"))
        return self._digit_by_digit(digits) if long else self._words(digits)

    def _digit_by_digit(self, code: str) -> str:
        """Masked digits by one word, however many; a pause where a group ends."""
        masked = re.sub(r"\*+", self._masked, code)
        return " " + _NUMBER.sub(self._digits, re.sub(r"[-/ \u2009]+", ", ", masked)) + " "

    def _digits(self, found: re.Match[str]) -> str:
        words = [self._words(digit).strip() for digit in found[0]]
        groups = [words[start : start + 4] for start in range(0, len(words), 4)]
        return ", ".join(" ".join(group) for group in groups)
