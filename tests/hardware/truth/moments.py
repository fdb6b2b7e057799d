"""When in a job something happens, and the clockwork that makes it happen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from tests.hardware.truth.wire import Alarm


@dataclass(frozen=True, slots=True)
class AfterBytes:
    """Once so many bytes of the job have reached the device."""

    count: int


@dataclass(frozen=True, slots=True)
class AfterMs:
    """So many milliseconds after the job began."""

    count: int


Moment = AfterBytes | AfterMs


@dataclass(frozen=True, slots=True)
class PowerCut:
    """The device forgets all but its paper or its ledger, and is back after a moment."""

    when: Moment
    away_s: float


class Clockwork:
    """Happenings of one job. What has not happened when it is stopped does not happen."""

    def __init__(self) -> None:
        self._change = threading.Lock()  # guards all below
        self._timers: list[threading.Timer] = []
        self._rung: list[threading.Timer] = []
        self._alarms: list[Alarm] = []
        self._is_stopped = False

    def at(self, when: Moment, act: Callable[[], object]) -> None:
        """On a thread of its own, so that a device may be told to switch itself off."""
        if isinstance(when, AfterMs):
            self._timers.append(_timer(when.count / 1000, act))
        else:
            self._alarms.append((when.count, lambda: self._ring(act)))

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """For the wire, which counts the bytes."""
        return tuple(self._alarms)

    def start(self) -> None:
        with self._change:
            for timer in self._timers:
                timer.start()

    def stop(self) -> None:
        """What has begun is waited for."""
        with self._change:
            self._is_stopped = True
            timers = [*self._timers, *self._rung]
        for timer in timers:
            timer.cancel()
        for timer in timers:
            timer.join()

    def _ring(self, act: Callable[[], object]) -> None:
        timer = _timer(0, act)
        with self._change:
            if not self._is_stopped:
                self._rung.append(timer)
                timer.start()


def _timer(after_s: float, act: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(after_s, act)
    timer.daemon = True
    return timer
