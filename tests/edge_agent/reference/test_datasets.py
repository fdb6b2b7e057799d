"""Services, fees and kiosks on this kiosk; hubs and stores that are older than they are."""

from nacl.signing import SigningKey

from contract.reference import (
    Bilingual,
    CityRecord,
    Dataset,
    FeeRecord,
    KioskRecord,
    OfficeRecord,
    OpeningHours,
    ServiceRecord,
)
from contract.signature import key_id
from edge_agent.device import DeviceDirectory
from edge_agent.reference import ReferenceRefresh, ReferenceStore
from tests.edge_agent.device_port import DevicePort

CITY_RECORD = CityRecord(city="qazvin", display_name="قزوین", public_url="https://kiosk.example")
SERVICES = [
    ServiceRecord(code="permit", title="پروانه", documents=(Bilingual("سند", "Deed"),), order=1),
    ServiceRecord(code="address", title="اصلاح نشانی", offices=("khayyam",), order=2),
]
FEE = FeeRecord(
    code="permit-file",
    title="تشکیل پرونده",
    amount=500_000,
    valid_from="1405/01/01",
    source="شورا",
)
OFFICE = OfficeRecord(
    code="khayyam",
    district=2,
    name="خیام",
    address="خیابان خیام",
    phone="137",
    name_en="Khayyam",
    hours=(OpeningHours(0, "07:30", "14:00"),),
    lat=36.28,
    lon=50.0,
)
KEY, OLDER_KEY = (bytes(SigningKey(bytes([n]) * 32).verify_key) for n in (1, 2))


def a_kiosk(device: str, key: bytes, *older: bytes) -> KioskRecord:
    return KioskRecord(
        device=device, office="khayyam", office_name="خیام", district=2, number=1,
        journal_key=key, older_keys=older, in_service=True,
    )  # fmt: skip


def test_services_fees_and_kiosks_are_read_in_the_citys_order(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish(SERVICES, version=1)
    port.publish([FEE], version=1)
    port.publish([OFFICE], version=1)
    port.publish([a_kiosk("k-b", KEY), a_kiosk("k-a", OLDER_KEY)], version=1)
    refresh.run()
    store = ReferenceStore(device.path)
    assert store.services() == SERVICES
    assert store.fees() == [FEE]
    assert store.offices() == [OFFICE]
    assert [kiosk.device for kiosk in store.kiosks()] == ["k-b", "k-a"]
    store.close()


def test_a_signature_is_traced_to_its_kiosk_by_any_key_it_ever_had(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([a_kiosk("k-a", KEY, OLDER_KEY)], version=1)
    refresh.run()
    store = ReferenceStore(device.path)
    for key in (KEY, OLDER_KEY):
        found = store.kiosk_of_key(key_id(key))
        assert found is not None
        assert (found.device, found.key_of_id(key_id(key))) == ("k-a", key)
    assert store.kiosk_of_key("0" * 16) is None
    store.close()


def test_a_hub_that_is_too_old_for_a_dataset_does_not_keep_back_the_others(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([CITY_RECORD], version=1)
    for unknown in (Dataset.SERVICES, Dataset.FEES, Dataset.KIOSKS):
        # What FastAPI says of a word that is none of an enumeration's.
        port.answers[f"/device/v1/reference/{unknown}"] = (422, b'{"detail": [{"type": "enum"}]}')
    done = refresh.run()
    assert [applied.dataset for applied in done.applied] == [Dataset.CITY]
    assert {Dataset.SERVICES, Dataset.FEES, Dataset.KIOSKS} <= set(done.missing)
    store = ReferenceStore(device.path)
    assert store.city() == CITY_RECORD
    store.close()


def test_a_store_without_the_newer_datasets_knows_nothing_of_them_and_works(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([OFFICE], version=1)
    refresh.run()
    store = ReferenceStore(device.path)
    assert store.offices() == [OFFICE]
    assert (store.services(), store.fees(), store.kiosks()) == ([], [], [])
    assert store.age("kiosks") is None
    store.close()


def test_a_fresher_dataset_leaves_the_others_open(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([OFFICE], version=1)
    port.publish([a_kiosk("k-a", KEY)], version=1)
    refresh.run()
    store = ReferenceStore(device.path)
    assert (len(store.kiosks()), store.offices()) == (1, [OFFICE])
    # Who opened the offices anew would not find them.
    [file] = device.reference_path.glob("offices-*.sqlite")
    file.unlink()
    del port.answers["/device/v1/reference/offices"]
    port.publish([a_kiosk("k-a", KEY), a_kiosk("k-b", OLDER_KEY)], version=2)
    refresh.run()
    assert len(store.kiosks()) == 2
    assert store.offices() == [OFFICE]
    store.close()
