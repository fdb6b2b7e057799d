"""Reference data on the device port: signed, masked, versioned, true to payments."""

import re
from pathlib import Path

from sqlalchemy import event, func, select

from central.city.commands import load_city
from central.city.loading import read_city_files
from central.city.models import ReferenceVersion
from central.city.publication import MIN_INTERVAL_MS, VERSIONS_KEPT
from central.ingest import StoredEvent
from contract.reference import (
    BillRecord,
    BillState,
    CityRecord,
    Dataset,
    OfficeRecord,
    payload_digest,
    unpack_records,
)
from tests.central.city import files as sample
from tests.central.city.conftest import DevicePort
from tests.central.console.rig import Fleet
from tests.central.support.payments import requested, started, unknown, whole_payment

AS_OF_MS = 1_790_000_000_000


def load(port: DevicePort, folder: Path, **changed: str) -> int:
    files = read_city_files(sample.write_city(folder, **changed))
    return load_city(port.hub, files, AS_OF_MS, "test")


def bills(port: DevicePort, device: str) -> list[BillRecord]:
    manifest = port.manifest("bills", device)
    answer = port.get(f"/device/v1/reference/bills/{manifest.version}", device)
    assert payload_digest(answer.content) == manifest.digest
    assert len(answer.content) == manifest.size
    return unpack_records(answer.content, BillRecord)


