"""What the city has set for this kiosk: checked here too, and swapped like all other data."""

import pytest

from contract.configuration import Configuration, ConfigurationRecord
from contract.hello import BadMessage
from edge_agent.device import DeviceDirectory
from edge_agent.reference import ReferenceRefresh, ReferenceStore
from tests.edge_agent.device_port import DevicePort


def record(key: str, value: object) -> ConfigurationRecord:
    return ConfigurationRecord(key=key, value=value, origin="district")


def followed(device: DeviceDirectory) -> Configuration:
    store = ReferenceStore(device.path)
    follows = store.configuration()
    store.close()
    return follows


def test_before_it_ever_came_the_defaults_hold(device: DeviceDirectory) -> None:
    assert followed(device) == Configuration()


def test_what_is_set_holds_and_what_only_a_newer_hub_knows_is_kept_and_passed_over(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([record("bills_max_age_h", 48), record("door", ["green", 3])], version=1)
    refresh.run()
    assert followed(device) == Configuration(bills_max_age_h=48)
    kept = (device.reference_path / "configuration-1.sqlite").read_bytes()
    assert b"green" in kept


def test_a_value_that_cannot_be_is_refused_whole_and_the_one_in_use_stays(
    port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh
) -> None:
    port.publish([record("bills_per_payment", 2)], version=1)
    refresh.run()
    port.publish([record("bills_max_age_h", 48), record("bills_per_payment", 6)], version=2)
    with pytest.raises(BadMessage, match="bills_per_payment can't be 6"):
        refresh.run()
    assert followed(device) == Configuration(bills_per_payment=2)
