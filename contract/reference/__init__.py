"""Reference data: what a city tells its kiosks, in versions signed and swapped whole."""

from contract.reference.bills import BillItem, BillRecord, BillState, Instalment, ItemKind
from contract.reference.kiosks import KioskRecord
from contract.reference.places import CityRecord, OfficeRecord, OpeningHours
from contract.reference.services import Bilingual, FeeRecord, ServiceRecord
from contract.reference.versions import (
    FORMAT,
    LARGEST_PAYLOAD,
    Dataset,
    Record,
    RecordType,
    ReferenceManifest,
    open_manifest,
    pack_records,
    payload_digest,
    sign_manifest,
    unpack_records,
)

__all__ = [
    "FORMAT",
    "LARGEST_PAYLOAD",
    "Bilingual",
    "BillItem",
    "BillRecord",
    "BillState",
    "CityRecord",
    "Dataset",
    "FeeRecord",
    "Instalment",
    "ItemKind",
    "KioskRecord",
    "OfficeRecord",
    "OpeningHours",
    "Record",
    "RecordType",
    "ReferenceManifest",
    "ServiceRecord",
    "open_manifest",
    "pack_records",
    "payload_digest",
    "sign_manifest",
    "unpack_records",
]
