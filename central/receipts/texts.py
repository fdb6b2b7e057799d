"""The sentences of the public page, a Fluent file for each language."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

from contract.errors import DamagedData
from contract.values import (
    Rial,
    TrackingCode,
    grouped,
    isolate_ltr,
    jalali_local,
    persian_digits,
)

FOLDER = Path(__file__).parent
Language = Literal["fa", "en"]
LANGUAGES: tuple[Language, ...] = ("fa", "en")


@dataclass(frozen=True)
class Texts:
    """Sentences, numbers and times as the readers of one language are used to them."""

    language: Language

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "fa" else "ltr"

    def __call__(self, key: str, **values: str) -> str:
        """Raises DamagedData when the sentence or one of its values is missing."""
        bundle = _bundle(self.language)
        pattern = bundle.get_message(key).value if bundle.has_message(key) else None
        if pattern is None:
            raise DamagedData(f"There is no text «{key}».", f"Add it to {self.language}.ftl.")
        formatted, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise DamagedData(f"The text «{key}» can't be set: {errors[0]}.", "See its file.")
        return str(formatted)

    def digits(self, text: str) -> str:
        return persian_digits(text) if self.language == "fa" else text

    def number(self, value: int) -> str:
        return grouped(value) if self.language == "fa" else f"{value:,}"

    def tomans(self, rials: int) -> str:
        if self.language == "fa":
            return Rial(rials).toman_grouped()
        tomans, rest = divmod(rials, 10)
        return f"{tomans:,}.{rest}" if rest else f"{tomans:,}"

    def tracking(self, code: str) -> str:
        return isolate_ltr(self.digits(TrackingCode(code).grouped() if len(code) == 10 else code))

    def moment(self, utc_ms: int) -> str:
        """«دوشنبه ۲ آذر ۱۴۰۵، ۱۴:۳۶», or the same with the Gregorian date beside it."""
        clock = isolate_ltr(self.digits(jalali_local(utc_ms)[1]))
        return f"{self.day(utc_ms)}{'، ' if self.language == 'fa' else ', '}{clock}"

    def day(self, utc_ms: int) -> str:
        date, _ = jalali_local(utc_ms)
        if self.language == "fa":
            return date.long()
        day = date.to_gregorian()
        return f"{day:%A} {day.day} {day:%B} {day.year} ({date.text})"


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language])
    bundle.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


def wanted_language(asked: str, accepted: str) -> Language:
    """What the address asks for, else the first of ours that the browser accepts, else Persian."""
    for name in (asked, *(part.split(";")[0] for part in accepted.split(","))):
        for language in LANGUAGES:
            if name.strip().lower().split("-")[0] == language:
                return language
    return "fa"
