"""What chaos does, to whom, and how it ends: drawn from a seed, one after another."""

import os
import random
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.chaos.kiosks import KioskInChaos
from tests.end_to_end.bad_days.town import Town
from tests.support.postgresql import PostgreSQL

LONGEST_S = 4.0


@dataclass(frozen=True)
class Fault:
    """`whom` it meets; `strike` does it, and `mend` ends what goes on, after `lasts_s`."""

    name: str
    whom: str
    strike: Callable[[], None]
    mend: Callable[[], None] | None = None
    lasts_s: float = 0.0


@dataclass
class Faults:
    """An endless choice among all that can happen. What lasts strikes each only once at a time."""

    town: Town
    postgresql: PostgreSQL
    kiosks: Sequence[KioskInChaos]
    chance: random.Random
    _troubled: set[str] = field(default_factory=set)
    _going_on: list[tuple[float, Fault]] = field(default_factory=list)

    def strike(self, now_s: float) -> Fault:
        """Does the next one."""
        fault = self._chosen()
        fault.strike()
        if fault.mend is not None:
            self._troubled.add(fault.whom)
            self._going_on.append((now_s + fault.lasts_s, fault))
        return fault

    def supervise(self) -> list[str]:
        """What ended by itself is started again, as systemd does (Restart=always); who did."""
        ended = []
        if self.town.city.programs.has_ended("hub"):
            self._kill_hub()
            ended.append("hub")
        for kiosk in self.kiosks:
            ended += kiosk.supervise()
        return ended

    def mend(self, now_s: float) -> None:
        """Ends those whose time is over; with infinity, all."""
        for until_s, fault in list(self._going_on):
            if until_s <= now_s:
                assert fault.mend is not None
                fault.mend()
                self._going_on.remove((until_s, fault))
                self._troubled.discard(fault.whom)

    def _chosen(self) -> Fault:
        while True:
            drawn = self._drawn()
            if drawn.whom not in self._troubled:
                return drawn

    def _drawn(self) -> Fault:
        kiosk = self.chance.choice(self.kiosks)
        lasts_s = self.chance.uniform(0.5, LONGEST_S)
        if self.chance.random() < 0.15:
            return self.chance.choice(self._of_the_city(lasts_s))
        if self.chance.random() < 0.5:
            return self.chance.choice(self._of_processes(kiosk, lasts_s))
        return self.chance.choice(self._of_the_line(kiosk, lasts_s))

    def _of_the_city(self, lasts_s: float) -> Sequence[Fault]:
        programs, broker = self.town.city.programs, self.town.city.broker
        assert broker is not None
        return (
            Fault("killed", "hub", self._kill_hub),
            Fault("killed", "broker", broker.kill_and_start_again),
            Fault("killed", "database", self.postgresql.kill_and_start_again),
            _frozen("hub", programs.number_of("hub"), lasts_s),
            _frozen("broker", broker.running.process.pid, lasts_s),
            Fault("all lines cut", "city", self._cut_all, self._mend_all, lasts_s),
        )

    def _of_processes(self, kiosk: KioskInChaos, lasts_s: float) -> Sequence[Fault]:
        counter = kiosk.room.counter
        assert counter is not None
        return (
            Fault("agent killed", kiosk.name, kiosk.kill_agent),
            Fault("counter killed", kiosk.name, kiosk.kill_counter),
            Fault("power lost", kiosk.name, kiosk.lose_power),
            _frozen(kiosk.name, kiosk.kiosk.agent_number, lasts_s, "agent frozen"),
            _frozen(kiosk.name, counter.pid, lasts_s, "counter frozen"),
        )

    def _of_the_line(self, kiosk: KioskInChaos, lasts_s: float) -> Sequence[Fault]:
        line, name = kiosk.line, kiosk.name
        return (
            Fault("line cut", name, line.cut, line.becomes, lasts_s),
            Fault("line cut in mid-frame", name, lambda: line.cut_in_mid_frame(700)),
            Fault("bytes garbled", name, line.garble),
            Fault(
                "slow and lossy line",
                name,
                lambda: line.becomes(
                    delay_s=0.1, bytes_per_s=20_000, lost=0.2, break_after=30_000
                ),
                line.becomes,
                lasts_s,
            ),
        )

    def _kill_hub(self) -> None:
        self.town.city.programs.kill_and_start_again("hub")

    def _cut_all(self) -> None:
        for kiosk in self.kiosks:
            kiosk.line.cut()

    def _mend_all(self) -> None:
        for kiosk in self.kiosks:
            kiosk.line.becomes()


def _frozen(whom: str, pid: int, lasts_s: float, name: str = "frozen") -> Fault:
    return Fault(
        name,
        whom,
        lambda: os.kill(pid, signal.SIGSTOP),
        lambda: os.kill(pid, signal.SIGCONT),
        lasts_s,
    )
