"""What the specimens say: the kiosk's own sentences, and samples of what the city's data holds."""

import tomllib
from importlib.resources import files

from msgspec import Struct, json

from contract.values import Rial, isolate_ltr
from kiosk.boundary.parts import Amount, Row
from kiosk.texts import Texts, Writing


class Samples:
    """Those of one language."""

    def __init__(self, language: str) -> None:
        self.say = Texts(language)
        self.writing = Writing(self.say)
        source = files("kiosk.interface.gallery").joinpath("samples", f"{language}.toml")
        self._said = tomllib.loads(source.read_text(encoding="utf-8"))

    def __getitem__(self, key: str) -> str:
        said = self._said[key]
        assert isinstance(said, str)
        return said

    def many(self, key: str) -> list[str]:
        return list(self._said[key])

    def sum(self, rials: int) -> str:
        """An amount within a line; a discount is below zero."""
        return self.say("review-sum", amount=isolate_ltr(self.writing.number(rials)))

    def amount(self, rials: int) -> dict[str, object]:
        """An amount as the screens' large figure."""
        value = Rial(rials)
        return plain(
            Amount(
                grouped=self.writing.amount(value),
                unit=self.say("rial"),
                toman=self.say("toman", amount=self.writing.tomans(value)),
                words=self.say("in-words", words=self.writing.in_words(rials)),
            )
        )

    def code(self, digits: str) -> str:
        return self.writing.code(digits)

    def row(self, key: str, value: str) -> dict[str, object]:
        """A fact under the label that the kiosk gives it."""
        return plain(Row(self.say(key), value))


def plain(part: Struct) -> dict[str, object]:
    """A part of a screen's model as QML takes it: dicts, lists and scalars."""
    made = json.decode(json.encode(part))
    assert isinstance(made, dict)
    return made
