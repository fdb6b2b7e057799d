"""Reports that a device kept while nobody heard it: told later, never instead of the present.

A device sends them on a topic of their own, so that no hub takes an old report for the newest.
When something was measured is told by the device's own clocks at the moment of sending: a wrong
calendar or a jump costs nothing as long as the machine was not started anew.
"""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from contract.hello import BadMessage, require_format
from contract.telemetry import Telemetry
from contract.unreadable import UNREADABLE

FORMAT = 1
MOST_REPORTS = 50
"""Of one message: some 60 KiB."""


class TelemetryHistory(msgspec.Struct, frozen=True, kw_only=True):
    """`boot`, `utc_ms` and `uptime_ms` are the device's at the moment of sending."""

    format: int = FORMAT
    device: str
    boot: bytes
    utc_ms: int
    uptime_ms: int
    reports: Annotated[tuple[Telemetry, ...], Meta(max_length=MOST_REPORTS)]

    def ages(self) -> Iterator[tuple[Telemetry, int]]:
        """Each report with how many milliseconds before the sending it was measured."""
        for report in self.reports:
            if report.boot == self.boot:
                yield report, self.uptime_ms - report.uptime_ms
            else:
                yield report, self.utc_ms - report.utc_ms


_decoder = msgspec.msgpack.Decoder(TelemetryHistory)


def encode_history(history: TelemetryHistory) -> bytes:
    """Bytes for the topic."""
    return msgspec.msgpack.encode(history)


def decode_history(data: bytes) -> TelemetryHistory:
    """Raises BadMessage."""
    try:
        history = _decoder.decode(data)
    except UNREADABLE as error:
        raise BadMessage(f"Not telemetry kept: {error}.", "Check the device's version.") from error
    require_format(history.format, FORMAT, "Telemetry kept")
    return history
