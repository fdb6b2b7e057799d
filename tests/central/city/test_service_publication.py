"""Services, fees, offices, lines of bills and the city's kiosks, as a kiosk gets them."""

from pathlib import Path

from central.city.commands import load_city
from central.city.loading import read_city_files
from central.city.publication import KIOSKS_INTERVAL_MS
from central.fleet import revoke
from contract.reference import (
    Bilingual,
    BillItem,
    BillRecord,
    CityRecord,
    FeeRecord,
    Instalment,
    ItemKind,
    KioskRecord,
    OfficeRecord,
    OpeningHours,
    RecordType,
    ServiceRecord,
    unpack_records,
)
from contract.signature import key_id
from contract.telemetry import State
from tests.central.city import files as sample
from tests.central.city import service_files as whole
from tests.central.city.conftest import DevicePort
from tests.central.console.rig import Fleet

AS_OF_MS = 1_790_000_000_000


def load(port: DevicePort, folder: Path, **changed: str) -> None:
    load_city(port.hub, read_city_files(whole.write_whole_city(folder, **changed)), AS_OF_MS, "t")


def published(
    port: DevicePort, device: str, dataset: str, form: type[RecordType]
) -> list[RecordType]:
    manifest = port.manifest(dataset, device)
    answer = port.get(f"/device/v1/reference/{dataset}/{manifest.version}", device)
    return unpack_records(answer.content, form)


