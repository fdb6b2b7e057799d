"""The port of a voice, and the one that says nothing."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Utterance:
    """`text` is ready to be said; `volume` is 1 to 5."""

    text: str
    language: str
    volume: int


class Voice(Protocol):
    """Never blocks; keeps no text that it has said. One utterance at a time: a new one takes the
    place of the one before."""

    @property
    def is_there(self) -> bool:
        """Whether anybody would hear it. Where not, listening is not offered."""

    def say(self, utterance: Utterance) -> None: ...

    def stop(self) -> None:
        """At once; harmless in silence."""


class SilentVoice:
    """Where there is no sound."""

    is_there = False

    def say(self, utterance: Utterance) -> None:
        del utterance

    def stop(self) -> None: ...
