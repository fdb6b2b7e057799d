"""Reports kept while the hub does not hear this device, ever thinner the older they are.

One line of JSON each, in one file that is read at the start. A line that a power cut tore is left
out, the others stand. A file that cannot be written costs these reports and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from contract.history import MOST_REPORTS
from contract.telemetry import Telemetry
from edge_agent.device import write_durably

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
LARGEST_REPORT_BYTES = 8 * 1024
"""A report is some 1,300 bytes; what is larger is not kept."""


@dataclass(frozen=True)
class Grain:
    """Reports younger than `up_to_ms` are kept `apart_ms` apart."""

    up_to_ms: int
    apart_ms: int


GRAINS = (
    Grain(HOUR_MS, MINUTE_MS),
    Grain(DAY_MS, 10 * MINUTE_MS),
    Grain(30 * DAY_MS, HOUR_MS),
)
MOST_KEPT = 60 + 138 + 696
"""One a minute for an hour, then six an hour up to a day, then one an hour up to 30 days."""

THIN_AGAIN_AFTER = 60
"""So many lines may stand in the file above what thinning leaves, before it is written anew."""


class Kept(msgspec.Struct, frozen=True):
    """A report as its line, with what says when it was made."""

    boot: bytes
    utc_ms: int
    uptime_ms: int
    line: bytes

    @classmethod
    def of(cls, report: Telemetry) -> "Kept":
        """Small in memory: the report itself is read again when it is sent."""
        line = msgspec.json.encode(report)
        return cls(report.boot, report.utc_ms, report.uptime_ms, line)


_decoder = msgspec.json.Decoder(Telemetry)


@dataclass
class TelemetryKept:
    """`path` is the file. Begins with what the last run left there."""

    path: Path
    _reports: list[Kept] = field(default_factory=list)
    _lines: int = 0

    def __post_init__(self) -> None:
        found = _read(self.path)
        self._lines = len(found)
        self._reports = thinned(found)

    def keep(self, report: Telemetry) -> None:
        """Takes one a minute. Raises OSError."""
        if not self.is_due(report.boot, report.uptime_ms):
            return
        kept = Kept.of(report)
        if len(kept.line) > LARGEST_REPORT_BYTES:
            return
        self._reports.append(kept)
        self._lines += 1
        self._reports = thinned(self._reports)
        if self._lines - len(self._reports) >= THIN_AGAIN_AFTER:
            self._write_all()
        else:
            self._append(kept.line)

    def newest(self) -> tuple[Kept, ...]:
        """What to tell in one message: the newest matter most."""
        return tuple(self._reports[-MOST_REPORTS:])

    def told(self, reports: Sequence[Kept]) -> None:
        """The hub has these. Raises OSError."""
        gone = {(report.boot, report.uptime_ms) for report in reports}
        self._reports = [r for r in self._reports if (r.boot, r.uptime_ms) not in gone]
        self._write_all()

    def is_due(self, boot: bytes, uptime_ms: int) -> bool:
        """A minute by the machine's own count; after a new start of the machine at once."""
        if not self._reports:
            return True
        last = self._reports[-1]
        return last.boot != boot or uptime_ms - last.uptime_ms >= MINUTE_MS

    def _append(self, line: bytes) -> None:
        # The line before may be torn: begin a new one. Empty lines are none.
        with self.path.open("ab") as file:
            file.write(b"\n" + line + b"\n")

    def _write_all(self) -> None:
        self._lines = len(self._reports)
        write_durably(self.path, b"".join(r.line + b"\n" for r in self._reports), 0o600)


def report_of(kept: Kept) -> Telemetry:
    """The whole report again."""
    return _decoder.decode(kept.line)


def thinned(reports: Sequence[Kept]) -> list[Kept]:
    """The first report of each slot, slots as wide as the age asks; none older than a month.

    Age is counted from the last report; what seems to come from its future, since a clock was
    set back, counts as new.
    """
    if not reports:
        return []
    now_ms = reports[-1].utc_ms
    kept: dict[tuple[int, int], Kept] = {}
    for report in reports:
        age_ms = max(0, now_ms - report.utc_ms)
        grain = next((g for g in GRAINS if age_ms < g.up_to_ms), None)
        if grain is not None:
            kept.setdefault((grain.apart_ms, report.utc_ms // grain.apart_ms), report)
    return list(kept.values())[-MOST_KEPT:]


def _read(path: Path) -> list[Kept]:
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(Kept.of(_decoder.decode(line)))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue  # empty, torn by a power cut, or of another version
    return found
