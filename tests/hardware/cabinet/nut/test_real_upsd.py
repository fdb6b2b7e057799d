"""The driver beside NUT's own upsd and dummy driver: mains, battery, and both of them ending."""

from collections.abc import Iterator

import pytest

from hardware.address import TcpAddress
from hardware.cabinet.looking import CabinetPart
from hardware.cabinet.nut import NutSettings, open_ups
from hardware.device import Measurement
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.cabinet.parts import LOOK_S, Told, until_reports
from tests.support.nut import UPS, Upsd

VARIABLES = {
    "ups.status": "OL",
    "battery.charge": "97",
    "battery.runtime": "1500",
    "ups.load": "12",
    "input.voltage": "231.5",
}


@pytest.fixture
def upsd() -> Iterator[Upsd]:
    with Upsd(VARIABLES) as service:
        yield service


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def ups(upsd: Upsd, told: Told) -> Iterator[CabinetPart]:
    part = open_ups(NutSettings(address=TcpAddress(upsd.host, upsd.port), ups=UPS), told, LOOK_S)
    yield part
    part.close()


def test_mains_and_battery_are_told(upsd: Upsd, ups: CabinetPart, told: Told) -> None:
    assert until_reports(ups, DeviceState.READY).level == 97
    upsd.change(ups_status="OB DISCHRG", battery_charge="64", input_voltage="0")
    assert until_reports(ups, DeviceState.DEGRADED, Reason.ON_BATTERY).level == 64
    upsd.change(ups_status="OB LB", battery_charge="9")
    until_reports(ups, DeviceState.FAILED, Reason.BATTERY_LOW)
    upsd.change(ups_status="OL", battery_charge="97", input_voltage="229")
    until_reports(ups, DeviceState.READY)
    assert told.measured() == {
        (Measurement.BATTERY_PERCENT, ""): 97,
        (Measurement.BATTERY_RUNTIME_S, ""): 1500,
        (Measurement.LOAD_PERCENT, ""): 12,
        (Measurement.MAINS_VOLT, ""): 229,
    }


def test_a_driver_that_ends_is_seen_and_so_is_its_return(upsd: Upsd, ups: CabinetPart) -> None:
    until_reports(ups, DeviceState.READY)
    upsd.stop_driver()
    until_reports(ups, DeviceState.FAILED, Reason.SERVICE_DOWN)
    upsd.start_driver()
    until_reports(ups, DeviceState.READY)


def test_a_service_that_ends_is_seen_and_so_is_its_return(upsd: Upsd, ups: CabinetPart) -> None:
    until_reports(ups, DeviceState.READY)
    upsd.kill_daemon()
    until_reports(ups, DeviceState.FAILED, Reason.SERVICE_DOWN)
    upsd.start_daemon()
    until_reports(ups, DeviceState.READY)


def test_a_name_that_upsd_does_not_know_is_no_ups(upsd: Upsd) -> None:
    settings = NutSettings(address=TcpAddress(upsd.host, upsd.port), ups="another")
    part = open_ups(settings, Told(), LOOK_S)
    until_reports(part, DeviceState.FAILED, Reason.UNPLUGGED)
    part.close()
