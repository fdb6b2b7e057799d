"""`pishkhan kiosk` in a room: its processes, and what its shown window shows."""

import sys
from pathlib import Path

import psutil

from kiosk.processes import HALT_VARIABLE
from provisioning.demo.dock import Dock
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[3]
SHOWN_AND_SPARE = 2


class Kiosk:
    """`pishkhan kiosk --offscreen` in a room."""

    def __init__(self, room: KioskRoom, halt_at: str = "", *options: str) -> None:
        self.room = room
        self.dock = Dock(room.folder / "dock.sock")
        self.process = room.counter = ChildProcess(
            [
                *(sys.executable, "-m", "kiosk", "--device", str(room.directory.path)),
                *("--offscreen", "--dock", str(self.dock.path), *options),
            ],
            log=room.folder / "counter.log",
            environment={HALT_VARIABLE: halt_at, "QT_QPA_PLATFORM": "offscreen"},
            folder=ROOT,
        )

    def part(self, module: str) -> psutil.Process | None:
        children = psutil.Process(self.process.pid).children()
        return next((c for c in children if module in _command(c)), None)

    def pid_of(self, module: str, other_than: int | None = None) -> int:
        found: list[int] = []

        def running() -> bool:
            part = self.part(module)
            if part is not None and part.pid != other_than:
                found.append(part.pid)
            return bool(found)

        eventually(running, f"{module} running")
        return found[0]

    def windows(self) -> list[psutil.Process]:
        """The interfaces that run, the one that was started first at the front."""
        children = psutil.Process(self.process.pid).children()
        found = [c for c in children if "kiosk.interface" in _command(c)]
        return sorted(found, key=psutil.Process.create_time)

    def has_spare(self) -> bool:
        """Does a second interface wait at the counter, to be shown at any moment?"""
        path = str(self.room.directory.interface_socket_path)
        sockets = Path("/proc/net/unix").read_text(encoding="ascii", errors="replace")
        at_the_counter = sum(line.endswith(path) for line in sockets.splitlines())
        listening, watching = 1, self.room.is_there
        return (
            len(self.windows()) == SHOWN_AND_SPARE
            and at_the_counter == listening + watching + SHOWN_AND_SPARE
        )


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []  # it ended while we looked
