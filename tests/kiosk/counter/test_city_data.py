"""Bills that the city has told this kiosk about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from contract.events import BillStanding, PaymentStarted
from contract.receipt_record import decode_receipt_record
from contract.reference import BillRecord, BillState
from contract.signature import key_id
from edge_agent.journal import JournalReader, active_journal
from tests.kiosk.counter.kiosk_room import BILL, PAYMENT_ID, KioskRoom

OWNER = "م*** رحیمی"
KNOWN = BillRecord(
    bill_id=BILL,
    payment_id=PAYMENT_ID,
    amount=1_250_000,
    kind="renovation",
    title="عوارض نوسازی، سال 1405",
    year=1405,
    period=1,
    property_code="2-14-108-23-1-6-0",
    owner_masked=OWNER,
    address="خیابان نوروزیان، حکمت ۴۵",
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[KioskRoom]:
    with KioskRoom(tmp_path) as room:
        room.know(KNOWN)
        room.start()
        room.arrive()
        yield room


def test_a_known_bill_shows_whose_it_is_and_is_journaled_as_verified(room: KioskRoom) -> None:
    room.type_bill()
    review = room.until_screen("bill_review")
    assert OWNER in [row["value"] for row in review["rows"]]
    assert "اطلاعات قبض تا" in review["notices"][0]["text"]
    room.touch("pay")
    room.until_screen("done")
    started = next(event for event in room.events if isinstance(event, PaymentStarted))
    assert (started.bills[0].standing, started.reference_version, started.bills[0].bill_kind) == (
        BillStanding.VERIFIED,
        1,
        "renovation",
    )


def test_what_was_shown_of_a_person_rests_only_sealed(room: KioskRoom) -> None:
    room.pay()
    folder = room.directory.journals_path
    with JournalReader(active_journal(folder, "kiosk").path) as reader:
        sealed = [event.kind for event in reader.entries() if event.sealed is not None]
    assert sealed == ["payment.started"]
    room.stop()
    on_disk = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert "رحیمی".encode() not in on_disk
    assert "نوروزیان".encode() not in on_disk
    assert BILL.encode() in on_disk  # the clear part is really there
    assert "رحیمی" not in room.log


def test_the_paper_proves_the_payment_to_whoever_knows_the_kiosks_key(room: KioskRoom) -> None:
    room.pay()
    with Image.open(room.papers[0]) as paper:
        (barcode,) = zxingcpp.read_barcodes(paper.convert("L"))
    public = room.directory.signing_key().verify_key
    record = decode_receipt_record(barcode.text, {key_id(bytes(public)): public}.get)
    assert (record.outcome, record.amount) == ("paid", 1_250_000)
    assert [bill.bill_id for bill in record.bills] == [BILL]
    assert record.rrn == room.charges[0].rrn


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (replace(KNOWN, state=BillState.PAID), "پیش‌تر پرداخت شده"),
        (replace(KNOWN, state=BillState.CANCELLED), "باطل شده"),
        (replace(KNOWN, amount=1_300_000), "مبلغ این قبض تغییر"),
        (replace(KNOWN, due_ms=1), "مهلت این قبض گذشته"),
    ],
)
def test_new_city_data_is_believed_without_a_restart(
    room: KioskRoom, changed: BillRecord, said: str
) -> None:
    room.at_home()
    room.know(changed, version=2)
    room.type_bill()
    assert said in room.until_screen("message")["headline"]
    assert room.charges == []


def test_damaged_city_data_leaves_bills_unverified_and_the_kiosk_in_service(
    room: KioskRoom,
) -> None:
    room.at_home()
    room.know(KNOWN, version=3)
    (room.directory.reference_path / "bills-3.sqlite").write_bytes(b"\0" * 4096)
    room.type_bill()
    review = room.until_screen("bill_review")
    assert any("فقط درستی شناسه‌ها" in notice["text"] for notice in review["notices"])
    room.touch("pay")
    assert room.until_screen("done")["outcome"] == "paid"


def test_a_recovered_receipt_names_the_owner_again_from_the_citys_data(tmp_path: Path) -> None:
    with KioskRoom(tmp_path / "cut") as room:
        room.know(KNOWN)
        room.start(halt_at="after-append-payment.approved")
        room.arrive()
        room.pay_until_cut_off()
        room.leave()
        room.start()
        room.arrive()
        room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        recovered = size_of(room.papers[0])
    with KioskRoom(tmp_path / "whole") as room:
        room.know(KNOWN)
        room.start()
        room.arrive()
        room.pay()
        assert size_of(room.papers[0]) == recovered


def size_of(paper: Path) -> tuple[int, int]:
    """As long as its lines: one that names no owner is shorter."""
    with Image.open(paper) as image:
        return image.size
