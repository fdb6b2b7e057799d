"""A device's folder: what enrolment wrote is read, what is missing or damaged is said."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from contract.clock import boot_id
from contract.errors import PishkhanError
from contract.signature import BadSignature
from contract.telemetry import Component, ComponentState, State
from edge_agent.device import (
    SILENT_AFTER_MS,
    AgentState,
    ClockFloor,
    CounterState,
    DamagedDeviceFile,
    DeviceDirectory,
    Identity,
    JournalProgress,
    NotEnrolled,
    device_context,
    is_fresh,
    read_agent_state,
    read_clock_floor,
    read_counter_state,
    write_agent_state,
    write_atomically,
    write_counter_state,
    write_durably,
)
from edge_agent.device.clock_floor import WRITE_EVERY_MS
from tests.edge_agent.city import CITY, PLACE, City

IDENTITY = Identity(
    city=CITY,
    device="k-test",
    place=PLACE,
    hub_url="https://hub:8444",
    broker_host="hub",
    broker_port=8883,
    tracking_prefixes=(3056,),
    enrolled_at_ms=1,
)


@pytest.fixture
def device(tmp_path: Path) -> DeviceDirectory:
    directory = DeviceDirectory(tmp_path / "device")
    directory.create()
    return directory


def test_an_identity_is_read_as_it_was_written(device: DeviceDirectory) -> None:
    before = device.enrolled
    device.write_identity(IDENTITY)
    assert (before, device.enrolled) == (False, True)
    assert device.identity() == IDENTITY
    assert device.identity().topics.ack.endswith("/k-test/ack")


@pytest.mark.parametrize(
    "read",
    [
        DeviceDirectory.identity,
        DeviceDirectory.signing_key,
        DeviceDirectory.trust,
        DeviceDirectory.root_certificate,
        device_context,
    ],
)
def test_a_folder_that_is_not_enrolled_says_how_to_enrol(
    device: DeviceDirectory, read: Callable[[DeviceDirectory], object]
) -> None:
    with pytest.raises(NotEnrolled) as refused:
        read(device)
    assert "pishkhan provision enrol" in refused.value.next_step
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("identity_path", b"{", DeviceDirectory.identity),
        ("identity_path", b"{}", DeviceDirectory.identity),
        ("journal_key_path", b"short", DeviceDirectory.signing_key),
        ("clock_floor_path", b"soon", lambda d: read_clock_floor(d.clock_floor_path)),
        ("counter_state_path", b"", lambda d: read_counter_state(d.counter_state_path)),
        ("agent_state_path", b"[]", lambda d: read_agent_state(d.agent_state_path)),
    ],
)
def test_a_damaged_file_is_named(
    device: DeviceDirectory,
    name: str,
    content: bytes,
    read: Callable[[DeviceDirectory], object],
) -> None:
    path: Path = getattr(device, name)
    path.write_bytes(content)
    with pytest.raises(DamagedDeviceFile) as refused:
        read(device)
    assert str(path) in refused.value.what
    assert refused.value.exit_code == 4


def test_keys_that_are_none_are_damage_too(city: City, tmp_path: Path) -> None:
    device = city.enrol(tmp_path / "device", "k-test", 1, "https://hub")
    device.tls_key_path.write_text("no key")
    with pytest.raises(DamagedDeviceFile):
        device_context(device)


def test_a_trust_list_must_be_the_roots(city: City, tmp_path: Path) -> None:
    device = city.enrol(tmp_path / "device", "k-test", 1, "https://hub")
    assert device.trust().city == CITY
    device.trust_path.write_bytes(device.trust_path.read_bytes()[:-4] + b"evil")
    with pytest.raises(BadSignature):
        device.trust()


def test_the_signing_key_is_made_once_and_is_the_owners_alone(device: DeviceDirectory) -> None:
    first = device.create_signing_key()
    assert device.create_signing_key() == first == device.signing_key()
    assert isinstance(first, SigningKey)
    assert device.journal_key_path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("write", [write_durably, write_atomically])
def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(
    tmp_path: Path, write: Callable[[Path, bytes], None]
) -> None:
    path = tmp_path / "file"
    write(path, b"first")
    write(path, b"second")
    assert path.read_bytes() == b"second"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_the_clock_floor_only_rises_and_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "clock-floor"
    floor = ClockFloor(path)
    assert floor() == 0
    for hub_time_ms in (10 * WRITE_EVERY_MS, 5, 10 * WRITE_EVERY_MS + 1):
        floor.raise_to(hub_time_ms)
        floor.keep()
    assert floor() == 10 * WRITE_EVERY_MS + 1
    assert ClockFloor(path)() == read_clock_floor(path) == 10 * WRITE_EVERY_MS


def test_the_states_of_counter_and_agent_are_read_as_written(device: DeviceDirectory) -> None:
    part = ComponentState(component=Component.PRINTER, state=State.READY, since_ms=1)
    counter = CounterState(boot=boot_id().hex(), monotonic_ms=_now_ms(), components=(part,))
    write_counter_state(device.counter_state_path, counter)
    assert read_counter_state(device.counter_state_path) == counter
    progress = JournalProgress(
        journal="00" * 16,
        writer="kiosk",
        head_seq=5,
        acked_seq=3,
        backed_up=2,
        hub_time_ms=1,
        diverged=False,
    )
    agent = AgentState(
        boot=boot_id().hex(),
        monotonic_ms=_now_ms(),
        link="offline",
        reason="no broker",
        since_ms=1,
        hub_time_ms=1,
        journals=(progress,),
    )
    write_agent_state(device.agent_state_path, agent)
    assert read_agent_state(device.agent_state_path) == agent
    assert is_fresh(counter)
    assert is_fresh(agent)


@pytest.mark.parametrize(
    "state",
    [
        CounterState(boot="0" * 16, monotonic_ms=0),
        CounterState(boot=boot_id().hex(), monotonic_ms=-SILENT_AFTER_MS),
        CounterState(boot=boot_id().hex(), monotonic_ms=2**62),
    ],
    ids=["another boot", "long ago", "from the future"],
)
def test_a_state_of_another_time_is_not_fresh(state: CounterState) -> None:
    assert not is_fresh(state)


def test_a_state_that_was_never_written_is_none(device: DeviceDirectory) -> None:
    assert read_counter_state(device.counter_state_path) is None
    assert read_agent_state(device.agent_state_path) is None


def test_every_error_is_one_a_person_can_act_on() -> None:
    for error in (NotEnrolled(Path("x")), DamagedDeviceFile(Path("x"), "y")):
        assert isinstance(error, PishkhanError)
        assert error.next_step


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
