"""Keeps counter and interfaces running, each by itself: a frozen window never touches money, and
a counter that was killed recovers what it left unfinished.

Of the two interfaces one is shown and one is spare: started, hidden, with nothing of anyone in it.
The counter decides when the spare is shown; here what ends is started again, and what hangs is
ended.
"""

import logging
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from contract.logs import FOLDER
from kiosk.processes import HALT_VARIABLE, RENEWED, REPLACED
from kiosk.supervisor.child import Child, inherited
from kiosk.supervisor.counter import CounterChild
from kiosk.supervisor.slot import Slot
from kiosk.supervisor.window import SPARE_DELAY_S, WindowChild

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.05
END_WITHIN_S = 5.0
WINDOW_CLOSED = 0
ON_PURPOSE = frozenset({WINDOW_CLOSED, REPLACED, RENEWED})


@dataclass(frozen=True)
class KioskOptions:
    """`device`: the folder that enrolment made. `socket`: where counter and window meet.
    `interface`: further arguments for the window (--windowed, --offscreen, --dock PATH ...)."""

    device: Path
    socket: Path
    interface: tuple[str, ...] = field(default=())


class Supervisor:
    """Runs until SIGTERM or SIGINT, or until one part can't be started at all."""

    def __init__(self, options: KioskOptions) -> None:
        self._counter = CounterChild(
            [*_python("kiosk.counter"), "--device", str(options.device)], inherited()
        )
        command = [
            *_python("kiosk.interface"),
            *("--socket", str(options.socket)),
            *("--logs", str(options.device / FOLDER)),
            *options.interface,
        ]
        self._first = WindowChild(
            "interface", command, inherited(), lambda: self._second.pid is not None
        )
        self._second = WindowChild(
            "second interface", command, inherited(), lambda: self._first.pid is not None
        )
        self._windows = (self._first, self._second)
        self._slot = Slot(options.device)
        self._stopping = False

    def run(self) -> int:
        """The exit code: 0 when asked to end, else that of the part that can't run."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self._second.is_spare_from(time.monotonic() + SPARE_DELAY_S)
        children = (self._counter, *self._windows)
        try:
            while not self._stopping:
                for child in children:
                    if child is self._counter and self._gives_way():
                        continue
                    self._tend(child)
                    if child.gave_up is not None:
                        return child.gave_up
                time.sleep(LOOK_EVERY_S)
        finally:
            self._end(children)
        return 0

    def _gives_way(self) -> bool:
        """To another version: where the counter has ended, or hangs, nobody is served."""
        is_silent = self._slot.is_silent(time.monotonic())
        if self._counter.pid is not None and not is_silent:
            return False
        self._end_for_another_version()
        return self._stopping or (self._counter.pid is None and self._slot.is_held())

    def _end_for_another_version(self) -> None:
        if self._slot.has_changed():
            log.info("another version is due")
            self._stopping = True

    def _tend(self, child: Child) -> None:
        code = child.tend(time.monotonic())
        if code is None:
            return
        child.without(HALT_VARIABLE)  # a machine halts once
        if code in ON_PURPOSE:
            log.info("%s ended with %d, as it should", child.name, code)
        else:
            log.warning("%s ended with %d", child.name, code)
        if child is self._counter:
            self._end_for_another_version()
        if isinstance(child, WindowChild) and code == WINDOW_CLOSED:
            self._stopping = True  # only in windowed mode

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self, children: Sequence[Child]) -> None:
        for child in children:
            child.send(signal.SIGTERM)
        deadline_s = time.monotonic() + END_WITHIN_S
        for child in children:
            child.end(deadline_s, time.monotonic())


def _python(module: str) -> list[str]:
    """Ended with the supervisor, even if that is killed: a counter left alone would keep the
    journal's lock. util-linux, where setpriv is from, is on every Debian."""
    tied = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
    return [*tied, sys.executable, "-m", module]
