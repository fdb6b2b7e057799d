"""A citizen counts what the kiosk asks of them, so that another screen is another figure."""

from dataclasses import dataclass, field

import pytest

from benchmarks.journeys.citizen import Citizen, Errand, Lost, PresentCard, Scan, Touch, Type
from benchmarks.journeys.keystrokes import CARD_S, DIGIT_S, SCAN_S, TOUCH_S, Acts
from benchmarks.journeys.visits import figures
from provisioning.demo.dock import Seen

ERRAND = Errand(
    "pay",
    {
        "attract": (Touch("start"),),
        "entry": (Type("123"), Touch("primary")),
        "paying": (PresentCard(),),
    },
    "done",
)


@dataclass
class Paper:
    """A kiosk of paper: its screens come in turn, and each goes when its last act was done."""

    screens: list[tuple[str, str]]
    waits: bool = True
    acts: list[str] = field(default_factory=list)

    def seen(self) -> Seen | None:
        name, last = self.screens[0]
        return Seen(name, ("start", "primary", last), ())

    def touch(self, target: str) -> None:
        self._act(target)

    def scan(self, text: str) -> None:
        self._act(text)

    def terminal_waits(self) -> bool:
        return self.waits

    def present_card(self) -> None:
        self._act("card")

    def _act(self, act: str) -> None:
        self.acts.append(act)
        if act == self.screens[0][1]:
            self.screens.pop(0)


def kiosk(*between: tuple[str, str]) -> Paper:
    return Paper(
        [
            ("attract", "start"),
            ("entry", "primary"),
            *between,
            ("paying", "card"),
            ("done", "finish"),
        ]
    )


def test_all_that_is_done_is_counted_until_the_goal_is_seen() -> None:
    paper = kiosk()
    done = Citizen(paper).run(ERRAND)
    assert paper.acts == ["start", "key_1", "key_2", "key_3", "primary", "card"]
    assert done.acts == Acts(screens=4, touches=2, digits=3, cards=1)
    assert done.machine_s > 0


def test_another_screen_is_another_touch_and_another_figure() -> None:
    done = Citizen(kiosk(("are_you_sure", "primary"))).run(ERRAND)
    assert done.acts == Acts(screens=5, touches=3, digits=3, cards=1)


def test_what_was_scanned_is_waited_for() -> None:
    waited = []

    def until(seen: Seen) -> bool:
        waited.append(seen.screen)
        return len(waited) == 2

    errand = Errand("scan", {"attract": (Scan("code", until), Touch("start"))}, "entry")
    done = Citizen(kiosk()).run(errand)
    assert done.acts == Acts(screens=2, touches=1, scans=1)
    assert waited == ["attract", "attract"]


def test_who_does_not_get_on_says_where_they_stand() -> None:
    with pytest.raises(Lost, match="paying: start, primary, card"):
        Citizen(Paper(kiosk().screens, waits=False), within_s=0).run(ERRAND)


def test_seconds_follow_from_the_acts() -> None:
    acts = Acts(touches=2, digits=3, scans=1, cards=1)
    assert acts.practised_s == pytest.approx(2 * TOUCH_S + 3 * DIGIT_S + SCAN_S + CARD_S)
    assert acts.unpractised_s == pytest.approx(2 * acts.practised_s)


def test_a_typed_digit_is_told_as_a_touch() -> None:
    told = {each.name: each.value for each in figures("pay", Citizen(kiosk()).run(ERRAND))}
    assert told["pay: touches"] == 5
    assert told["pay: screens"] == 4
