"""Putting one wrong piece in the place of a right one, for as long as a round lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.protocol_model.steps import Adversity

CALM: frozenset[Adversity] = frozenset()


@dataclass(frozen=True)
class Planted:
    """`wrong` stands where `owner` (a class or a module) has `attribute`. `troubles`: those in
    which it shows; `seed`: of a round that is known to find it, so that the test need not look
    for long."""

    name: str
    owner: object
    attribute: str
    wrong: object
    troubles: frozenset[Adversity]
    seed: int

    def __str__(self) -> str:
        return self.name

    @contextmanager
    def in_place(self) -> Iterator[None]:
        right = vars(self.owner)[self.attribute]
        setattr(self.owner, self.attribute, self.wrong)
        try:
            yield
        finally:
            setattr(self.owner, self.attribute, right)
