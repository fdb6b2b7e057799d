"""A bench with an emulated printer on a wire and the driver on its other end."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from hardware.emulation import Emulation, open_wire
from hardware.printers import EscPosPrinter, PrinterTiming, PrintOutcome
from hardware.printers.driver import WatchedPrinter
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup, Family
from hardware.printers.star_line import StarLinePrinter
from hardware.state import DeviceReport, DeviceState
from tests.support.waiting import eventually

TIMING = PrinterTiming(
    status_s=0.4, poll_s=0.05, stall_s=2.0, proof_s=1.0, grace_s=0.3, slowest_rows_s=5000.0
)


@dataclass
class Bench:
    """`papers`: the receipts that came out, in order."""

    folder: Path
    emulation: Emulation
    printer: WatchedPrinter
    family: Family = "escpos"

    def do(self, **command: object) -> dict[str, object]:
        return self.emulation.obey(command)

    def papers(self) -> list[Path]:
        return sorted(self.folder.glob("*.png"))

    def until_printer(self, state: DeviceState, reason: str | None = None) -> DeviceReport:
        return self._until(0, state, reason)

    def until_paper(self, state: DeviceState, reason: str | None = None) -> DeviceReport:
        return self._until(1, state, reason)

    def another_driver(self) -> WatchedPrinter:
        """As after a restart of the kiosk; the first one is gone."""
        self.printer.close()
        self.printer = driver(self.family, self.emulation)
        return self.printer

    def printing(self, page: Image.Image, job_id: bytes) -> "Printing":
        """The page begun in a thread."""
        return Printing(self.printer, page, job_id)

    def count(self, name: str) -> int:
        """A number of the emulator's state."""
        return int(str(self.do(do="state")[name]))

    def close(self) -> None:
        self.printer.close()
        self.emulation.close()
        left = [t.name for t in threading.enumerate() if t.name in ("printer-watch", "emulation")]
        assert not left, f"threads that outlived close(): {left}"

    def _until(self, place: int, state: DeviceState, reason: str | None) -> DeviceReport:
        def seen() -> DeviceReport | None:
            report = self.printer.reports()[place]
            return report if (report.state, report.reason) == (state, reason) else None

        return eventually(seen, f"{state}, {reason}")


OpenBench = Callable[..., Bench]


class Printing(threading.Thread):
    """Prints a page; `outcome()` waits for its end."""

    def __init__(self, printer: WatchedPrinter, page: Image.Image, job_id: bytes) -> None:
        super().__init__(daemon=True)
        self._begin: Callable[[], PrintOutcome] = lambda: printer.print(page, job_id)
        self._outcomes: list[PrintOutcome] = []
        self.start()

    def run(self) -> None:
        self._outcomes.append(self._begin())

    @property
    def done(self) -> bool:
        return not self.is_alive()

    def outcome(self) -> PrintOutcome:
        self.join(timeout=30)
        return self._outcomes[0]


def driver(family: Family, emulation: Emulation) -> WatchedPrinter:
    if family == "star_line":
        return StarLinePrinter(emulation.address, timing=TIMING)
    return EscPosPrinter(emulation.address, timing=TIMING)


@pytest.fixture
def open_bench(tmp_path: Path) -> Iterator[OpenBench]:
    benches: list[Bench] = []

    def make(
        listen: str = "tcp:127.0.0.1:0", *, process_id: bool = True, family: Family = "escpos"
    ) -> Bench:
        setup = EmulatedPrinterSetup(
            tmp_path / "paper", rows_per_s=0, process_id=process_id, family=family
        )
        emulation = Emulation(EmulatedPrinter(setup), open_wire(listen))
        bench = Bench(tmp_path / "paper", emulation, driver(family, emulation), family)
        benches.append(bench)
        bench.until_paper(DeviceState.READY)
        return bench

    yield make
    for bench in benches:
        bench.close()


@pytest.fixture
def bench(open_bench: OpenBench) -> Bench:
    return open_bench()


@pytest.fixture
def page() -> Image.Image:
    """Three crossed boxes as wide as the paper, with blank rows between: some 18,000 bytes."""
    image = Image.new("1", (576, 500), 1)
    draw = ImageDraw.Draw(image)
    for top in (10, 200, 400):
        draw.rectangle((0, top, 575, top + 80), outline=0, width=3)
        draw.line((20, top, 550, top + 80), fill=0, width=5)
    return image
