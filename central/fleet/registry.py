"""The register of devices: who is enrolled, with which keys, where it stands.

Enrolment writes it in its own transaction; ingest asks it whose signature a batch carries.
A device is never deleted and its id never given again, so old events keep their author.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from nacl.signing import VerifyKey
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.orm import Session

from central.fleet.models import Device, DeviceKey
from contract.errors import PishkhanError
from contract.place import Place
from contract.signature import key_id

ACTIVE = "active"
REVOKED = "revoked"

_VERIFY_KEYS = (
    select(DeviceKey.device, DeviceKey.key_id, DeviceKey.public)
    .join(Device, Device.device == DeviceKey.device)
    .where(
        DeviceKey.key_id.in_(bindparam("keys", expanding=True)),
        DeviceKey.revoked_ms.is_(None),
        Device.state == ACTIVE,
    )
)
_STATE = select(Device.state).where(Device.device == bindparam("device"))


class DeviceUnknown(PishkhanError):
    """No device of that name is enrolled here."""


class DeviceTaken(PishkhanError):
    """The name belongs to another key, or to a device that was revoked."""


@dataclass(frozen=True)
class RegisteredCertificate:
    """`fingerprint` is its SHA-256 and `serial` its serial number, both in hexadecimal."""

    fingerprint: str
    serial: str
    expires_ms: int


@dataclass(frozen=True)
class DeviceRegistration:
    """What enrolment knows when it has issued a certificate.

    `journal_public` is the Ed25519 key that signs batches.
    """

    device: str
    place: Place
    journal_public: bytes
    certificate: RegisteredCertificate


def register_device(session: Session, registration: DeviceRegistration, now_ms: int) -> None:
    """Enrol a device, or renew the certificate of one that has shown the same journal key.

    Raises DeviceTaken for a revoked device or a key that isn't this device's.
    """
    key = key_id(registration.journal_public)
    row = session.get(Device, registration.device)
    if row is None:
        row = Device(device=registration.device, state=ACTIVE, enrolled_ms=now_ms)
        session.add(row)
    elif row.state != ACTIVE:
        raise DeviceTaken(
            f"The device {registration.device} was {row.state}.",
            "Enrol this machine again with a new claim; it gets a new name.",
        )
    _place(row, registration.place)
    _certify(row, registration.certificate)
    session.flush()
    known = session.get(DeviceKey, key)
    if known is None:
        session.add(
            DeviceKey(
                key_id=key,
                device=registration.device,
                public=registration.journal_public,
                registered_ms=now_ms,
            )
        )
    elif known.device != registration.device or known.revoked_ms is not None:
        raise DeviceTaken(
            "The journal key is already another device's, or was revoked.",
            "Make a new key on the machine and enrol it with a new claim.",
        )
    session.flush()


def find_verify_key(
    database: Session | Connection, device: str, wanted_key_id: str
) -> VerifyKey | None:
    """The key `wanted_key_id` if it is this device's, unrevoked, and the device active."""
    return verify_keys(database, [(device, wanted_key_id)]).get((device, wanted_key_id))


def verify_keys(
    database: Session | Connection, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], VerifyKey]:
    """As `find_verify_key`, for many (device, key id) pairs in one query."""
    pairs = set(wanted)
    rows = database.execute(_VERIFY_KEYS, {"keys": list({key for _, key in pairs})})
    return {
        (device, key): VerifyKey(public) for device, key, public in rows if (device, key) in pairs
    }


@dataclass(frozen=True)
class Signer:
    """Whose key it is or was. `revoked`: nothing that it signs is believed any more."""

    device: Device
    public: VerifyKey
    revoked: bool


def signer_of(session: Session, wanted_key_id: str) -> Signer | None:
    """Whoever has or had the key, for what was signed long ago; None for a stranger's."""
    found = session.execute(
        select(DeviceKey, Device)
        .join(Device, Device.device == DeviceKey.device)
        .where(DeviceKey.key_id == wanted_key_id)
    ).one_or_none()
    if found is None:
        return None
    key, device = found
    revoked = device.state == REVOKED or key.revoked_ms is not None
    return Signer(device, VerifyKey(key.public), revoked)


def is_active(database: Session | Connection, device: str) -> bool:
    """Whether the device is enrolled and neither retired nor revoked."""
    state = database.execute(_STATE, {"device": device}).scalar()
    return state == ACTIVE


def find_device(session: Session, device: str) -> Device:
    """The device's row. Raises DeviceUnknown."""
    row = session.get(Device, device)
    if row is None:
        raise DeviceUnknown(
            f"No device {device!r} is enrolled at this hub.",
            "Look at the list of kiosks for its name, or enrol it with a claim.",
        )
    return row


def move_device(session: Session, device: str, place: Place) -> None:
    """Put the device elsewhere; names, keys and topics stay. Raises DeviceUnknown."""
    _place(find_device(session, device), place)
    session.flush()


def record_certificate(session: Session, device: str, certificate: RegisteredCertificate) -> None:
    """The device has been given another. Raises DeviceUnknown."""
    _certify(find_device(session, device), certificate)
    session.flush()


def revoke(session: Session, device: str, reason: str, now_ms: int) -> None:
    """Refuse everything the device signs from now on. Raises DeviceUnknown.

    The caller journals it and tells the broker; revoking again changes nothing.
    """
    row = find_device(session, device)
    if row.state == REVOKED:
        return
    row.state = REVOKED
    row.revoked_ms = now_ms
    row.revoked_reason = reason
    session.flush()
    session.execute(
        update(DeviceKey)
        .where(DeviceKey.device == device, DeviceKey.revoked_ms.is_(None))
        .values(revoked_ms=now_ms)
    )


def place_of(device: Device, city: str, city_name: str) -> Place:
    """Where the device stands now."""
    return Place(
        city=city,
        city_name=city_name,
        district=device.district,
        office=device.office,
        office_name=device.office_name,
        number=device.number,
    )


def _certify(row: Device, certificate: RegisteredCertificate) -> None:
    row.tls_fingerprint = certificate.fingerprint
    row.certificate_serial = certificate.serial
    row.certificate_expires_ms = certificate.expires_ms


def _place(row: Device, place: Place) -> None:
    row.district = place.district
    row.office = place.office
    row.office_name = place.office_name
    row.number = place.number
