"""The interface as a program: how fast it is there, what it says when it can't be."""

import json
import signal
from pathlib import Path

import psutil
from msgspec import structs

from kiosk.boundary import BoundaryServer
from kiosk.boundary.parts import Tile
from tests.kiosk.interface.models import STANDARD
from tests.kiosk.interface.models.choosing import HOME
from tests.kiosk.interface.program import DockClient, docked, interface
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

GROWTH = 1.05
"""What showing everything again may add: fonts and glyphs are cached, screens are not kept."""


def first_frame(child: ChildProcess) -> dict[str, object]:
    line = next(line for line in child.output().splitlines() if "first_frame" in line)
    report = json.loads(line)
    assert isinstance(report, dict)
    return report


def test_the_first_usable_frame_is_told_with_its_time(tmp_path: Path) -> None:
    counter = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    counter.show(STANDARD["home"])
    with interface(tmp_path, "--offscreen", "--report-first-frame") as child:
        child.until_output("first_frame")
        report = first_frame(child)
    counter.close()
    assert report["screen"] == "home"
    assert isinstance(report["ms"], int)
    assert report["ms"] > 0


def test_a_screen_without_a_counter_is_not_called_usable(tmp_path: Path) -> None:
    with docked(tmp_path, "--report-first-frame") as dock:
        dock.until_screen("one_moment")
        assert dock(do="grab", path=str(tmp_path / "a.png"))["ok"]
        assert "first_frame" not in (tmp_path / "log").read_text()
        counter = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
        counter.show(STANDARD["home"])
        eventually(lambda: "first_frame" in (tmp_path / "log").read_text(), "the report")
        counter.close()


def test_showing_all_screens_again_and_again_takes_no_more_memory(tmp_path: Path) -> None:
    counter = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    path = tmp_path / "dock.sock"
    with interface(tmp_path, "--offscreen", "--strict", "--dock", str(path)) as child:
        eventually(path.exists, "the dock")
        dock = DockClient(path)
        after: list[int] = []
        for _ in range(4):
            for screen in STANDARD.values():
                dock.until_seq(counter.show(screen).seq)
                assert dock(do="grab", path=str(tmp_path / "a.png"))["ok"]
            after.append(psutil.Process(child.pid).memory_info().rss)
        assert child.exit_code is None, child.output()
        dock.close()
    counter.close()
    assert after[-1] <= after[1] * GROWTH, after


def test_a_qml_warning_ends_it_when_strict(tmp_path: Path) -> None:
    counter = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    tile = Tile(id="pay", title="a", subtitle="b", icon="no-such-icon")
    counter.show(structs.replace(HOME, tiles=(tile,)))
    with interface(tmp_path, "--offscreen", "--strict") as child:
        assert child.wait() == 1
        assert "no-such-icon" in child.output()
    counter.close()


def test_a_qml_warning_is_told_and_survived_when_not_strict(tmp_path: Path) -> None:
    counter = BoundaryServer(tmp_path / "interface.sock", lambda intent: None)
    tile = Tile(id="pay", title="a", subtitle="b", icon="no-such-icon")
    counter.show(structs.replace(HOME, tiles=(tile,)))
    with interface(tmp_path, "--offscreen", "--report-first-frame") as child:
        child.until_output("first_frame")
        assert child.exit_code is None
        assert "no-such-icon" in child.output()
    counter.close()


def test_it_ends_at_once_when_told_to(tmp_path: Path) -> None:
    with docked(tmp_path), interface(tmp_path, "--offscreen", "--report-first-frame") as child:
        assert child.exit_code is None
        assert child.stop() == -signal.SIGTERM


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    command = ["env", "-u", "QT_QPA_PLATFORM", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY"]
    with interface(tmp_path, "--windowed", before=command) as child:
        assert child.wait() == 3
        assert "There is no display" in child.output()
        assert "--offscreen" in child.output()


def test_without_fonts_it_says_so(tmp_path: Path) -> None:
    command = ["env", f"PISHKHAN_ASSETS={tmp_path}"]
    with interface(tmp_path, "--offscreen", before=command) as child:
        assert child.wait() == 3
        assert "make setup" in child.output()


def test_a_dock_that_can_not_listen_says_so(tmp_path: Path) -> None:
    with interface(tmp_path, "--offscreen", "--dock", "/no/such/folder/dock") as child:
        assert child.wait() == 3
        assert "The dock can't listen" in child.output()
