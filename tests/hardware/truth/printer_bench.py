"""One emulated printer on a scheduled wire: its power, its troubles, and the paper it gave."""

import threading
from functools import partial
from pathlib import Path

from hardware.address import DeviceAddress
from hardware.emulation import Answer, Emulation, open_wire
from tests.hardware.truth.moments import AfterMs, Clockwork, PowerCut
from tests.hardware.truth.pages import Piece, pieces_in
from tests.hardware.truth.printers_under_test import PrinterVariant
from tests.hardware.truth.printing_schedule import PrintingJob
from tests.hardware.truth.wire import ScheduledWire
from tests.support.waiting import lasts

_MENDING: tuple[dict[str, object], ...] = (
    {"do": "paper", "value": "ok"},
    {"do": "cover", "value": "closed"},
    {"do": "cutter", "value": "ok"},
    {"do": "head", "value": "ok"},
    {"do": "offline", "value": False},
    {"do": "error", "value": False},
    {"do": "silent", "value": False},
)


class PrinterBench:
    """`address` stays the same also when the printer was switched off and on."""

    def __init__(self, variant: PrinterVariant, folder: Path) -> None:
        self._variant = variant
        self._paper = folder / "paper"
        self._power = threading.Lock()  # held while the printer is switched off and on
        is_pty = variant.listen == "pty"
        self._wire = ScheduledWire(
            open_wire(f"pty:{folder / 'line'}" if is_pty else "tcp:127.0.0.1:0")
        )
        self._emulation = Emulation(variant.emulate(self._paper), self._wire)
        self._listen = f"pty:{folder / 'line'}" if is_pty else str(self._wire.address)
        self._clockwork = Clockwork()

    @property
    def address(self) -> DeviceAddress:
        return self._wire.address

    def begin(self, job: PrintingJob) -> None:
        """Puts the job's troubles in place, just before it is printed."""
        self._obey(do="speed", rows_per_s=job.rows_per_s)
        self._clockwork = Clockwork()
        for trouble in job.printer:
            self._clockwork.at(trouble.when, partial(self._obey, **trouble.as_command()))
        if job.power is not None:
            self._clockwork.at(job.power.when, partial(self._cut_power, job.power))
        self._wire.put(job.line, self._clockwork.alarms)
        self._clockwork.start()

    def end(self) -> None:
        self._clockwork.stop()

    def mend(self) -> None:
        self._wire.mend()
        for command in _MENDING:
            self._obey(**command)

    def switch_off_and_on(self) -> None:
        """What the driver's own words tell a technician to do with a printer that stays mute."""
        self._cut_power(PowerCut(AfterMs(0), 0.0))

    def state(self) -> Answer:
        return self._obey(do="state")

    def pieces(self) -> list[Piece]:
        return pieces_in(self._paper)

    def close(self) -> None:
        self.end()
        with self._power:
            self._emulation.close()

    def _obey(self, **command: object) -> Answer:
        with self._power:
            return self._emulation.obey(command)

    def _cut_power(self, cut: PowerCut) -> None:
        with self._power:
            self._emulation.close()
            lasts(cut.away_s)
            self._wire = ScheduledWire(open_wire(self._listen))
            self._emulation = Emulation(self._variant.emulate(self._paper), self._wire)
