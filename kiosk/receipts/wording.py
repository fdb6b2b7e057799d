"""How one language speaks on paper: its sentences, its digits, the way its lines run."""

from dataclasses import dataclass
from functools import cached_property

from contract.values import Rial, isolate, isolate_ltr, jalali_local
from hardware.paper import Direction
from kiosk.texts import PERSIAN, Texts, Writing, languages


@dataclass(frozen=True)
class Wording:
    """`texts` of the language that the payer had chosen."""

    texts: Texts

    @cached_property
    def writing(self) -> Writing:
        return Writing(self.texts)

    @property
    def direction(self) -> Direction:
        return Direction(self.texts("language-direction"))

    @property
    def is_first(self) -> bool:
        """The city's own language, in which its clerks read."""
        return self.texts.language == PERSIAN

    def own(self, persian: str, english: str | None) -> str:
        """A text that the city's data gives in two languages."""
        return english if english and not self.is_first else persian

    def kept(self, persian: str) -> str:
        """A Persian text in its own order, whatever the paper's."""
        return persian if self.is_first else isolate(persian)

    def rials(self, amount: Rial) -> str:
        return self.texts("paper-rial", amount=self.writing.amount(amount))

    def sum(self, rials: int) -> str:
        """A discount with its sign."""
        return self.texts("paper-rial", amount=isolate_ltr(self.writing.number(rials)))

    def moment(self, utc_ms: int) -> str:
        """Day and time, isolated each; the day as the paper's reader counts it."""
        date, time = jalali_local(utc_ms)
        abroad = self.writing.day_abroad(date)
        return self.texts(
            "paper-date-time",
            date=isolate_ltr(self.writing.date(date)) if abroad is None else isolate(abroad),
            time=isolate_ltr(self.writing.digits(time)),
        )

    def city_day(self, utc_ms: int) -> str | None:
        """As the city counts it, where `moment` says it otherwise."""
        date, _ = jalali_local(utc_ms)
        return None if self.writing.day_abroad(date) is None else self.writing.date(date)


class Wordings:
    """Each language's, made when a paper first needs it. Used from any thread."""

    def __init__(self) -> None:
        self._known = {PERSIAN: Wording(Texts())}

    def of(self, language: str) -> Wording:
        """Persian where there is no file of the language (any more)."""
        if language not in self._known and language in languages():
            self._known[language] = Wording(Texts(language))
        return self._known.get(language, self._known[PERSIAN])
