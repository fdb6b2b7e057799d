"""Reference data: what a city tells its kiosks, in versions signed and swapped whole."""

from contract.reference.bills import BillItem, BillRecord, BillState, Instalment, ItemKind
from contract.reference.deltas import (
    DeltaPart,
    RecordsInMemory,
    ReferenceDelta,
    applied,
    delta_parts,
    open_delta,
    pack_delta,
)
from contract.reference.kiosks import KioskRecord
from contract.reference.packing import (
    LARGEST_PAYLOAD,
    payload_digest,
    records_digest,
    split_records,
    verified,
)
from contract.reference.places import CityRecord, OfficeRecord, OpeningHours
from contract.reference.services import Bilingual, FeeRecord, ServiceRecord
from contract.reference.versions import (
    FORMAT,
    Dataset,
    Record,
    RecordType,
    ReferenceManifest,
    open_manifest,
    pack_records,
    sign_manifest,
    unpack_records,
)

__all__ = [
    "Bilingual",
    "BillItem",
    "BillRecord",
    "BillState",
    "CityRecord",
    "Dataset",
    "DeltaPart",
    "FORMAT",
    "FeeRecord",
    "Instalment",
    "ItemKind",
    "KioskRecord",
    "LARGEST_PAYLOAD",
    "OfficeRecord",
    "OpeningHours",
    "Record",
    "RecordsInMemory",
    "RecordType",
    "ReferenceDelta",
    "ReferenceManifest",
    "ServiceRecord",
    "applied",
    "delta_parts",
    "open_delta",
    "open_manifest",
    "pack_delta",
    "pack_records",
    "payload_digest",
    "records_digest",
    "sign_manifest",
    "split_records",
    "unpack_records",
    "verified",
]
