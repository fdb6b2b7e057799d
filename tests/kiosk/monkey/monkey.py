"""Somebody who touches whatever there is, scans whatever is at hand, and pulls plugs.

Everything follows from the seed: which touch, which code, which fault. What it may touch it finds
in the screen's own model, as a finger would; now and then it sends what no screen offers.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.boundary import Intent
from tests.kiosk.counter.kiosk_room import KioskRoom, Model

Touch = tuple[str, dict[str, object]]
Fault = tuple[str, dict[str, object]]

CODES = (
    "10000127261670000125050196",
    "10002348261600000487050149",
    "10000127261680000125050196",
    "99852354041240000880000568",
    "PISHKHAN1:AAAAAAAA",
    "12345",
)
FAULTS: tuple[Fault, ...] = (
    ("printer", {"do": "paper", "value": "out"}),
    ("printer", {"do": "paper", "value": "ok"}),
    ("printer", {"do": "cover", "value": "open"}),
    ("printer", {"do": "cover", "value": "closed"}),
    ("terminal", {"do": "outcome", "value": "decline", "code": "51"}),
    ("terminal", {"do": "outcome", "value": "approve"}),
)
MENDED: tuple[Fault, ...] = (
    ("printer", {"do": "paper", "value": "ok"}),
    ("printer", {"do": "cover", "value": "closed"}),
    ("terminal", {"do": "outcome", "value": "approve"}),
)
NONSENSE = ("", "no-such-thing", "pay", "copy", "finish", "choose", "key", "tile", "remove")
ANSWER_S = 0.05


@dataclass
class Monkey:
    """`seen`: how often each screen stood there."""

    room: KioskRoom
    seed: int
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def play(self, touches: int) -> None:
        """Raises CounterGone when the counter ends, AssertionError with the last screen."""
        self.room.until(lambda model: True, "the first screen")
        for _ in range(touches):
            screen = self.room.latest(ANSWER_S)
            self.seen[screen["screen"]] += 1
            self._act(screen)

    def mend(self) -> None:
        for device, command in MENDED:
            self._fault(device, command)

    def _act(self, screen: Model) -> None:
        throw = self._dice.random()
        if throw < 0.03:
            self._fault(*self._dice.choice(FAULTS))
        elif throw < 0.10:
            with suppress(AssertionError):
                self.room.scanner.obey({"do": "scan", "text": self._dice.choice(CODES)})
        elif throw < 0.14:
            name = self._dice.choice(NONSENSE)
            self.room.send(Intent(name, {"id": "x", "digit": "a", "char": "\u0000"}, None))
        else:
            offered = list(touches_of(screen))
            if offered:
                name, payload = self._dice.choice(offered)
                self.room.touch(name, **payload)

    def _fault(self, device: str, command: dict[str, object]) -> None:
        getattr(self.room, device).obey(command)


def touches_of(screen: Model) -> Iterator[Touch]:
    """What a finger could do here, by the model alone."""
    if screen.get("idle"):
        yield from (("more", {}), ("close", {}))
    elif screen.get("help"):
        yield from _helped(screen["help"])
    else:
        yield from _typed(screen)
        yield from _chosen(screen)
        yield from _pressed(screen)


def _helped(panel: Model) -> Iterator[Touch]:
    yield ("close_help", {})
    if panel["call"]:
        yield ("call_clerk", {})
    if panel["withdraw"]:
        yield ("withdraw_call", {})


def _typed(screen: Model) -> Iterator[Touch]:
    for digit in screen.get("digits", ()):
        yield ("key", {"digit": digit})
    if screen["screen"] == "information_search":
        for letter in "خیام پروانه":
            yield ("key", {"char": letter})
        yield ("erase", {})


def _chosen(screen: Model) -> Iterator[Touch]:
    for pill in screen.get("pills", ()):
        yield (pill["id"], {})
    for tile in screen.get("tiles", ()):
        yield ("tile", {"id": tile["id"]})
    for entry in screen.get("fields", ()):
        yield ("field", {"id": entry["id"]})
    for choice in screen.get("languages", ()):
        yield ("language", {"code": choice["code"]})
    for bill in screen.get("bills", ()):
        yield ("remove", {"id": bill["id"]})


def _pressed(screen: Model) -> Iterator[Touch]:
    """Buttons and choices, wherever they stand in the model."""
    for named in _parts(screen):
        if named.get("enabled", True):
            payload = {"id": named["id"]} if "id" in named else {}
            yield (str(named["intent"]), payload)


def _parts(model: object) -> Iterator[dict[str, object]]:
    if isinstance(model, dict):
        if "intent" in model:
            yield model
        for value in model.values():
            yield from _parts(value)
    elif isinstance(model, list):
        for value in model:
            yield from _parts(value)
