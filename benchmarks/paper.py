"""A receipt from the call to paper, over serial lines of three speeds, beside a naive raster.

The printer is an emulator in a process of its own, behind a pseudo terminal that lets so many
bytes a second through; its head burns 150 mm/s. Times are medians, from the call until the first
dot, or the cut, on the emulator's paper. Naive is what libraries do: draw the page, send every row
whole in one GS v 0, cut, and hope.
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure, compared
from benchmarks.receipt_page import HEAD, receipt_page
from hardware.address import DeviceAddress, SerialAddress
from hardware.emulation import control
from hardware.link import open_link
from hardware.paper import Page, PaperWidth, letterhead, render
from hardware.printers import EscPosPrinter, Printed
from hardware.printers.dots import rows_of
from hardware.printers.escpos import commands

RUNS = {9600: 1, 19200: 1, 115200: 5}
"""How often each line is measured: a naive page takes over a minute and a half at 9600 baud."""
_BITS_A_BYTE = 10
_DEADLINE_S = 300.0


@dataclass(frozen=True)
class Taken:
    """One page: bytes on the line, milliseconds to the first dot and to the cut."""

    sent: int
    first_ms: float
    cut_ms: float


class Bench:
    """An emulated printer behind a slow line."""

    def __init__(self, folder: Path, baud: int, *options: str) -> None:
        self._steering = folder / "printer.sock"
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "pishkhan", "hardware", "emulate", "printer"),
                *("--listen", "pty", "--folder", str(folder / "paper"), "--json"),
                *("--control", str(self._steering)),
                *options,
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self._process.stdout is not None
        address = DeviceAddress.parse(json.loads(self._process.stdout.readline())["address"])
        assert isinstance(address, SerialAddress)
        self.address = SerialAddress(address.path, baud)
        self._bytes_per_s = baud // _BITS_A_BYTE

    def slow_down(self) -> None:
        control(self._steering, {"do": "fault", "fault": f"slow={self._bytes_per_s}"})

    def number(self, name: str) -> int:
        return int(control(self._steering, {"do": "state"})[name])

    def take(self, send: Callable[[], None]) -> Taken:
        """Sends one page and waits for its cut."""
        receipts, received = self.number("receipts"), self.number("received_bytes")
        began_ns = time.monotonic_ns()
        send()
        deadline = time.monotonic() + _DEADLINE_S
        while self.number("receipts") == receipts and time.monotonic() < deadline:
            time.sleep(0.01)
        return Taken(
            sent=self.number("received_bytes") - received,
            first_ms=(self.number("first_dots_ns") - began_ns) / 1e6,
            cut_ms=(self.number("cut_ns") - began_ns) / 1e6,
        )

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextlib.contextmanager
def _bench(baud: int, *options: str) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="pishkhan-paper-") as name:
        bench = Bench(Path(name), baud, *options)
        try:
            yield bench
        finally:
            bench.close()


def measure() -> list[Figure]:
    """First the bytes, which no line changes; then each line."""
    figures: list[Figure] = []
    for baud, runs in RUNS.items():
        naive = [_naive(baud)]
        kept = _ours(baud, runs)
        if not figures:
            figures = _bytes(kept[0], naive[0], _ours(115200, 1, "--without-process-id")[0])
        figures += _times(baud, kept, naive)
    return figures


def _bytes(kept: Taken, naive: Taken, clone: Taken) -> list[Figure]:
    return [
        compared(
            Figure(name=name, value=float(taken.sent), unit="bytes", goal=goal),
            float(naive.sent),
            "naive raster",
        )
        for name, taken, goal in (
            ("receipt of 80 mm, letterhead kept in the printer", kept, "<= 0.40 x"),
            ("the same on a clone without such memory", clone, None),
        )
    ]


def _times(baud: int, ours: list[Taken], naive: list[Taken]) -> list[Figure]:
    goal = "<= 150 ms" if baud == 115200 else None
    return [
        Figure(
            name=f"first dots on paper at {baud} baud",
            value=statistics.median(taken.first_ms for taken in ours),
            unit="ms",
            goal=goal,
        ),
        compared(
            Figure(
                name=f"receipt cut at {baud} baud",
                value=statistics.median(taken.cut_ms for taken in ours),
                unit="ms",
            ),
            statistics.median(taken.cut_ms for taken in naive),
            "naive raster",
        ),
    ]


def _ours(baud: int, runs: int, *options: str) -> list[Taken]:
    page = receipt_page(PaperWidth.MM80)
    with _bench(baud, *options) as bench:
        printer = EscPosPrinter(bench.address)
        try:
            printer.keep_letterhead(letterhead(Page((HEAD,))))
            _warmed_up(printer)
            bench.slow_down()
            numbers = iter(range(1000))

            def send() -> None:
                outcome = printer.print(render(page), next(numbers).to_bytes(4, "big"))
                if not isinstance(outcome, Printed):
                    raise RuntimeError(f"the emulated printer did not print: {outcome}")

            return [bench.take(send) for _ in range(runs)]
        finally:
            printer.close()


def _warmed_up(printer: EscPosPrinter) -> None:
    """Fonts are loaded and the letterhead is stored, as in a kiosk that has run for a minute."""
    render(receipt_page(PaperWidth.MM80))
    time.sleep(3.0)
    if not isinstance(printer.print(render(Page((HEAD,))), b"warm"), Printed):
        raise RuntimeError("the emulated printer is not ready")


def _naive(baud: int) -> Taken:
    with _bench(baud) as bench:
        link = open_link(bench.address, time.monotonic() + 1.0)
        try:
            bench.slow_down()

            def send() -> None:
                image = render(receipt_page(PaperWidth.MM80))
                rows = commands.raster(b"".join(rows_of(image)), image.width // 8)
                whole = commands.INITIALISE + rows + commands.cut()
                link.send(whole, time.monotonic() + _DEADLINE_S)

            return bench.take(send)
        finally:
            link.close()
