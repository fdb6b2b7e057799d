"""What the records of a dataset are here."""

from typing import assert_never

import msgspec

from contract.configuration import ConfigurationRecord, require_allowed
from contract.reference import (
    BillRecord,
    CityRecord,
    Dataset,
    FeeRecord,
    KioskRecord,
    OfficeRecord,
    Record,
    ServiceRecord,
)


def record_type(dataset: Dataset) -> type[Record]:
    match dataset:
        case Dataset.BILLS:
            return BillRecord
        case Dataset.OFFICES:
            return OfficeRecord
        case Dataset.CITY:
            return CityRecord
        case Dataset.SERVICES:
            return ServiceRecord
        case Dataset.FEES:
            return FeeRecord
        case Dataset.KIOSKS:
            return KioskRecord
        case Dataset.CONFIGURATION:
            return ConfigurationRecord
        case _:
            assert_never(dataset)


def key_of(record: Record) -> str:
    match record:
        case BillRecord():
            return record.bill_id
        case OfficeRecord() | ServiceRecord() | FeeRecord():
            return record.code
        case CityRecord():
            return record.city
        case KioskRecord():
            return record.device
        case ConfigurationRecord():
            return record.key
        case _:
            assert_never(record)


class RecordReader:
    """Reads the records of one dataset from the bytes they came in."""

    def __init__(self, dataset: Dataset) -> None:
        self._decoder = msgspec.msgpack.Decoder(record_type(dataset))

    def key(self, raw: msgspec.Raw) -> str:
        """Raises what hostile bytes raise, contract.unreadable.UNREADABLE, and InvalidValue for a
        setting that can't have such a value."""
        record = self._decoder.decode(raw)
        if isinstance(record, ConfigurationRecord):
            require_allowed(record)
        return key_of(record)
