"""The monkey test's options: always the same short walk, or a long one with another seed."""

from dataclasses import dataclass

import pytest

_USUAL_SEED = 20_000
_USUAL_TOUCHES = 400
_EVERY_SCREEN_FROM = 5_000


@dataclass(frozen=True, slots=True)
class MonkeyOptions:
    """`screens`: how many kinds of screens a walk of so many touches must have come by."""

    seed: int
    touches: int

    @property
    def screens(self) -> int:
        return 12 if self.touches >= _EVERY_SCREEN_FROM else 8


def monkey_options(config: pytest.Config) -> MonkeyOptions:
    return MonkeyOptions(config.getoption("--monkey-seed"), config.getoption("--monkey-touches"))


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("monkey", "the monkey test: anything may be touched")
    group.addoption("--monkey-seed", type=int, default=_USUAL_SEED, metavar="N")
    group.addoption("--monkey-touches", type=int, default=_USUAL_TOUCHES, metavar="N")
