"""Counter and window are kept running, each by itself."""

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from kiosk.__main__ import main
from kiosk.boundary import CounterGone
from kiosk.supervisor.child import FIRST_DELAY_S, LIVED_WELL_S, LONGEST_DELAY_S, Child
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.kiosk.supervisor.supervised import Kiosk
from tests.support.waiting import eventually


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        yield room


def test_a_killed_counter_is_back_and_recovers(room: KioskRoom) -> None:
    kiosk = Kiosk(room, halt_at="terminal-progress")
    room.arrive()
    counter = kiosk.pid_of("kiosk.counter")
    with pytest.raises(CounterGone):
        room.pay()
    room.leave()
    eventually(lambda: not psutil.pid_exists(counter), "its end, and that of its socket")
    room.arrive()
    room.until_screen("recovery", "attract")
    room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
    assert len(room.charges) == len(room.papers) == 1
    assert kiosk.process.stop() == 0


def test_asked_to_end_it_ends_both(room: KioskRoom) -> None:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    parts = [kiosk.pid_of("kiosk.counter"), kiosk.pid_of("kiosk.interface")]
    assert kiosk.process.stop() == 0
    assert not any(psutil.pid_exists(part) for part in parts)


def test_killed_itself_it_takes_both_with_it(room: KioskRoom) -> None:
    kiosk = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    parts = [kiosk.pid_of("kiosk.counter"), kiosk.pid_of("kiosk.interface")]
    os.kill(kiosk.process.pid, signal.SIGKILL)
    eventually(lambda: not any(map(_is_alive, parts)), "the end of both")
    assert kiosk.process.exit_code == -signal.SIGKILL


def _is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_second_kiosk_on_the_same_folder_says_so_and_ends(room: KioskRoom) -> None:
    first = Kiosk(room)
    room.arrive()
    room.until_screen("attract")
    second = Kiosk(room)
    assert second.process.wait() == 3
    assert "in use by another process" in room.log
    room.counter = first.process
    room.leave()
    room.arrive()
    room.until_screen("attract")
    assert first.process.stop() == 0


def test_a_kiosk_that_is_not_enrolled_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--device", str(tmp_path / "nowhere")]) == 3
    said = capsys.readouterr().err
    assert "not enrolled" in said
    assert "pishkhan provision enrol" in said


def test_one_that_keeps_dying_is_started_less_often_but_within_three_seconds() -> None:
    child = Child("short", [sys.executable, "-c", "raise SystemExit(1)"], dict(os.environ))
    now_s, delays = 0.0, []
    for _ in range(7):
        child.tend(now_s)
        ended_s = now_s
        eventually(partial(_has_ended, child, ended_s), "its end")
        while child.pid is None:
            now_s += 0.01
            child.tend(now_s)
        delays.append(round(now_s - ended_s, 2))
    assert delays[0] == pytest.approx(FIRST_DELAY_S, abs=0.02)
    assert delays == sorted(delays)
    assert delays[-1] == pytest.approx(LONGEST_DELAY_S, abs=0.02)
    child.end(0.0, 0.0)


def _has_ended(child: Child, now_s: float) -> bool:
    return child.tend(now_s) is not None


def test_one_that_ran_well_is_back_at_once() -> None:
    child = Child("steady", [sys.executable, "-c", "input()"], dict(os.environ))
    child.tend(0.0)
    child.send(signal.SIGKILL)
    eventually(lambda: child.tend(LIVED_WELL_S) == -signal.SIGKILL, "its end")
    child.tend(LIVED_WELL_S + FIRST_DELAY_S)
    assert child.pid is not None
    child.end(0.0, 0.0)


@pytest.mark.parametrize("code", [2, 3])
def test_what_cannot_be_helped_by_starting_again_is_given_up(code: int) -> None:
    child = Child("broken", [sys.executable, "-c", f"raise SystemExit({code})"], dict(os.environ))
    child.tend(0.0)
    eventually(lambda: child.tend(0.0) == code, "its end")
    assert child.gave_up == code
