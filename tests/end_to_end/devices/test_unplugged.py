"""Each device unplugged at each step of a payment, and plugged in again: the kiosk says what is
true, and serves the next person without a restart."""

import threading
from pathlib import Path

import pytest

from tests.end_to_end.devices.journey import Person, Step, assert_true, plug_in, unplug
from tests.kiosk.counter.kiosk_room import KioskRoom

_OUT_S = 0.7


def _pull(room: KioskRoom, device: str, chosen: Step, timers: list[threading.Timer]) -> Person:
    """The cable is out from that step on for a moment."""
    person = Person(room)
    emulation = {"terminal": room.terminal, "printer": room.printer, "scanner": room.scanner}[
        device
    ]

    def at(step: Step) -> None:
        if step is chosen:
            unplug(emulation)
            timer = threading.Timer(_OUT_S, plug_in, (emulation,))
            timers.append(timer)
            timer.start()

    shown = person.pay(at)
    assert_true(room, shown)
    return person


@pytest.fixture
def timers() -> list[threading.Timer]:
    return []


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("device", ["terminal", "printer"])
def test_what_the_kiosk_says_is_true_and_the_next_person_pays(
    tmp_path: Path, device: str, step: Step, timers: list[threading.Timer]
) -> None:
    with KioskRoom(tmp_path, "zvt") as room:
        room.start()
        room.arrive()
        person = _pull(room, device, step, timers)
        for timer in timers:
            timer.join()
        assert timers, "the step was never reached"
        shown = room.shown
        assert shown is not None
        person.next_person_pays("finish" if shown.model["screen"] == "done" else "ok")


@pytest.mark.parametrize("step", [Step.HOME, Step.ENTRY, Step.REVIEW, Step.CARD, Step.BANK])
def test_a_terminal_that_cannot_be_asked_leaves_it_unknown_and_never_paid_for_nothing(
    tmp_path: Path, step: Step, timers: list[threading.Timer]
) -> None:
    with KioskRoom(tmp_path, "iran_tlv") as room:
        room.start()
        room.arrive()
        _pull(room, "terminal", step, timers)
        for timer in timers:
            timer.join()
        assert timers, "the step was never reached"


@pytest.mark.parametrize("step", [Step.HOME, Step.ENTRY, Step.REVIEW])
def test_a_scanner_unplugged_reads_again_for_the_next_person(
    tmp_path: Path, step: Step, timers: list[threading.Timer]
) -> None:
    with KioskRoom(tmp_path, "zvt") as room:
        room.start()
        room.arrive()
        _pull(room, "scanner", step, timers)
        for timer in timers:
            timer.join()
        room.finish()
        room.scan("6260100000017")
        assert "قبض شهرداری نیست" in room.until_screen("message")["headline"]
