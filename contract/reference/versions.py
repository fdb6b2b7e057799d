"""Versions of a dataset: payload and signed manifest."""

from enum import StrEnum
from typing import TypeVar

import msgspec
from nacl.signing import SigningKey

from contract.configuration import ConfigurationRecord
from contract.hello import BadMessage, require_format
from contract.reference.bills import BillRecord
from contract.reference.kiosks import KioskRecord
from contract.reference.packing import KEEP, pack, unpack
from contract.reference.places import CityRecord, OfficeRecord
from contract.reference.services import FeeRecord, ServiceRecord
from contract.signature import FindKey, open_signed, sign
from contract.unreadable import UNREADABLE

FORMAT = 1


class Dataset(StrEnum):
    BILLS = "bills"
    """Scope: the district's number."""
    OFFICES = "offices"
    CITY = "city"
    SERVICES = "services"
    FEES = "fees"
    KIOSKS = "kiosks"
    CONFIGURATION = "configuration"
    """Scope: the device."""


Record = (
    BillRecord
    | OfficeRecord
    | CityRecord
    | ServiceRecord
    | FeeRecord
    | KioskRecord
    | ConfigurationRecord
)
RecordType = TypeVar(
    "RecordType",
    BillRecord,
    OfficeRecord,
    CityRecord,
    ServiceRecord,
    FeeRecord,
    KioskRecord,
    ConfigurationRecord,
)


class ReferenceManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What one version holds: digest and size of its payload; `as_of_ms` is how fresh it is.

    `records_digest` is over the unpacked list of records, which also a delta comes to; empty from
    a hub that makes none.
    """

    format: int = FORMAT
    city: str
    dataset: Dataset
    scope: str
    version: int
    created_ms: int
    as_of_ms: int
    digest: bytes
    size: int
    records_digest: bytes = b""


_manifests = msgspec.msgpack.Decoder(ReferenceManifest)


def pack_records(records: list[RecordType]) -> bytes:
    """The payload of a dataset."""
    return pack(msgspec.msgpack.encode(records))


def unpack_records(payload: bytes, record_type: type[RecordType]) -> list[RecordType]:
    """Raises BadMessage."""
    try:
        return msgspec.msgpack.decode(
            unpack(payload),
            type=list[record_type],  # type: ignore[valid-type]
        )
    except UNREADABLE as error:
        raise BadMessage(f"Reference data that cannot be read: {error}.", KEEP) from error


def sign_manifest(manifest: ReferenceManifest, key: SigningKey) -> bytes:
    return sign("reference", key, msgspec.msgpack.encode(manifest))


def open_manifest(data: bytes, find_key: FindKey) -> ReferenceManifest:
    """Raises BadSignature or BadMessage."""
    payload = open_signed(data, "reference", find_key)
    try:
        manifest = _manifests.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(f"Not a reference manifest: {error}.", KEEP) from error
    require_format(manifest.format, FORMAT, "A reference manifest")
    return manifest
