"""SIGKILL to the counter while a device is inside its work: between two bands of a page, while a
card is awaited, while the bank thinks, and with the device gone as well."""

import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.end_to_end.devices.journey import Person, Step, assert_true, plug_in, unplug
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.support.waiting import eventually

INSIDE = (Step.CARD, Step.BANK, Step.PRINTING)


class _CutOffError(Exception):
    """The citizen stands before a dark screen, and does nothing more."""


def _killed_at(room: KioskRoom, chosen: Step, *, also_unplugged: bool) -> Person:
    """Pays until there, and cuts the counter off; the device ends what it had begun."""
    person = Person(room)
    room.printer.obey({"do": "speed", "rows_per_s": 1500})
    counter = room.start()
    room.arrive()

    def at(step: Step) -> None:
        if step is not chosen:
            return
        if also_unplugged:
            unplug(room.terminal)
            unplug(room.printer)
        counter.kill()
        raise _CutOffError

    with suppress(_CutOffError):
        person.pay(at)
    assert counter.wait() == -signal.SIGKILL, room.log
    room.leave()
    return person


@pytest.mark.parametrize("also_unplugged", [False, True], ids=["plugged", "unplugged"])
@pytest.mark.parametrize("step", INSIDE)
def test_killed_inside_a_devices_work_the_next_process_tells_what_is_true(
    tmp_path: Path, step: Step, *, also_unplugged: bool
) -> None:
    with KioskRoom(tmp_path, "zvt") as room:
        person = _killed_at(room, step, also_unplugged=also_unplugged)
        if step is Step.CARD:
            room.terminal.obey({"do": "cancel"})
        eventually(lambda: room.terminal.obey({"do": "state"})["phase"] == "idle", "the bank")
        papers_cut_off_with_nobody_there = len(room.papers)
        if also_unplugged:
            plug_in(room.terminal)
            plug_in(room.printer)
        room.start()
        room.arrive()
        told = room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        charged = [charge for charge in room.charges if charge.amount == 1_250_000]
        assert len(charged) == (0 if step is Step.CARD else 1)
        assert ("ثبت شد" in told["lines"][0] or "معلوم نیست" in told["lines"][0]) == bool(charged)
        assert_true(room, {"outcome": "none"} if not charged else _as_closed(room))
        assert len(room.papers) <= max(1, papers_cut_off_with_nobody_there)
        person.next_person_pays("ok")


def _as_closed(room: KioskRoom) -> dict[str, object]:
    printed = "receipt.printed" in room.kinds
    return {"outcome": "paid" if printed else "not_printed", "tracking": ""}
