"""The kiosk's two windows and its counter: how soon the next one stands where one ended, hung, or
was used by a visit; and what the hidden spare weighs.

Each figure is seen from outside: from the signal, or the touch that ends the visit, to the screen
that the dock tells.
"""

import io
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path

import psutil

from benchmarks.figure import Figure, percentile
from contract.values import BillPair, Rial, make_bill_id, make_payment_id
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling

PORT_BASE = 19_680
ROUNDS = 5
WITHIN_S = 30.0
SPARE_SETTLES_S = 2.0
"""So long after a spare was started it has done all it does before it is shown."""


def measure() -> list[Figure]:
    """Medians of some rounds; each begins with a spare that waits."""
    with (
        tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name,
        redirect_stdout(io.StringIO()),
        set_stage(
            DemoPorts(PORT_BASE), Telling(as_json=True), Path(name), windowed=False
        ) as stage,
    ):
        room = _Room(stage)
        killed = [room.replaced_s(signal.SIGKILL) for _ in range(ROUNDS)]
        hung = [room.replaced_s(signal.SIGSTOP) for _ in range(ROUNDS)]
        visits = [room.visit() for _ in range(ROUNDS)]
        spare = room.spare().memory_info().rss / 1e6
    windows = percentile([window for window, _ in visits], 50)
    counters = percentile([counter for _, counter in visits], 50)
    return [
        _time("next window after a killed one", percentile(killed, 50), "<= 3,000 ms"),
        _time("next window after a hung one", percentile(hung, 50), "<= 3,000 ms"),
        _time("next window after a visit", windows, "<= 1,000 ms"),
        _time("touch answered by the renewed counter", counters, "<= 2,000 ms"),
        Figure(name="resident memory, hidden spare", value=spare, unit="MB", goal="<= 90 MB"),
    ]


def _time(name: str, value_s: float, goal: str) -> Figure:
    return Figure(name=name, value=value_s * 1000, unit="ms", goal=goal)


class _Room:
    """A citizen, and someone who kills windows."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._dock = stage.kiosk.dock
        self._paid = 0

    def replaced_s(self, sign: signal.Signals) -> float:
        """From the signal to the shown window until another shows the same."""
        self._until("attract", lambda: self._dock.screen() == "attract")
        spare = self.spare()
        shown = next(window for window in self._windows() if window.pid != spare.pid)
        began = time.perf_counter()
        shown.send_signal(sign)
        self._until("the spare is alone", lambda: self._pids("interface") == [spare.pid])
        self._until("attract again", lambda: self._dock.screen() == "attract")
        return time.perf_counter() - began

    def visit(self) -> tuple[float, float]:
        """A bill is scanned and paid. From the last touch to the next window, and to what the
        next counter answers a touch that was made before it was there."""
        spare, counter = self.spare().pid, self._pids("counter")
        devices = self._stage.kiosk.devices
        devices.tell("scanner", do="scan", text=self._next_bill().barcode())
        self._until("its bill", lambda: self._dock.screen() == "bill_review")
        self._dock.tap("primary")
        self._until("the terminal waits", self._stage.kiosk.terminal_waits)
        devices.tell("terminal", do="present_card")
        self._until("the receipt", lambda: self._dock.screen() == "done")
        return self._leave(spare, counter)

    def _next_bill(self) -> BillPair:
        """One that the city doesn't know: its check digits say that it may be paid."""
        self._paid += 1
        bill = make_bill_id(1_000_000 + self._paid, "261", 6)
        return BillPair.of(bill, make_payment_id(bill, Rial(1_000_000), 5, 1))

    def _leave(self, spare: int, counter: list[int]) -> tuple[float, float]:
        self._dock.tap("finish")
        began = time.perf_counter()
        self._until("the used window's end", lambda: self._pids("interface") == [spare])
        self._until("attract", lambda: self._dock.screen() == "attract")
        window_s = time.perf_counter() - began
        self._until("another counter", lambda: self._pids("counter") not in ([], counter))
        self._dock.tap("start")  # in the time without a counter: the next one hears it
        self._until("its screen", lambda: self._dock.screen() == "home")
        return window_s, time.perf_counter() - began

    def spare(self) -> psutil.Process:
        """The window that was started last, once it waits."""

        def waiting() -> bool:
            windows = self._windows()
            return len(windows) == 2 and time.time() - windows[1].create_time() > SPARE_SETTLES_S

        self._until("a spare", waiting)
        return self._windows()[1]

    def _windows(self) -> list[psutil.Process]:
        return sorted(_parts("interface"), key=psutil.Process.create_time)

    def _pids(self, part: str) -> list[int]:
        return [process.pid for process in _parts(part)]

    def _until(self, what: str, question: Callable[[], bool]) -> None:
        self._stage.programs.until(what, question, WITHIN_S)


def _parts(part: str) -> list[psutil.Process]:
    """The kiosk's processes of this kind; one that ends meanwhile is none."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if f"kiosk.{part}" in child.cmdline():
                found.append(child)
    return found
