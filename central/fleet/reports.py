"""What devices say of themselves, kept as the last word: link, queue, components, data's age."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from central.fleet.history import SAMPLE_EVERY_MS, keep_sample, own
from central.fleet.models import KioskReport
from contract.hello import BadMessage
from contract.telemetry import Telemetry, decode_status, decode_telemetry

SEEN_STEP_MS = 5_000
"""A device's last sign of life is written down no finer than this."""
_SEEN = select(KioskReport.device, KioskReport.seen_ms).where(
    KioskReport.device.in_(bindparam("devices", expanding=True))
)
_WRITE = update(KioskReport).where(KioskReport.device == bindparam("of_device"))
_BEGIN = insert(KioskReport)


def take_status(connection: Connection, device: str, data: bytes, received_ms: int) -> None:
    """Fold a device's status, or its last will. Raises BadMessage."""
    status = decode_status(data)
    own(device, status.device)
    values: dict[str, Any] = {"online": status.online, "status_ms": received_ms}
    if status.online:
        values |= {"seen_ms": received_ms, "boot": status.boot}
    _write(connection, device, values, received_ms)


def take_telemetry(connection: Connection, device: str, data: bytes, received_ms: int) -> None:
    """Fold a device's report. Raises BadMessage."""
    telemetry = decode_telemetry(data)
    own(device, telemetry.device)
    queue = sum(max(0, item.head_seq - item.acked_seq) for item in telemetry.queue)
    acknowledged = sum(item.acked_seq for item in telemetry.queue)
    before = _before(connection, device)
    progressed = before is None or queue == 0 or acknowledged > before.acknowledged
    values: dict[str, Any] = {
        "online": True,
        "seen_ms": received_ms,
        "boot": telemetry.boot,
        "software": telemetry.software,
        "telemetry_ms": received_ms,
        "telemetry": msgspec.to_builtins(telemetry),
        "queue": min(queue, 2**62),
        "acknowledged": min(acknowledged, 2**62),
    }
    if progressed:
        values["progress_ms"] = received_ms
    sampled_ms = None if before is None else before.sampled_ms
    if sampled_ms is None or not 0 <= received_ms - sampled_ms < SAMPLE_EVERY_MS:
        keep_sample(connection, telemetry, received_ms)
        values["sampled_ms"] = received_ms
    _write(connection, device, values, received_ms)


def note_seen(connection: Connection, devices: Sequence[str], now_ms: int) -> None:
    """These devices have just been heard; written only when the last time is a while ago."""
    if not devices:
        return
    known = {
        row.device: row.seen_ms for row in connection.execute(_SEEN, {"devices": list(devices)})
    }
    for device in devices:
        if now_ms - known.get(device, 0) >= SEEN_STEP_MS:
            _write(connection, device, {"online": True, "seen_ms": now_ms}, now_ms)


def read_telemetry(stored: dict[str, Any] | None) -> Telemetry | None:
    """The report as it was, from its JSON. Raises BadMessage for another version's."""
    if stored is None:
        return None
    try:
        return msgspec.convert(stored, Telemetry)
    except msgspec.ValidationError as other:
        raise BadMessage(
            f"Stored telemetry of another form: {other}.", "The device's next report replaces it."
        ) from other


def _before(connection: Connection, device: str) -> Any:
    return connection.execute(
        select(KioskReport.acknowledged, KioskReport.sampled_ms).where(
            KioskReport.device == device
        )
    ).one_or_none()


def _write(connection: Connection, device: str, values: dict[str, Any], received_ms: int) -> None:
    changed = connection.execute(_WRITE, {"of_device": device, **values})
    if changed.rowcount == 0:
        first: dict[str, Any] = {
            "device": device,
            "online": False,
            "seen_ms": received_ms,
            "queue": 0,
            "acknowledged": 0,
            "progress_ms": received_ms,
        }
        connection.execute(_BEGIN, first | values)
