"""Deltas on the device port: what changed since the version that a kiosk holds."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from central.city import history
from central.city.commands import load_city
from central.city.loading import read_city_files
from central.city.models import ReferenceStep
from central.city.publication import VERSIONS_KEPT
from contract.reference import (
    RecordsInMemory,
    ReferenceManifest,
    applied,
    open_delta,
    records_digest,
    split_records,
)
from tests.central.city import files as sample
from tests.central.city.conftest import DevicePort
from tests.central.console.rig import Fleet

OFFICES = "office,district,name,address,phone\nkhayyam,2,{},خیابان خیام,02833330201\n" + "".join(
    f"o{number},2,دفتر {number * 7919},خیابان {number * 104_729},02833{number * 7_919:06}\n"
    for number in range(40)
)


def load(port: DevicePort, folder: Path, name: str) -> None:
    """A city of many offices; one of them is called so."""
    files = read_city_files(sample.write_city(folder, offices=OFFICES.format(name)))
    load_city(port.hub, files, 1_000, "test")


def held(port: DevicePort, device: str) -> tuple[ReferenceManifest, list[msgspec.Raw]]:
    """The newest version as a kiosk holds it after fetching the whole."""
    manifest = port.manifest("offices", device)
    answer = port.get(f"/device/v1/reference/offices/{manifest.version}", device)
    records = list(split_records(answer.content))
    assert records_digest(records) == manifest.records_digest
    return manifest, records


def delta_path(newest: ReferenceManifest, base: ReferenceManifest) -> str:
    return f"/device/v1/reference/{newest.dataset}/{newest.version}/from/{base.digest.hex()}"


@pytest.fixture
def device(port: DevicePort) -> str:
    return Fleet(port.hub).kiosk("خیام").device


@pytest.mark.parametrize("behind", [1, VERSIONS_KEPT + 4])
def test_a_kiosk_gets_what_changed_since_its_version_however_many_came_between(
    port: DevicePort, tmp_path: Path, device: str, behind: int
) -> None:
    load(port, tmp_path / "files", "دفتر")
    base, records = held(port, device)
    for turn in range(behind):
        load(port, tmp_path / "files", f"دفتر {turn}")
        port.manifest("offices", device)
    newest, expected = held(port, device)
    assert newest.version == base.version + behind

    answer = port.get(delta_path(newest, base), device)
    assert answer.status_code == 200, answer.text
    delta = open_delta(answer.content)
    assert delta.base == base.digest
    brought = list(applied(RecordsInMemory(records), delta.parts))
    assert brought == expected
    assert sum(len(part.records) for part in delta.parts) == 1, "one office changed"


def test_no_more_is_remembered_than_is_meant_to_be(
    port: DevicePort, tmp_path: Path, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "STEPS_KEPT", 2)
    versions = []
    for turn in range(4):
        load(port, tmp_path / "files", f"دفتر {turn}")
        versions.append(port.manifest("offices", device))
    answers = [port.get(delta_path(versions[-1], base), device) for base in versions[:-1]]
    assert [answer.status_code for answer in answers] == [404, 200, 200]
    assert "Fetch the whole" in answers[0].text
    with port.hub.sessions.reading() as session:
        steps = session.scalar(select(func.count()).where(ReferenceStep.dataset == "offices"))
    assert steps == 2


def test_from_what_the_hub_never_published_there_is_no_delta(
    port: DevicePort, tmp_path: Path, device: str
) -> None:
    load(port, tmp_path / "files", "دفتر")
    newest = port.manifest("offices", device)
    strange = msgspec.structs.replace(newest, digest=bytes(32))
    assert port.get(delta_path(newest, strange), device).status_code == 404
    assert port.get(delta_path(newest, newest), device).status_code == 404


def test_a_delta_to_a_version_that_was_replaced_is_gone(
    port: DevicePort, tmp_path: Path, device: str
) -> None:
    load(port, tmp_path / "files", "دفتر")
    first = port.manifest("offices", device)
    load(port, tmp_path / "files", "دفتر دیگر")
    second = port.manifest("offices", device)
    load(port, tmp_path / "files", "دفتر سوم")
    port.manifest("offices", device)
    assert port.get(delta_path(second, first), device).status_code == 410


def test_another_districts_version_is_no_base(
    port: DevicePort, tmp_path: Path, device: str
) -> None:
    load(port, tmp_path / "files", "دفتر")
    theirs = port.manifest("bills", device)
    fewer = sample.bills(sample.FIRST_BILL, sample.WASTE_BILL)
    files = read_city_files(sample.write_city(tmp_path / "files", bills=fewer))
    load_city(port.hub, files, 2_000, "test")
    assert port.manifest("bills", device).version == 2
    elsewhere = Fleet(port.hub).kiosk("سپه", district=1).device
    ours = port.manifest("bills", elsewhere)
    assert port.get(delta_path(ours, theirs), elsewhere).status_code == 404


def test_a_delta_that_is_no_smaller_than_the_whole_is_not_given(
    port: DevicePort, tmp_path: Path, device: str
) -> None:
    load(port, tmp_path / "files", "دفتر")
    base = port.manifest("bills", device)
    other = sample.BILLS.replace("نوبت دوم", "نوبت سوم")
    files = read_city_files(sample.write_city(tmp_path / "files", bills=other))
    load_city(port.hub, files, 2_000, "test")
    newest = port.manifest("bills", device)
    assert newest.version == base.version + 1
    assert port.get(delta_path(newest, base), device).status_code == 404


def test_who_is_no_active_device_gets_no_delta(
    port: DevicePort, tmp_path: Path, device: str
) -> None:
    load(port, tmp_path / "files", "دفتر")
    newest = port.manifest("offices", device)
    for stranger in (None, "k-stranger"):
        assert port.get(delta_path(newest, newest), stranger).status_code == 403
