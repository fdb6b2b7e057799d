"""Telling the hub what it did not hear: behind every transaction, one message at a time.

A message counts as told when the hub has answered a hello that was sent after it: the hub takes
what a device says in order. Told twice, when a line is cut in between, it counts once there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contract.clock import Clock
from contract.history import TelemetryHistory, encode_history
from contract.telemetry import Telemetry
from edge_agent.agent.history import Kept, TelemetryKept, report_of


@dataclass
class HistoryTelling:
    """`device` is this device's id."""

    device: str
    clock: Clock
    kept: TelemetryKept
    _under_way: tuple[Kept, ...] = ()

    def keep(self, report: Callable[[], Telemetry]) -> None:
        """Called often while the hub does not hear us; `report` is asked for when it is due.
        Raises OSError."""
        moment = self.clock.now()
        if self.kept.is_due(moment.boot, moment.monotonic_ms):
            self.kept.keep(report())

    def next_message(self, *, is_idle: bool) -> bytes | None:
        """What to publish now, before a hello. `is_idle`: the hub has answered all that was said
        to it, and no event waits. Raises OSError."""
        if not is_idle:
            return None
        if self._under_way:
            told, self._under_way = self._under_way, ()
            self.kept.told(told)
        reports = self.kept.newest()
        if not reports:
            return None
        self._under_way = reports
        moment = self.clock.now()
        return encode_history(
            TelemetryHistory(
                device=self.device,
                boot=moment.boot,
                utc_ms=moment.utc_ms,
                uptime_ms=moment.monotonic_ms,
                reports=tuple(report_of(kept) for kept in reports),
            )
        )

    def lost_link(self) -> None:
        """Whether the hub has the last message is not known: it is told again."""
        self._under_way = ()
