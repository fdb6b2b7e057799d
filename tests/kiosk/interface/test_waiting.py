"""A spare waits with next to nothing in memory, however long, and is there when it is called."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.boundary import BoundaryServer, Hello, Role, encode_frame
from kiosk.interface.waiting import BEAT, HELLO, STARTING
from tests.kiosk.interface.models import STANDARD
from tests.kiosk.interface.program import DockClient, interface
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually


def counter_at(folder: Path) -> BoundaryServer:
    counter = BoundaryServer(folder / "interface.sock", lambda intent: None)
    counter.show(STANDARD["home"])
    return counter


@pytest.fixture
def spare(tmp_path: Path) -> Iterator[ChildProcess]:
    dock = str(tmp_path / "dock.sock")
    with interface(tmp_path, "--offscreen", "--strict", "--spare", "--dock", dock) as child:
        yield child


def has_qt(process: ChildProcess) -> bool:
    return "libQt6" in Path(f"/proc/{process.pid}/maps").read_text()


def shows(folder: Path, screen: str) -> None:
    eventually((folder / "dock.sock").exists, "the dock")
    client = DockClient(folder / "dock.sock")
    client.until_screen(screen)
    client.close()


def test_what_it_says_is_the_boundarys_word() -> None:
    assert len(HELLO).to_bytes(4, "big") + HELLO == encode_frame(Hello(Role.SPARE))


def test_qt_is_loaded_when_something_is_to_be_shown_and_not_before(tmp_path: Path) -> None:
    counter = counter_at(tmp_path)
    dock = str(tmp_path / "dock.sock")
    with interface(tmp_path, "--offscreen", "--report-first-frame") as first:
        first.until_output("first_frame")
        # Only now: a counter that has waited for a window takes the spare for it.
        with interface(tmp_path, "--offscreen", "--spare", "--dock", dock) as spare:
            eventually(lambda: counter.viewers == 2, "both at the counter")
            assert has_qt(first)
            assert not has_qt(spare)
            first.kill()
            shows(tmp_path, "home")
            assert has_qt(spare)
    counter.close()


def test_a_counter_that_was_restarted_meanwhile_finds_it_waiting(
    tmp_path: Path, spare: ChildProcess
) -> None:
    first = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    eventually(lambda: first.viewers == 1, "the spare at the counter")
    first.close()
    second = counter_at(tmp_path)
    shows(tmp_path, "home")
    second.close()


def test_a_counter_that_goes_in_the_moment_it_calls_costs_no_window(
    tmp_path: Path, spare: ChildProcess
) -> None:
    first = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    eventually(lambda: first.viewers == 1, "the spare at the counter")
    first.show(STANDARD["home"])
    eventually(lambda: has_qt(spare), "it was called")
    first.close()
    second = counter_at(tmp_path)
    shows(tmp_path, "home")
    second.close()


def test_its_pulse_beats_while_it_waits_and_says_when_it_loads_qt(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    os.set_inheritable(theirs, True)
    signs = b""

    def has_said(sign: bytes) -> bool:
        nonlocal signs
        try:
            signs += os.read(ours, 4096)
        except BlockingIOError:
            return False
        return sign in signs

    counter = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    options = ("--offscreen", "--spare", "--pulse", "9")
    with interface(tmp_path, *options, before=_with_descriptor(theirs, 9)) as child:
        eventually(lambda: has_said(BEAT * 3), "beats")
        assert STARTING not in signs
        counter.show(STANDARD["home"])
        eventually(lambda: has_said(STARTING + BEAT), "that it loads, and beats again")
        assert child.exit_code is None
    counter.close()
    os.close(ours)
    os.close(theirs)


def _with_descriptor(descriptor: int, number: int) -> list[str]:
    """A shell that gives the program the pipe, since the child closes what it inherits."""
    path = f"/proc/{os.getpid()}/fd/{descriptor}"
    return ["sh", "-c", f'exec "$@" {number}>{path}', "sh"]