def test_a_kiosk_gets_the_bills_of_its_own_district_with_masked_owners(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    second, first = fleet.kiosk("خیام", district=2), fleet.kiosk("سپه", district=1)
    records = bills(port, second.device)
    assert {record.payment_id for record in records} == {"125050196", "119350285"}
    assert {record.owner_masked for record in records} == {"م*** رحیمی"}
    assert port.manifest("bills", second.device).scope == "2"
    [waste] = bills(port, first.device)
    assert waste.owner_masked == "شرکت سپه"  # a company's name is nobody's secret
    assert (waste.state, waste.amount) == (BillState.PAID, 960_000)


def test_the_lines_of_a_bill_add_up_to_its_amount(port: DevicePort, tmp_path: Path) -> None:
    load(port, tmp_path / "files")
    records = bills(port, Fleet(port.hub).kiosk("خیام").device)
    for record in records:
        assert sum(item.amount for item in record.items) == record.amount
    second = next(record for record in records if record.period == 2)
    assert [item.amount for item in second.items] == [1_325_556, -132_556]
    assert second.title == "نوبت دوم"
    assert next(r for r in records if r.period == 1).title == "عوارض نوسازی، سال ۱۴۰۵"


def test_offices_and_settings_go_to_every_kiosk(port: DevicePort, tmp_path: Path) -> None:
    load(port, tmp_path / "files")
    device = Fleet(port.hub).kiosk("سپه", district=1).device
    offices = port.manifest("offices", device)
    payload = port.get(f"/device/v1/reference/offices/{offices.version}", device).content
    assert [office.code for office in unpack_records(payload, OfficeRecord)] == ["khayyam"]
    city = port.manifest("city", device)
    payload = port.get(f"/device/v1/reference/city/{city.version}", device).content
    assert unpack_records(payload, CityRecord) == [
        CityRecord(
            city="qazvin",
            display_name="شهرداری قزوین",
            municipal_services=(6,),
            bill_organisations=("261", "262"),
            call_centre="137",
        )
    ]


def test_a_load_of_the_same_data_is_fresher_and_no_new_version(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    device = Fleet(port.hub).kiosk("خیام").device
    before = port.manifest("bills", device)
    load_city(port.hub, read_city_files(tmp_path / "files"), AS_OF_MS + 3_600_000, "test")
    after = port.manifest("bills", device)
    assert (after.version, after.digest) == (before.version, before.digest)
    assert after.as_of_ms == before.as_of_ms + 3_600_000


def test_changed_data_is_a_new_version_at_once_and_old_ones_go(
    port: DevicePort, tmp_path: Path
) -> None:
    device = Fleet(port.hub).kiosk("خیام").device
    for turn in range(VERSIONS_KEPT + 2):
        changed = sample.BILLS.replace("نوبت دوم", f"نوبت {turn}")
        load(port, tmp_path / "files", bills=changed)
        assert port.manifest("bills", device).version == turn + 1
    assert port.get("/device/v1/reference/bills/1", device).status_code == 410
    with port.hub.sessions.reading() as session:
        kept = session.scalar(select(func.count()).select_from(ReferenceVersion))
        published = session.scalar(
            select(func.count()).where(StoredEvent.kind == "reference.published")
        )
    assert (kept, published) == (VERSIONS_KEPT, VERSIONS_KEPT + 2)


def test_a_payment_reported_by_a_kiosk_marks_the_bill_as_paid_in_the_next_version(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    kiosk = fleet.kiosk("خیام")
    assert port.manifest("bills", kiosk.device).version == 1
    fleet.pay(kiosk, [started("1000012726167"), requested(), unknown()])
    port.clock.ahead_ms += MIN_INTERVAL_MS
    assert port.manifest("bills", kiosk.device).version == 1, "unknown is not paid"

    fleet.pay(kiosk, [started("1000012726167", "125050196"), *whole_payment()[1:]])
    states = {record.payment_id: record for record in bills(port, kiosk.device)}
    assert port.manifest("bills", kiosk.device).version == 2
    assert states["125050196"].state is BillState.PAID
    assert states["125050196"].paid_ms is not None
    assert states["119350285"].state is BillState.OPEN


def test_payments_are_taken_in_at_most_once_in_an_interval(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    kiosk = fleet.kiosk("خیام")
    assert port.manifest("bills", kiosk.device).version == 1
    fleet.pay(kiosk, [started("1000012726167", "125050196"), *whole_payment()[1:]])
    assert port.manifest("bills", kiosk.device).version == 1
    port.clock.ahead_ms += MIN_INTERVAL_MS
    assert port.manifest("bills", kiosk.device).version == 2


def test_a_question_without_news_reads_neither_payments_nor_whole_versions_and_writes_nothing(
    port: DevicePort, tmp_path: Path
) -> None:
    """Every kiosk of the city asks for every dataset, every few minutes."""
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    kiosk = fleet.kiosk("سپه", district=1)
    fleet.pay(kiosk, whole_payment())
    for dataset in Dataset:
        port.manifest(dataset.value, kiosk.device)
    port.clock.ahead_ms += MIN_INTERVAL_MS
    port.manifest("bills", kiosk.device)
    port.clock.ahead_ms += MIN_INTERVAL_MS
    asked: list[str] = []
    event.listen(
        port.hub.engine, "before_cursor_execute", lambda *about: asked.append(about[2].lower())
    )
    for dataset in Dataset:
        port.manifest(dataset.value, kiosk.device)
    assert asked
    assert not [sql for sql in asked if "payments" in sql]
    assert not [sql for sql in asked if re.search(r"(?<!\()reference_versions\.payload", sql)]
    assert not [sql for sql in asked if sql.startswith(("insert", "update", "delete"))]


def test_who_is_no_active_device_gets_nothing(port: DevicePort, tmp_path: Path) -> None:
    load(port, tmp_path / "files")
    for path in ("/device/v1/reference/bills", "/device/v1/reference/bills/1", "/device/v1/trust"):
        assert port.get(path, None).status_code == 403
        assert port.get(path, "k-stranger").status_code == 403


def test_before_the_first_load_the_answer_says_what_to_do(port: DevicePort) -> None:
    device = Fleet(port.hub).kiosk("خیام").device
    answer = port.get("/device/v1/reference/bills", device)
    assert answer.status_code == 404
    assert "pishkhan hub load-city" in answer.text


def test_the_trust_list_is_served_as_signed(port: DevicePort) -> None:
    device = Fleet(port.hub).kiosk("خیام").device
    answer = port.get("/device/v1/trust", device)
    assert answer.content == (port.hub.city_dir / "trust.bin").read_bytes()
