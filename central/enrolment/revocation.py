"""Ending a device at the hub: its signatures count no more and its certificate opens nothing."""

import msgspec
from sqlalchemy.orm import Session

from central.enrolment.errors import EnrolmentRefused
from central.enrolment.journaling import issued_serials
from central.fleet import DeviceUnknown, find_device, revoke
from central.hub import Hub
from contract.events import DeviceRevoked


class RevocationWanted(msgspec.Struct, frozen=True):
    """JSON body of POST /admin/v1/devices/{device}/revocation; the reason is for the journal."""

    reason: str


class Revoked(msgspec.Struct, frozen=True):
    """The serials of all certificates that the device was given, in hexadecimal, for the broker's
    revocation list: an older one may not have ended yet."""

    device: str
    serials: list[str]
    already: bool


def revoke_device(hub: Hub, session: Session, device: str, reason: str, by: str) -> Revoked:
    """Revoke and journal it; again, it only repeats the answer. Raises EnrolmentRefused."""
    try:
        row = find_device(session, device)
    except DeviceUnknown as unknown:
        raise EnrolmentRefused("device", 404, unknown.what, unknown.next_step) from unknown
    already = row.revoked_ms is not None
    if not already:
        revoke(session, device, reason, hub.now_ms())
        hub.journal.append(session, DeviceRevoked(device=device, reason=reason, by=by))
    serials = dict.fromkeys((*issued_serials(session, device), row.certificate_serial))
    return Revoked(device, list(serials), already)
