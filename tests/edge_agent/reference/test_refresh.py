"""Reference data: verified, swapped whole, never older, never half."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from contract.clock import SystemClock
from contract.errors import PishkhanError
from contract.reference import BillItem, BillRecord, CityRecord, Dataset, OfficeRecord
from contract.signature import BadSignature
from contract.telemetry import DatasetAge
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import (
    Applied,
    BadReference,
    HubApi,
    HubRefused,
    HubUnreachable,
    ReferenceRefresh,
    ReferenceStore,
    hub_api,
)
from tests.edge_agent.city import City
from tests.edge_agent.device_port import DevicePort
from tests.support.ports import free_port

CITY_RECORD = CityRecord(city="qazvin", display_name="قزوین", municipal_services=(6, 7))
OFFICE = OfficeRecord(code="khayyam", district=2, name="خیام", address="خیابان خیام", phone="137")


def bill(bill_id: str = "1117753200140", payment_id: str = "12070160") -> BillRecord:
    return BillRecord(
        bill_id=bill_id,
        payment_id=payment_id,
        amount=120_000,
        kind="renovation",
        title="عوارض نوسازی",
        year=1405,
        period=1,
        owner_masked="م*** رحیمی",
        items=(BillItem("عوارض", 130_000), BillItem("تخفیف", -10_000)),
    )


def test_what_the_city_published_is_read_here(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    manifest = port.publish([bill(), bill("2", "3"), bill(payment_id="4")], version=7)
    port.publish([CITY_RECORD], version=1)
    port.publish([OFFICE], version=1)
    done = refresh.run()
    assert Applied(Dataset.BILLS, 7, manifest.digest) in done.applied
    assert done.missing == (
        Dataset.SERVICES,
        Dataset.FEES,
        Dataset.KIOSKS,
        Dataset.CONFIGURATION,
    )
    store = ReferenceStore(device.path)
    assert store.bill("1117753200140") == [bill(), bill(payment_id="4")]
    assert store.bill("999") == []
    assert store.city() == CITY_RECORD
    assert store.offices() == [OFFICE]
    assert store.age("bills") == DatasetAge(dataset="bills", version=7, as_of_ms=1_000)
    store.close()


def test_before_the_first_refresh_nothing_is_known(device: DeviceDirectory) -> None:
    store = ReferenceStore(device.path)
    assert (store.bill("1"), store.city(), store.offices()) == ([], None, [])
    assert store.ages() == ()


def test_an_open_store_follows_each_swap(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    store = ReferenceStore(device.path)
    port.publish([bill()], version=1)
    refresh.run()
    assert store.bill("2") == []
    port.publish([bill("2", "3")], version=2)
    refresh.run()
    assert store.bill("2") == [bill("2", "3")]
    assert store.bill("1117753200140") == []
    store.close()


def test_the_same_version_is_not_fetched_again_but_its_age_is(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], version=1)
    refresh.run()
    port.publish([bill()], version=1, as_of_ms=2_000)
    port.asked.clear()
    assert refresh.run().applied == ()
    assert "/device/v1/reference/bills/1" not in port.asked
    age = ReferenceStore(device.path).age("bills")
    assert age is not None
    assert age.as_of_ms == 2_000


def test_datasets_the_hub_has_not_are_named_and_the_others_applied(
    port: DevicePort, refresh: ReferenceRefresh
) -> None:
    port.publish([CITY_RECORD], version=1)
    done = refresh.run()
    assert [a.dataset for a in done.applied] == [Dataset.CITY]
    assert set(done.missing) == set(Dataset) - {Dataset.CITY}


def test_what_is_not_signed_for_reference_data_is_refused(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    manifest = port.publish([bill()], version=1)
    port.offer(manifest, key="command")
    with pytest.raises(BadSignature):
        refresh.run()
    assert ReferenceStore(device.path).ages() == ()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"city": "tehran"}, "bills of tehran"),
        ({"dataset": Dataset.OFFICES}, "offices of qazvin"),
        ({"digest": bytes(32)}, "not the one that was signed"),
        ({"size": -1}, "-1 bytes are announced"),
        ({"created_ms": 4}, "older than the one in use"),
    ],
)
def test_a_wrong_dataset_is_refused_and_the_one_in_use_stays(
    port: DevicePort,
    device: DeviceDirectory,
    refresh: ReferenceRefresh,
    change: dict[str, object],
    what: str,
) -> None:
    port.publish([bill()], version=5)
    refresh.run()
    wrong = msgspec.structs.replace(port.publish([bill("2", "3")], version=6), **change)
    port.offer(wrong)
    port.answers["/device/v1/reference/bills"] = port.answers[
        f"/device/v1/reference/{wrong.dataset}"
    ]
    with pytest.raises(BadReference, match=what):
        refresh.run()
    store = ReferenceStore(device.path)
    assert store.bill("1117753200140") == [bill()]
    store.close()


def test_a_payload_larger_than_announced_is_not_read(
    port: DevicePort, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], version=1)
    _, payload = port.answers["/device/v1/reference/bills/1"]
    port.answers["/device/v1/reference/bills/1"] = (200, payload + bytes(1 << 20))
    with pytest.raises(HubRefused, match="more than"):
        refresh.run()


def test_a_number_given_again_by_a_restored_hub_is_taken_when_it_is_newer(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], version=5, created_ms=100)
    refresh.run()
    port.publish([bill("2", "3")], version=5, created_ms=200)
    refresh.run()
    store = ReferenceStore(device.path)
    assert store.bill("2") == [bill("2", "3")]
    store.close()


def test_a_kiosk_that_moved_takes_the_other_districts_bills_however_old_they_are(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], version=5, created_ms=200)
    refresh.run()
    elsewhere = port.publish([bill("2", "3")], version=3, created_ms=100)
    port.offer(msgspec.structs.replace(elsewhere, scope="another district"))
    refresh.run()
    store = ReferenceStore(device.path)
    assert store.bill("2") == [bill("2", "3")]
    store.close()


def test_a_damaged_version_gives_way_to_the_one_before_and_is_fetched_again(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], version=1)
    refresh.run()
    port.publish([bill("2", "3")], version=2)
    refresh.run()
    (device.reference_path / "bills-2.sqlite").write_bytes(b"torn" * 1000)
    store = ReferenceStore(device.path)
    assert store.bill("1117753200140") == [bill()]
    age = store.age("bills")
    assert age is not None
    assert age.version == 1
    refresh.run()
    assert store.bill("2") == [bill("2", "3")]
    store.close()


def test_only_the_version_in_use_and_the_one_before_stay_on_the_disk(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    for version in range(1, 6):
        port.publish([bill(payment_id=str(version))], version=version)
        refresh.run()
    files = sorted(path.name for path in device.reference_path.glob("*.sqlite"))
    assert files == ["bills-4.sqlite", "bills-5.sqlite"]


def test_a_newer_trust_list_is_taken_and_an_older_one_is_not(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.offer_trust(9)
    assert refresh.run().trust_version == 9
    assert device.trust().version == 9
    port.offer_trust(8)
    assert refresh.run().trust_version == 9
    assert device.trust().version == 9


def test_a_trust_list_of_another_root_is_refused(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    _, signed = port.answers["/device/v1/trust"]
    port.answers["/device/v1/trust"] = (200, signed[:-1] + bytes([signed[-1] ^ 1]))
    before = device.trust_path.read_bytes()
    with pytest.raises(BadSignature):
        refresh.run()
    assert device.trust_path.read_bytes() == before


def test_a_hub_that_is_not_there_is_said_to_be_so(
    city: City, device: DeviceDirectory, tmp_path: Path
) -> None:
    url = f"https://localhost:{free_port()}"
    api = HubApi(url, device_context(device), SystemClock(), lambda: 0)
    with pytest.raises(HubUnreachable) as refused:
        ReferenceRefresh(device, api).run()
    assert url in refused.value.what
    assert refused.value.exit_code == 3


def test_all_questions_of_a_refresh_go_over_one_connection(
    port: DevicePort, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], 1)
    refresh.run()
    assert len(port.asked) == len(Dataset) + 2
    assert port.connections == 1
    refresh.run()
    assert port.connections == 2


def test_a_hub_that_hangs_up_between_two_questions_is_asked_again(
    port: DevicePort, refresh: ReferenceRefresh
) -> None:
    port.publish([bill()], 1)
    port.hangs_up |= {"/device/v1/trust", "/device/v1/reference/bills/1"}
    assert [done.dataset for done in refresh.run().applied] == [Dataset.BILLS]
    assert port.connections == 3
    assert len(port.asked) == len(set(port.asked))


def test_a_hub_that_falls_silent_between_two_questions_is_said_to_be_so(
    port: DevicePort, refresh: ReferenceRefresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_api, "TIMEOUT_S", 0.3)
    port.publish([bill()], 1)
    port.silent.add("/device/v1/reference/bills/1")
    with pytest.raises(HubUnreachable, match="timed out"):
        refresh.run()


def test_a_server_of_another_city_is_not_believed(
    city: City, port: DevicePort, tmp_path: Path
) -> None:
    from tests.edge_agent.city import make_city

    other = make_city(tmp_path / "other").enrol(tmp_path / "device", "k-test", 1, port.url)
    api = HubApi(port.url, device_context(other), SystemClock(), lambda: 0)
    with pytest.raises(HubUnreachable, match="certificate"):
        api.get("/device/v1/trust", 1000)


KILLED = """
import os, signal, sys
from pathlib import Path
from contract.clock import SystemClock
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, ReferenceRefresh
from edge_agent.reference import refresh, tables, versions

