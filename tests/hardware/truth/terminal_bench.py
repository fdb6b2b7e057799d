"""One emulated terminal on a scheduled wire: its customer, its bank, its power, and its ledger."""

import threading
from functools import partial
from pathlib import Path

from hardware.address import DeviceAddress
from hardware.emulation import Answer, Emulation, open_wire
from hardware.terminals import PaymentTerminal
from hardware.terminals.ledger import Charge, Ledger
from tests.hardware.truth.moments import AfterMs, Clockwork, PowerCut
from tests.hardware.truth.paying_schedule import PayingJob
from tests.hardware.truth.terminals_under_test import TerminalVariant
from tests.hardware.truth.wire import ScheduledWire
from tests.support.waiting import lasts


class TerminalBench:
    """`address` stays the same also when the terminal was switched off and on."""

    def __init__(self, variant: TerminalVariant, folder: Path) -> None:
        self._variant = variant
        self._ledger = folder / "ledger.jsonl"
        self._power = threading.Lock()  # held while the terminal is switched off and on
        is_pty = variant.listen == "pty"
        self._wire = ScheduledWire(
            open_wire(f"pty:{folder / 'line'}" if is_pty else "tcp:127.0.0.1:0")
        )
        self._emulation = Emulation(variant.emulate(self._ledger), self._wire)
        self._listen = f"pty:{folder / 'line'}" if is_pty else str(self._wire.address)
        self._clockwork = Clockwork()

    @property
    def address(self) -> DeviceAddress:
        return self._wire.address

    def begin(self, job: PayingJob, terminal: PaymentTerminal) -> None:
        """Puts the job's troubles in place, just before it is asked for."""
        self._obey(do="outcome", value=job.outcome.value, code=job.code, bank_ms=job.bank_ms)
        self._obey(do="auto", after_ms=job.customer_ms)
        clockwork = self._clockwork = Clockwork()
        if job.red_key_ms is not None:
            clockwork.at(AfterMs(job.red_key_ms), partial(self._obey, do="cancel"))
        if job.cancel_ms is not None:
            clockwork.at(AfterMs(job.cancel_ms), terminal.cancel)
        if job.crash_ms is not None:
            clockwork.at(AfterMs(job.crash_ms), terminal.close)
        if job.power is not None:
            clockwork.at(job.power.when, partial(self._cut_power, job.power))
        self._wire.put(job.line, clockwork.alarms)
        clockwork.start()

    def end(self) -> None:
        self._clockwork.stop()

    def mend(self) -> None:
        self._wire.mend()

    @property
    def is_idle(self) -> bool:
        return bool(self._obey(do="state")["phase"] == "idle")

    def charges(self) -> list[Charge]:
        return Ledger(self._ledger).charges

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
            self._emulation = Emulation(self._variant.emulate(self._ledger), self._wire)
