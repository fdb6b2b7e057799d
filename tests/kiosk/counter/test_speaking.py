"""A visit by ear at a real counter, with the real voice recording what it says."""

from pathlib import Path

import pytest

from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.support.waiting import eventually, lasts


def test_a_visit_is_spoken_on_request_and_silent_for_the_next_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    said.mkdir()
    monkeypatch.setenv("PISHKHAN_VOICE", str(said))
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        room.at_home()
        assert _count(said) == 0
        room.touch("listen")
        eventually(lambda: _count(said) == 1, "the screen that was there is said")
        room.touch("focused", name="tile_pay", by="key")
        eventually(lambda: _count(said) == 2, "and what has the focus")
        room.touch("tile", id="pay")
        eventually(lambda: _count(said) == 3, "and the next screen")
        room.touch("cancel")
        room.at_home()
        room.pay()
        room.finish()
        room.until_screen("attract")
        spoken = _count(said)
        room.at_home()
        lasts(1.0)
        assert _count(said) == spoken, "the next person asked for nothing"


def test_without_a_voice_no_pill_offers_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PISHKHAN_VOICE", "off")
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        room.at_home()
        pills = [pill["id"] for pill in room.until_screen("home")["pills"]]
        assert "contrast" in pills
        assert "listen" not in pills


def _count(folder: Path) -> int:
    return len(list(folder.glob("said-*.wav")))
