"""The driver beside the emulator: troubles that the real service cannot be made to have."""

import time
from collections.abc import Iterator

import pytest

from contract.errors import InvalidValue
from hardware.cabinet.looking import CabinetPart
from hardware.cabinet.nut import NutSettings, open_ups
from hardware.cabinet.nut.emulator import EmulatedUps
from hardware.cabinet.nut.emulator_kind import FAULTS
from hardware.device import Measured, Measurement
from hardware.emulation import Emulation, open_wire
from hardware.profile import parse_profile
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.cabinet.parts import LOOK_S, Told, until_reports
from tests.support.waiting import assert_no_hang


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def emulation() -> Iterator[Emulation]:
    running = Emulation(EmulatedUps(), open_wire("tcp:127.0.0.1:0"), FAULTS)
    yield running
    running.close()


@pytest.fixture
def ups(emulation: Emulation, told: Told) -> Iterator[CabinetPart]:
    part = open_ups(NutSettings(address=emulation.address), told, LOOK_S)
    yield part
    part.close()


def test_each_trouble_is_told_and_ends(emulation: Emulation, ups: CabinetPart) -> None:
    until_reports(ups, DeviceState.READY)
    emulation.obey({"do": "overload", "on": True})
    until_reports(ups, DeviceState.DEGRADED, Reason.OVERLOAD)
    emulation.obey({"do": "overload", "on": False})
    emulation.obey({"do": "worn", "on": True})
    until_reports(ups, DeviceState.DEGRADED, Reason.BATTERY_WORN)
    emulation.obey({"do": "worn", "on": False})
    emulation.obey({"do": "mains", "on": False})
    until_reports(ups, DeviceState.DEGRADED, Reason.ON_BATTERY)
    emulation.obey({"do": "battery", "percent": 12})
    assert until_reports(ups, DeviceState.FAILED, Reason.BATTERY_LOW).level == 12
    emulation.obey({"do": "mains", "on": True})
    assert until_reports(ups, DeviceState.READY).level == 12
    emulation.obey({"do": "battery", "percent": 100})
    until_reports(ups, DeviceState.READY)


def test_since_stays_while_the_battery_drains(emulation: Emulation, ups: CabinetPart) -> None:
    emulation.obey({"do": "mains", "on": False})
    first = until_reports(ups, DeviceState.DEGRADED, Reason.ON_BATTERY)
    emulation.obey({"do": "battery", "percent": 80})
    until_level = until_reports(ups, DeviceState.DEGRADED, Reason.ON_BATTERY)
    assert until_level.since_ms == first.since_ms


def test_a_cable_out_of_the_ups_is_no_answer(emulation: Emulation, ups: CabinetPart) -> None:
    until_reports(ups, DeviceState.READY)
    emulation.obey({"do": "stale", "on": True})
    until_reports(ups, DeviceState.FAILED, Reason.NO_ANSWER)
    emulation.obey({"do": "stale", "on": False})
    until_reports(ups, DeviceState.READY)


def test_a_service_that_hangs_is_no_answer(emulation: Emulation, ups: CabinetPart) -> None:
    until_reports(ups, DeviceState.READY)
    emulation.obey({"do": "silent", "on": True})
    until_reports(ups, DeviceState.FAILED, Reason.NO_ANSWER)


def test_closing_does_not_wait_for_an_answer(emulation: Emulation, ups: CabinetPart) -> None:
    emulation.obey({"do": "silent", "on": True})
    until_reports(ups, DeviceState.FAILED, Reason.NO_ANSWER)
    with assert_no_hang("closing"):
        ups.close()
        ups.close()


@pytest.mark.parametrize(
    "line", ['address = "serial:/dev/ttyS0"', 'ups = "two words"', 'ups = "a\\nLOGOUT"']
)
def test_a_profile_that_no_upsd_can_have_is_refused(line: str) -> None:
    with pytest.raises(InvalidValue):
        parse_profile(f'[[cabinet]]\ndriver = "nut"\n{line}\n')


def test_a_measurement_is_told_when_it_is_another(
    emulation: Emulation, ups: CabinetPart, told: Told
) -> None:
    until_reports(ups, DeviceState.READY)
    emulation.obey({"do": "mains", "on": False})
    until_reports(ups, DeviceState.DEGRADED, Reason.ON_BATTERY)
    emulation.obey({"do": "mains", "on": True})
    until_reports(ups, DeviceState.READY)
    volts = [
        event.value
        for event in told.events
        if isinstance(event, Measured) and event.measurement is Measurement.MAINS_VOLT
    ]
    assert volts == [230, 0, 230]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x00\xff" * 5000,
        b'BEGIN LIST VAR ups\nVAR ups ups.status "OL\n',
        b"BEGIN LIST VAR ups\nEND LIST VAR ups\n",
    ],
)
def test_what_is_no_upsd_is_never_called_ready(answer: bytes) -> None:
    wire = open_wire("tcp:127.0.0.1:0")
    part = open_ups(NutSettings(address=wire.address), Told(), every_s=60)
    link = wire.next_client()
    assert link is not None
    link.receive(time.monotonic() + 5)
    link.send(answer, time.monotonic() + 5)
    expected = Reason.NO_ANSWER if answer.startswith(b"BEGIN LIST VAR ups\nEND") else None
    until_reports(part, DeviceState.FAILED, expected or Reason.UNREADABLE)
    part.close()
    link.close()
    wire.close()
    assert wire.next_client() is None


def test_faults_are_caused_and_mended_by_name(ups: CabinetPart, emulation: Emulation) -> None:
    emulation.faults.cause("on-battery")
    emulation.faults.cause("battery-low")
    until_reports(ups, DeviceState.FAILED, Reason.BATTERY_LOW)
    emulation.faults.mend(None)
    until_reports(ups, DeviceState.READY)
