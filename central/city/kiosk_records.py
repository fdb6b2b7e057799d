"""The city's kiosks as they may know each other, from the fleet's register and last reports."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.city.models import Office
from central.fleet import Device, DeviceKey, KioskView, kiosks
from contract.reference import KioskRecord
from contract.telemetry import Component, State

NEEDED = (
    Component.COUNTER, Component.TERMINAL, Component.PRINTER, Component.PAPER, Component.SCREEN,
)  # fmt: skip
"""Without one of them a kiosk is no use to somebody who walks there to pay and take a receipt."""
OUT_OF_SERVICE = "out_of_service"
"""The reason of a counter that a clerk has taken out of service."""


def kiosk_records(session: Session, now_ms: int) -> list[KioskRecord]:
    """All devices ever enrolled, by name; equal facts give equal bytes."""
    heard = {view.device.device: view for view in kiosks(session, now_ms)}
    offices = {row.office: row for row in session.scalars(select(Office))}
    keys = _keys(session)
    return [
        _kiosk(device, keys[device.device], offices.get(device.office), heard.get(device.device))
        for device in session.scalars(select(Device).order_by(Device.device))
        if device.device in keys
    ]


def is_in_service(view: KioskView) -> bool:
    """Whether the hub hears it and knows of nothing that would keep a citizen from paying."""
    if not view.online or view.telemetry is None:
        return False
    for needed in NEEDED:
        part = view.component(needed)
        if part is not None and (part.state is State.FAILED or part.reason == OUT_OF_SERVICE):
            return False
    counter = view.component(Component.COUNTER)
    return counter is None or counter.state is not State.ABSENT


def _keys(session: Session) -> dict[str, list[bytes]]:
    """By device, the newest first."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    newest_first = (DeviceKey.registered_ms.desc(), DeviceKey.key_id)
    for key in session.scalars(select(DeviceKey).order_by(*newest_first)):
        found[key.device].append(key.public)
    return dict(found)


def _kiosk(
    device: Device, keys: list[bytes], office: Office | None, view: KioskView | None
) -> KioskRecord:
    return KioskRecord(
        device=device.device,
        office=device.office,
        office_name=device.office_name,
        office_name_en="" if office is None else office.name_en or "",
        district=device.district,
        number=device.number,
        lat=None if office is None else office.lat,
        lon=None if office is None else office.lon,
        journal_key=keys[0],
        older_keys=tuple(keys[1:]),
        in_service=view is not None and is_in_service(view),
        last_heard_ms=None if view is None or view.online else view.seen_ms,
        revoked_ms=device.revoked_ms,
    )
