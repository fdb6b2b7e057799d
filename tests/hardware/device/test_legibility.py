"""When a device that only talks is said to be unreadable, and when no more."""

from hardware.device.debounce import Debounce
from hardware.device.legibility import Legibility
from tests.hardware.hearing import Seconds


def test_a_few_bad_frames_are_no_fault() -> None:
    legibility = Legibility()
    for _ in range(3):
        legibility.bad()
    assert not legibility.is_unreadable
    assert legibility.malformed == 3


def test_mostly_bad_frames_are_a_fault_until_good_ones_come() -> None:
    legibility = Legibility()
    for _ in range(8):
        legibility.bad()
    assert legibility.is_unreadable
    for _ in range(4):
        assert legibility.is_unreadable
        legibility.good()
    assert not legibility.is_unreadable


def test_every_second_frame_bad_is_still_readable() -> None:
    legibility = Legibility()
    for _ in range(20):
        legibility.bad()
        legibility.good()
    assert not legibility.is_unreadable
    assert legibility.malformed == 20


def test_a_value_counts_again_only_after_a_pause_without_it() -> None:
    seconds = Seconds()
    debounce = Debounce(1.0, seconds)
    assert debounce.is_new("a")
    for _ in range(5):
        seconds.now += 0.9
        assert not debounce.is_new("a")
    seconds.now += 1.0
    assert debounce.is_new("a")
    assert debounce.is_new("b")
    assert debounce.is_new("a")
