"""What the counter says of itself and its cabinet, for the agent to pass on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.clock import SystemClock
from contract.telemetry import Component, Measurement, State
from edge_agent.device import CounterState, read_counter_state
from hardware.cabinet.built_in import built_in
from hardware.cabinet.nut.emulator import EmulatedUps
from hardware.device_set import DeviceSet
from hardware.emulation import Emulation, open_wire
from hardware.profile import parse_profile
from kiosk.counter.heartbeat import Heartbeat
from tests.support.waiting import eventually


@pytest.fixture
def ups() -> Iterator[Emulation]:
    emulation = Emulation(EmulatedUps(), open_wire("tcp:127.0.0.1:0"))
    yield emulation
    emulation.close()


@pytest.fixture
def devices(tmp_path: Path, ups: Emulation) -> Iterator[DeviceSet]:
    profile = parse_profile(f'[[cabinet]]\ndriver = "nut"\naddress = "{ups.address}"\n')
    opened = DeviceSet.open(profile, built_in=built_in(tmp_path, SystemClock()))
    yield opened
    opened.close()


def said(path: Path) -> CounterState:
    state = read_counter_state(path)
    assert state is not None
    return state


def test_the_cabinet_is_told_with_what_it_measures(
    tmp_path: Path, devices: DeviceSet, ups: Emulation
) -> None:
    path = tmp_path / "counter.json"
    heartbeat = Heartbeat(path, devices, SystemClock())
    volts = Measurement(component=Component.UPS, name="mains_volt", value=230)

    def measured() -> bool:
        heartbeat.beat(None)
        return volts in said(path).measurements

    eventually(measured, "the mains' voltage")
    devices.settled(5.0)
    heartbeat.beat(None)
    parts = {part.component: part for part in said(path).components}
    assert len(parts) == len(said(path).components)
    assert parts[Component.COUNTER].state is State.READY
    assert (parts[Component.UPS].state, parts[Component.UPS].level) == (State.READY, 100)
    assert parts[Component.DISK].level is not None
    assert parts[Component.CLOCK].state is State.READY
    assert parts[Component.DOOR].state is State.ABSENT


def test_the_counters_own_trouble_keeps_its_time(tmp_path: Path, devices: DeviceSet) -> None:
    path = tmp_path / "counter.json"
    heartbeat = Heartbeat(path, devices, SystemClock())
    heartbeat.beat("storage")
    first = said(path).components[0]
    heartbeat.beat("storage")
    assert said(path).components[0] == first
    assert (first.component, first.state, first.reason) == (
        Component.COUNTER,
        State.FAILED,
        "storage",
    )


def test_the_next_counter_still_knows_the_last_payment_and_the_last_print(
    tmp_path: Path, devices: DeviceSet
) -> None:
    path = tmp_path / "counter.json"
    before = Heartbeat(path, devices, SystemClock())
    before.last_payment_ms, before.last_print_ms = 17, 18
    before.beat(None)
    Heartbeat(path, devices, SystemClock()).beat(None)
    assert (said(path).last_payment_ms, said(path).last_print_ms) == (17, 18)
    path.write_bytes(b'{"boot": "tor')
    Heartbeat(path, devices, SystemClock()).beat(None)
    assert said(path).last_payment_ms is None