def test_services_come_in_the_citys_order_with_what_to_bring(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    device = Fleet(port.hub).kiosk("خیام").device
    address, permit = published(port, device, "services", ServiceRecord)
    assert (address.code, address.offices, address.fee_note) == ("address", (), "رایگان")
    assert (address.online, address.days) == ("با ۱۳۷", None)
    assert permit.documents == (Bilingual("سند مالکیت", "Title deed"), Bilingual("کارت ملی"))
    assert permit.steps == (Bilingual("ثبت درخواست", "Application"),)
    assert (permit.offices, permit.fee, permit.days) == (("khayyam",), "permit-file", 45)


def test_fees_name_the_resolution_behind_them(port: DevicePort, tmp_path: Path) -> None:
    load(port, tmp_path / "files")
    device = Fleet(port.hub).kiosk("خیام").device
    file, area = published(port, device, "fees", FeeRecord)
    assert (file.code, file.amount, file.unit) == ("permit-file", 2_500_000, "هر پرونده")
    assert (file.valid_from, file.source, file.service) == ("1405/01/01", "مصوبهٔ ۱۲", "permit")
    assert (area.amount, area.text, area.text_en) == (None, "برابر تعرفه", "By tariff")


def test_offices_tell_when_they_are_open_and_where_they_are(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    device = Fleet(port.hub).kiosk("خیام").device
    [office] = published(port, device, "offices", OfficeRecord)
    days = [OpeningHours(day, "07:30", "14:00") for day in range(5)]
    assert office.hours == (*days, OpeningHours(5, "07:30", "12:30"))
    assert (office.lat, office.lon, office.name_en) == (36.2793, 50.0077, "Khayyam")


def test_the_citys_new_settings_reach_the_kiosk(port: DevicePort, tmp_path: Path) -> None:
    load(port, tmp_path / "files")
    device = Fleet(port.hub).kiosk("خیام").device
    [city] = published(port, device, "city", CityRecord)
    assert (city.public_url, city.display_name_en) == (
        "https://kiosk.example",
        "Qazvin Municipality",
    )


def test_each_line_of_a_bill_carries_its_rule(port: DevicePort, tmp_path: Path) -> None:
    kinds = (
        sample.BILL_KINDS.replace("late_fee_title\n", "late_fee_title,levy_rule,title_en\n")
        .replace("دیرکرد\n", "دیرکرد,تعرفهٔ 1405,Renovation\n", 1)
        .replace("دیرکرد\n", "دیرکرد,,\n")
    )
    load(port, tmp_path / "files", bill_kinds=kinds)
    device = Fleet(port.hub).kiosk("خیام").device
    first, second = sorted(
        published(port, device, "bills", BillRecord), key=lambda record: record.period
    )
    assert first.items == (BillItem("عوارض سال", 1_250_000, ItemKind.DUE, "تعرفهٔ ۱۴۰۵"),)
    assert (first.title_en, second.title_en) == ("Renovation, 1405", None)
    assert second.items == (
        BillItem("عوارض", 1_300_000, ItemKind.DUE, "۲٫۵٪", "Levy", "2.5%"),
        BillItem("آتش‌نشانی", 25_556),
        BillItem("خوش‌حسابی", -132_556, ItemKind.DISCOUNT, "۱۰٪ تا پایان آذر"),
    )
    assert sum(item.amount for item in second.items) == second.amount


def test_an_instalment_says_which_of_how_many_it_is(port: DevicePort, tmp_path: Path) -> None:
    bills = (
        f"{sample.BILL_HEADING},title_en,instalment,instalments\n"
        f"{sample.FIRST_BILL},Part two,2,6\n{sample.SECOND_BILL},,,\n"
    )
    load(port, tmp_path / "files", bills=bills)
    device = Fleet(port.hub).kiosk("خیام").device
    records = {record.period: record for record in published(port, device, "bills", BillRecord)}
    assert (records[1].instalment, records[1].title_en) == (Instalment(2, 6), "Part two")
    assert records[2].instalment is None


def kiosks(port: DevicePort, device: str) -> dict[str, KioskRecord]:
    return {record.device: record for record in published(port, device, "kiosks", KioskRecord)}


def test_a_kiosk_that_works_is_told_apart_from_one_that_does_not(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    well, broken, silent, unheard = (fleet.kiosk("خیام", number) for number in (1, 2, 3, 4))
    fleet.report(well)
    fleet.report(broken, printer=State.FAILED)
    fleet.report(silent)
    fleet.silence(silent)
    known = kiosks(port, well.device)
    assert known[well.device].in_service
    assert known[well.device].last_heard_ms is None
    assert not known[broken.device].in_service
    assert not known[silent.device].in_service
    assert known[silent.device].last_heard_ms is not None
    assert not known[unheard.device].in_service
    assert {record.number for record in known.values()} == {1, 2, 3, 4}


def test_a_revoked_kiosk_stays_known_by_its_key(port: DevicePort, tmp_path: Path) -> None:
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    ours, lost = fleet.kiosk("خیام"), fleet.kiosk("خیام", 2)
    fleet.report(lost)
    with port.hub.sessions.writing() as session:
        revoke(session, lost.device, "stolen", 5)
    record = kiosks(port, ours.device)[lost.device]
    assert record.revoked
    assert record.revoked_ms == 5
    assert not record.in_service
    public = bytes(lost.key.verify_key)
    assert record.key_of_id(key_id(public)) == public


def test_kiosks_are_looked_at_once_in_an_interval_and_new_only_when_one_has_changed(
    port: DevicePort, tmp_path: Path
) -> None:
    load(port, tmp_path / "files")
    fleet = Fleet(port.hub)
    kiosk = fleet.kiosk("خیام")
    fleet.report(kiosk)
    first = port.manifest("kiosks", kiosk.device)
    fleet.silence(kiosk)
    assert port.manifest("kiosks", kiosk.device).version == 1
    port.clock.ahead_ms += KIOSKS_INTERVAL_MS
    changed = port.manifest("kiosks", kiosk.device)
    assert changed.version == 2
    assert changed.as_of_ms >= first.as_of_ms + KIOSKS_INTERVAL_MS
    port.clock.ahead_ms += KIOSKS_INTERVAL_MS
    fresher = port.manifest("kiosks", kiosk.device)
    assert (fresher.version, fresher.digest) == (2, changed.digest)
    assert fresher.as_of_ms > changed.as_of_ms
