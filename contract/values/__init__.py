"""Checked values. What exists is valid; parsing says why something is not."""

from contract.values.bill import BillId, BillPair, PaymentId, make_bill_id, make_payment_id
from contract.values.card_pan import MaskedPan
from contract.values.identifiers import (
    HUB_DEVICE,
    CityId,
    DatasetName,
    DeviceId,
    JournalId,
    TransactionId,
    new_device_id,
    parse_city_id,
    parse_dataset,
    parse_device_id,
)
from contract.values.jalali import CITY_TIME, JalaliDate, jalali_local, start_of_day_ms
from contract.values.person import LegalEntityId, NationalId, mask_name
from contract.values.property_code import PropertyCode
from contract.values.rial import Rial, grouped
from contract.values.text import (
    FSI,
    LRI,
    PDI,
    ZWNJ,
    clean_identifier,
    isolate,
    isolate_ltr,
    normalise_digits,
    normalise_letters,
    persian_digits,
    search_key,
    strip_isolates,
)
from contract.values.tracking_code import TrackingCode, damm_digit

__all__ = [
    "CITY_TIME",
    "FSI",
    "HUB_DEVICE",
    "LRI",
    "PDI",
    "ZWNJ",
    "BillId",
    "BillPair",
    "CityId",
    "DatasetName",
    "DeviceId",
    "JalaliDate",
    "JournalId",
    "LegalEntityId",
    "MaskedPan",
    "NationalId",
    "PaymentId",
    "PropertyCode",
    "Rial",
    "TrackingCode",
    "TransactionId",
    "clean_identifier",
    "damm_digit",
    "grouped",
    "isolate",
    "isolate_ltr",
    "jalali_local",
    "make_bill_id",
    "make_payment_id",
    "mask_name",
    "new_device_id",
    "normalise_digits",
    "normalise_letters",
    "parse_city_id",
    "parse_dataset",
    "parse_device_id",
    "persian_digits",
    "search_key",
    "start_of_day_ms",
    "strip_isolates",
]
