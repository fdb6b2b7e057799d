"""A bench with an emulated printer on a wire and the driver on its other end."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from hardware.emulation import Emulation, open_wire
from hardware.printers import EscPosPrinter
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.printers.escpos.session import PrinterTiming
from hardware.state import DeviceReport, DeviceState
from tests.support.waiting import eventually

TIMING = PrinterTiming(
    status_s=0.4, poll_s=0.05, band_s=2.0, proof_s=1.0, grace_s=0.3, slowest_rows_s=5000.0
)


@dataclass
class Bench:
    """`papers`: the receipts that came out, in order."""

    folder: Path
    emulation: Emulation
    printer: EscPosPrinter
    _more: list[EscPosPrinter] = field(default_factory=list)

    def do(self, **command: object) -> dict[str, object]:
        return self.emulation.obey(command)

    def papers(self) -> list[Path]:
        return sorted(self.folder.glob("*.png"))

    def until_printer(self, state: DeviceState, reason: str | None = None) -> DeviceReport:
        return self._until(0, state, reason)

    def until_paper(self, state: DeviceState, reason: str | None = None) -> DeviceReport:
        return self._until(1, state, reason)

    def another_driver(self) -> EscPosPrinter:
        """As after a restart of the kiosk; the first one is gone."""
        self.printer.close()
        self.printer = EscPosPrinter(self.emulation.address, timing=TIMING)
        return self.printer

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


@pytest.fixture
def open_bench(tmp_path: Path) -> Iterator[OpenBench]:
    benches: list[Bench] = []

    def make(listen: str = "tcp:127.0.0.1:0", *, process_id: bool = True) -> Bench:
        setup = EmulatedPrinterSetup(tmp_path / "paper", rows_per_s=0, process_id=process_id)
        emulation = Emulation(EmulatedPrinter(setup), open_wire(listen))
        bench = Bench(
            tmp_path / "paper", emulation, EscPosPrinter(emulation.address, timing=TIMING)
        )
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
    """Three bands of diagonal lines with blank rows between."""
    image = Image.new("1", (576, 500), 1)
    draw = ImageDraw.Draw(image)
    for y in (10, 200, 400):
        draw.line((20, y, 550, y + 60), fill=0, width=5)
    return image
