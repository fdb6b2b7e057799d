"""Which PINs are taken, and what is kept of one."""

import stat
from pathlib import Path

import pytest

from edge_agent.device import DamagedDeviceFile
from edge_agent.office import PinRefused, accept_pin, write_pin
from edge_agent.office.pin import read_pin

GOOD = "270519"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "not_digits"),
        ("27051", "length"),
        ("2705192705192", "length"),
        ("27o519", "not_digits"),
        ("123456", "trivial"),
        ("890123", "trivial"),
        ("654321", "trivial"),
        ("210987", "trivial"),
        ("111111", "trivial"),
        ("121212", "trivial"),
        ("270270", "trivial"),
        ("112211", "trivial"),
        ("۱۲۳۴۵۶", "trivial"),
    ],
)
def test_a_pin_that_is_tried_first_is_refused_and_says_why(typed: str, reason: str) -> None:
    with pytest.raises(PinRefused) as refused:
        accept_pin(typed)
    assert refused.value.reason == reason
    assert typed not in str(refused.value) or not typed


def test_a_pin_may_be_typed_in_persian_digits_and_with_spaces() -> None:
    assert accept_pin(" ۲۷۰ ۵۱۹ ") == GOOD


def test_the_kept_pin_opens_for_itself_alone_however_it_is_typed(tmp_path: Path) -> None:
    write_pin(tmp_path / "pin.json", GOOD)
    kept = read_pin(tmp_path / "pin.json")
    assert kept is not None
    assert kept.opens(GOOD)
    assert kept.opens("۲۷۰۵۱۹")
    for wrong in ("270518", "", "2705190", GOOD * 1000, "\ud800", "²70519"):
        assert not kept.opens(wrong), wrong


def test_the_pin_itself_is_nowhere_in_the_file_which_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "pin.json"
    write_pin(path, GOOD)
    assert GOOD.encode() not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_file_is_named_and_opens_for_nobody(tmp_path: Path) -> None:
    (tmp_path / "pin.json").write_bytes(b"{")
    with pytest.raises(DamagedDeviceFile):
        read_pin(tmp_path / "pin.json")
