"""Reference records: what an older hub sent is still read, what a newer one sends does no harm."""

import msgspec
from nacl.signing import SigningKey

from contract.reference import (
    BillItem,
    BillRecord,
    CityRecord,
    Instalment,
    ItemKind,
    KioskRecord,
    OfficeRecord,
    OpeningHours,
    pack_records,
    unpack_records,
)
from contract.signature import key_id

OLD_BILL = {
    "bill_id": "1000012726167", "payment_id": "125050196", "amount": 1_250_000,
    "kind": "renovation", "title": "عوارض نوسازی، سال ۱۴۰۵", "year": 1405, "period": 1,
    "items": [["عوارض سال", 1_388_889], ["تخفیف", -138_889]], "state": "open",
}  # fmt: skip


def packed(*records: object) -> bytes:
    return pack_records(list(records))  # type: ignore[type-var]


def test_a_bill_of_an_older_hub_is_read_with_lines_that_name_no_rule() -> None:
    [bill] = unpack_records(packed(OLD_BILL), BillRecord)
    assert bill.items == (BillItem("عوارض سال", 1_388_889), BillItem("تخفیف", -138_889))
    assert {item.kind for item in bill.items} == {ItemKind.DUE}
    assert (bill.items[0].rule, bill.instalment, bill.title_en) == ("", None, None)


def test_a_citys_settings_and_offices_of_an_older_hub_get_safe_values() -> None:
    [city] = unpack_records(packed({"city": "qazvin", "display_name": "قزوین"}), CityRecord)
    assert (city.public_url, city.call_centre) == (None, "137")
    office = {"code": "khayyam", "district": 2, "name": "خیام", "address": "ا", "phone": "137"}
    [record] = unpack_records(packed(office), OfficeRecord)
    assert (record.hours, record.lat, record.name_en) == ((), None, "")


def test_lines_and_instalments_come_back_as_they_were_sent() -> None:
    line = BillItem("تخفیف", -100, ItemKind.DISCOUNT, "۱۰٪ خوش‌حسابی", "Discount", "Ten per cent")
    bill = msgspec.convert(
        {**OLD_BILL, "items": [line], "instalment": Instalment(2, 6), "title_en": "Renovation"},
        BillRecord,
    )
    assert unpack_records(pack_records([bill]), BillRecord) == [bill]


def test_a_kind_of_line_that_only_a_newer_hub_knows_is_read_as_due() -> None:
    newer = {**OLD_BILL, "items": [["مالیات", 5, "tax", "قانون", "Tax", "Law", "more"]]}
    [bill] = unpack_records(packed(newer), BillRecord)
    assert bill.items == (BillItem("مالیات", 5, ItemKind.DUE, "قانون", "Tax", "Law"),)


def test_an_older_kiosk_reads_a_newer_line_by_its_first_two_places() -> None:
    class OldItem(msgspec.Struct, frozen=True, array_like=True):
        title: str
        amount: int

    line = BillItem("تخفیف", -100, ItemKind.DISCOUNT, "قاعده")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(line), type=OldItem).amount == -100


def test_opening_hours_travel_as_three_places() -> None:
    hours = OpeningHours(0, "07:30", "14:00")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(hours)) == [0, "07:30", "14:00"]


def test_a_revoked_kiosk_keeps_the_key_by_which_its_old_receipts_are_verified() -> None:
    public = bytes(SigningKey(bytes(32)).verify_key)
    kiosk = KioskRecord(
        device="k-1", office="khayyam", office_name="خیام", district=2, number=1,
        journal_key=public, revoked_ms=5,
    )  # fmt: skip
    assert kiosk.revoked
    assert not kiosk.in_service
    assert kiosk.key_of_id(key_id(public)) == public
    assert kiosk.key_of_id("0" * 16) is None