where, device = sys.argv[1], DeviceDirectory(Path(sys.argv[2]))
calls = {"rename": 0}
real_rename, real_write = Path.rename, versions.write_durably

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if where == "before the file has its name":
    Path.rename = die
elif where == "before it is in use":
    versions.write_durably = die
elif where == "after it is in use":
    def then_die(*arguments):
        real_write(*arguments)
        die()
    versions.write_durably = then_die
api = HubApi(device.identity().hub_url, device_context(device), SystemClock(), lambda: 0)
ReferenceRefresh(device, api).run()
"""


@pytest.mark.parametrize(
    ("where", "known"),
    [
        ("before the file has its name", 1),
        ("before it is in use", 1),
        ("after it is in use", 2),
    ],
)
def test_a_refresh_killed_at_any_step_leaves_a_whole_version_and_goes_on(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh, where: str, known: int
) -> None:
    port.publish([bill()], version=1)
    refresh.run()
    port.publish([bill("2", "3")], version=2)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(device.path)],
        check=False,
        env=os.environ,
        timeout=60,
    )
    assert killed.returncode == -9
    store = ReferenceStore(device.path)
    age = store.age("bills")
    assert age is not None
    assert age.version == known
    assert store.bill("2" if known == 2 else "1117753200140")
    refresh.run()
    assert store.bill("2") == [bill("2", "3")]
    assert list(device.reference_path.glob(".*.new")) == []
    store.close()


def test_every_failure_says_what_to_do(port: DevicePort, refresh: ReferenceRefresh) -> None:
    port.answers["/device/v1/reference/bills"] = (500, b"the database is away")
    with pytest.raises(PishkhanError) as refused:
        refresh.run()
    assert "the database is away" in refused.value.what
    assert refused.value.next_step
