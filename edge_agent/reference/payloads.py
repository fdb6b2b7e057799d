"""From the bytes of a dataset to its records."""

from collections.abc import Sequence
from typing import assert_never

from contract.reference import (
    BillRecord,
    CityRecord,
    Dataset,
    FeeRecord,
    KioskRecord,
    OfficeRecord,
    Record,
    ServiceRecord,
    unpack_records,
)


def records_of(dataset: Dataset, payload: bytes) -> Sequence[Record]:
    """Raises BadMessage."""
    match dataset:
        case Dataset.BILLS:
            return unpack_records(payload, BillRecord)
        case Dataset.OFFICES:
            return unpack_records(payload, OfficeRecord)
        case Dataset.CITY:
            return unpack_records(payload, CityRecord)
        case Dataset.SERVICES:
            return unpack_records(payload, ServiceRecord)
        case Dataset.FEES:
            return unpack_records(payload, FeeRecord)
        case Dataset.KIOSKS:
            return unpack_records(payload, KioskRecord)
        case _:
            assert_never(dataset)
