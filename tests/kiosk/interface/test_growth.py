"""A kiosk runs for months: what screens and programs at the dock leave behind must not add up."""

import gc
import re
from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from PySide6.QtQml import qmlEngine

from kiosk.interface.connection import CounterConnection
from kiosk.interface.dock import Dock
from tests.kiosk.interface.conftest import Stage
from tests.kiosk.interface.models import STANDARD

VISITS = 60
HEAP = re.compile(r"JSGCHeap.*?^Rss:\s+(\d+) kB", re.MULTILINE | re.DOTALL)


def engine_heap_kb() -> int:
    """What all QML engines of this process hold for JavaScript, models among it."""
    maps = Path("/proc/self/smaps").read_text(encoding="utf-8")
    return sum(int(kb) for kb in HEAP.findall(maps))


def _visits(stage: Stage) -> int:
    for _ in range(VISITS):
        stage.show(STANDARD["review_several"])
        stage.show(STANDARD["home"])
    engine = qmlEngine(stage.window.quick_window)
    assert engine is not None
    engine.collectGarbage()
    return engine_heap_kb()


def test_screens_that_come_and_go_leave_nothing_in_the_engine(stage: Stage) -> None:
    before = _visits(stage)
    assert before > 0
    assert _visits(stage) <= before + 256


def test_programs_that_come_to_the_dock_and_go_leave_nothing(stage: Stage, tmp_path: Path) -> None:
    dock = Dock(stage.window, CounterConnection(tmp_path / "nobody.sock"))
    path = tmp_path / "dock.sock"
    dock.listen(path)

    def come_and_go() -> None:
        program = QLocalSocket()
        program.connectToServer(str(path))
        assert program.waitForConnected()
        program.write(b'{"do": "state"}\n')
        stage.qtbot.waitUntil(program.canReadLine)
        program.disconnectFromServer()

    def held() -> int:
        gc.collect()
        return sum(isinstance(thing, QLocalSocket) for thing in gc.get_objects())

    come_and_go()
    stage.qtbot.wait(50)
    before = held()
    for _ in range(10):
        come_and_go()
    stage.qtbot.waitUntil(lambda: held() <= before)
    assert held() <= before
