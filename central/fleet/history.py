"""How a kiosk was, over the last weeks: thinned from what it said, and what it told later.

A sample is named by the device's boot and uptime, so told twice it stands once. Times are the
hub's own: what is told later is dated back by how long ago the kiosk says it was.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from central.fleet.models import KioskSample
from contract.hello import BadMessage
from contract.history import decode_history
from contract.telemetry import Component, State, Telemetry

SAMPLE_EVERY_MS = 10 * 60_000
KEPT_FOR_MS = 30 * 86_400_000
LARGEST = 2**62
"""Beyond any true count; a number that a column cannot hold must not stop the hub."""


def keep_sample(connection: Connection, telemetry: Telemetry, received_ms: int) -> None:
    """One sample of a live report; what is older than a month goes."""
    connection.execute(
        delete(KioskSample).where(
            KioskSample.device == telemetry.device,
            KioskSample.measured_ms < received_ms - KEPT_FOR_MS,
        )
    )
    _insert(connection, [_row(telemetry, received_ms, told_later=False)])


def take_history(connection: Connection, device: str, data: bytes, received_ms: int) -> None:
    """Fold what a device kept while nobody heard it. Raises BadMessage.

    A report whose age its clocks cannot tell (from the future, or older than a month) is left
    out: a sample at a wrong time is worse than a gap.
    """
    history = decode_history(data)
    own(device, history.device)
    for report in history.reports:
        own(device, report.device)
    _insert(
        connection,
        [
            _row(report, received_ms - age_ms, told_later=True)
            for report, age_ms in history.ages()
            if 0 <= age_ms <= KEPT_FOR_MS
        ],
    )


def samples_of(session: Session, device: str, since_ms: int) -> Sequence[KioskSample]:
    """In the order of measuring."""
    return session.scalars(
        select(KioskSample)
        .where(KioskSample.device == device, KioskSample.measured_ms >= since_ms)
        .order_by(KioskSample.measured_ms)
    ).all()


def _insert(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    said = connection.execute(
        select(KioskSample.boot, KioskSample.uptime_ms).where(
            KioskSample.device == rows[0]["device"],
            KioskSample.uptime_ms.in_([row["uptime_ms"] for row in rows]),
        )
    )
    known = {(row.boot, row.uptime_ms) for row in said}
    new = {(row["boot"], row["uptime_ms"]): row for row in rows}
    fresh = [row for key, row in new.items() if key not in known]
    if fresh:
        connection.execute(insert(KioskSample), fresh)


def _row(telemetry: Telemetry, measured_ms: int, *, told_later: bool) -> dict[str, Any]:
    oldest = [q.oldest_unsent_ms for q in telemetry.queue if q.oldest_unsent_ms is not None]
    disk = (part.level for part in telemetry.components if part.component is Component.DISK)
    return {
        "device": telemetry.device,
        "boot": telemetry.boot,
        "uptime_ms": _bounded(telemetry.uptime_ms),
        "measured_ms": measured_ms,
        "told_later": told_later,
        "queue": _bounded(sum(max(0, q.head_seq - q.acked_seq) for q in telemetry.queue)),
        "lag_ms": _bounded(telemetry.utc_ms - min(oldest)) if oldest else 0,
        "disk_free_percent": next((_percent(level) for level in disk), None),
        "memory_free_percent": _percent(_largest(telemetry, "memory_free_percent")),
        "processor_busy_percent": _percent(_largest(telemetry, "processor_busy_percent")),
        "celsius": _largest(telemetry, "temperature_celsius"),
        "unwell": [
            f"{part.component}:{part.reason or part.state}"
            for part in telemetry.components
            if part.state in (State.FAILED, State.DEGRADED)
        ],
    }


def own(device: str, named: str) -> None:
    """No device speaks for another. Raises BadMessage."""
    if named != device:
        raise BadMessage(f"A report of {named} on the topic of {device}.", "Check the device.")


def _largest(telemetry: Telemetry, name: str) -> float | None:
    return max(_values(telemetry, name), default=None)


def _values(telemetry: Telemetry, name: str) -> Iterable[float]:
    return (read.value for read in telemetry.measurements if read.name == name)


def _percent(value: float | None) -> int | None:
    return None if value is None else round(max(0, min(100, value)))


def _bounded(value: int) -> int:
    return max(0, min(value, LARGEST))
