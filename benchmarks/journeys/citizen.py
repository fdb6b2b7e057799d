"""Somebody at the kiosk who knows what they came for, and does on each screen what it asks.

They know screens by name and not their order: a screen that comes in between is answered like any
other, and on one they have never seen they touch what leads on. So the counts are the kiosk's.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from benchmarks.journeys.keystrokes import Acts
from contract.errors import PishkhanError
from provisioning.demo.dock import Seen

LEADS_ON = ("primary", "next", "ok")
POLL_S = 0.02
WITHIN_S = 45.0


class Lost(PishkhanError):
    """The citizen doesn't get on."""


@dataclass(frozen=True)
class Touch:
    target: str


@dataclass(frozen=True)
class Type:
    digits: str


@dataclass(frozen=True)
class Scan:
    """`until`: what must be seen before the next act on the same screen."""

    text: str
    until: Callable[[Seen], bool] | None = None


@dataclass(frozen=True)
class PresentCard:
    pass


Act = Touch | Type | Scan | PresentCard


class Kiosk(Protocol):
    """What a citizen has before them."""

    def seen(self) -> Seen | None: ...
    def touch(self, target: str) -> None: ...
    def scan(self, text: str) -> None: ...
    def terminal_waits(self) -> bool: ...
    def present_card(self) -> None: ...


@dataclass(frozen=True)
class Errand:
    """What somebody comes for: the acts by screen, and the screen on which they have it."""

    name: str
    acts: Mapping[str, tuple[Act, ...]]
    goal: str


@dataclass(frozen=True)
class Done:
    """`machine_s`: from the first act to the goal, with no time for the citizen's own doing."""

    acts: Acts
    machine_s: float


class Citizen:
    """One visit at one kiosk."""

    def __init__(self, kiosk: Kiosk, within_s: float = WITHIN_S) -> None:
        self._kiosk = kiosk
        self._within_s = within_s
        self._acts = Acts()

    def run(self, errand: Errand) -> Done:
        """From the screen that is shown to the errand's goal. Raises Lost."""
        began = time.perf_counter()
        screen = ""
        while screen != errand.goal:
            screen = self._next_after(screen, errand)
            self._acts += Acts(screens=1)
            if screen != errand.goal:
                self._answer(screen, errand)
        return Done(self._acts, time.perf_counter() - began)

    def _next_after(self, screen: str, errand: Errand) -> str:
        what = f"another screen than {screen!r}, on the way to {errand.goal!r}"
        return self._until(what, lambda seen: seen.screen != screen).screen

    def _answer(self, screen: str, errand: Errand) -> None:
        for act in errand.acts.get(screen, ()):
            self._do(act)
        if screen in errand.acts:
            return
        seen = self._kiosk.seen()
        ways = [name for name in LEADS_ON if seen is not None and name in seen.touchable]
        if ways and seen is not None and seen.screen == screen:
            self._do(Touch(ways[0]))

    def _do(self, act: Act) -> None:
        match act:
            case Touch(target):
                self._until(f"{target} to touch", lambda seen: target in seen.touchable)
                self._kiosk.touch(target)
                self._acts += Acts(touches=1)
            case Type(digits):
                for digit in digits:
                    self._kiosk.touch(f"key_{digit}")
                self._acts += Acts(digits=len(digits))
            case Scan(text, until):
                self._kiosk.scan(text)
                self._acts += Acts(scans=1)
                if until is not None:
                    self._until("what was scanned", until)
            case PresentCard():
                self._until("the terminal asks for a card", lambda _: self._kiosk.terminal_waits())
                self._kiosk.present_card()
                self._acts += Acts(cards=1)

    def _until(self, what: str, question: Callable[[Seen], bool]) -> Seen:
        deadline = time.monotonic() + self._within_s
        while True:
            seen = self._kiosk.seen()
            if seen is not None and question(seen):
                return seen
            if time.monotonic() > deadline:
                there = (
                    "nothing" if seen is None else f"{seen.screen}: {', '.join(seen.touchable)}"
                )
                raise Lost(
                    f"The citizen waited in vain for {what}; on the screen stands {there}.",
                    "Has a screen changed its name? Errands name them.",
                )
            time.sleep(POLL_S)
