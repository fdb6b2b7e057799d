"""`pishkhan agent status`: a technician reads what is wrong and what to do, on one screen."""

import json
import time
from pathlib import Path

import pytest
from cryptography import x509

from contract.clock import boot_id
from contract.closing import ClosingReason
from contract.reference import Dataset
from contract.telemetry import Component, ComponentState, State
from edge_agent.__main__ import main
from edge_agent.commands.findings import span
from edge_agent.device import (
    AgentState,
    ClosedByClerk,
    CounterState,
    DeviceDirectory,
    JournalProgress,
    Link,
    write_agent_state,
    write_closing,
    write_counter_state,
)
from edge_agent.reference.tables import build_table
from edge_agent.reference.versions import InUse, Version, write_versions
from edge_agent.updates import Application, Phase, Reason, Update
from tests.edge_agent.city import City

Captured = pytest.CaptureFixture[str]
HOUR_MS = 3_600_000


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def agent_says(
    device: DeviceDirectory, link: Link, reason: str | None = None, *, diverged: bool = False
) -> None:
    journal = JournalProgress(
        journal="ab" * 16,
        writer="kiosk",
        head_seq=12,
        acked_seq=5,
        backed_up=0,
        hub_time_ms=0,
        diverged=diverged,
    )
    state = AgentState(
        boot=boot_id().hex(),
        monotonic_ms=time.monotonic_ns() // 1_000_000,
        link=link,
        reason=reason,
        since_ms=now_ms() - 2 * HOUR_MS,
        hub_time_ms=0,
        journals=(journal,),
    )
    write_agent_state(device.agent_state_path, state)


def counter_says(device: DeviceDirectory, *parts: tuple[Component, State, str | None]) -> None:
    components = tuple(
        ComponentState(component=component, state=state, reason=reason, since_ms=1)
        for component, state, reason in ((Component.COUNTER, State.READY, None), *parts)
    )
    state = CounterState(
        boot=boot_id().hex(),
        monotonic_ms=time.monotonic_ns() // 1_000_000,
        components=components,
        last_payment_ms=now_ms() - 3 * HOUR_MS,
    )
    write_counter_state(device.counter_state_path, state)


def holds(device: DeviceDirectory, dataset: Dataset, as_of_ms: int) -> Path:
    """An empty version of it is in use; its file."""
    name = f"{dataset}-1.sqlite"
    device.reference_path.mkdir(exist_ok=True)
    build_table(device.reference_path / name, dataset, ())
    version = Version(
        file=name, version=1, scope="1", created_ms=1, as_of_ms=as_of_ms, digest="00" * 32
    )
    write_versions(device.reference_path, {dataset: InUse(now=version)})
    return device.reference_path / name


def shown(device: DeviceDirectory, capsys: Captured, *options: str) -> tuple[int, str]:
    code = main(["status", *options, "--device", str(device.path)])
    return code, capsys.readouterr().out


def test_a_kiosk_where_all_is_well_says_so(device: DeviceDirectory, capsys: Captured) -> None:
    agent_says(device, "online")
    counter_says(device, (Component.PRINTER, State.READY, None))
    code, screen = shown(device, capsys)
    assert code == 0
    assert "Nothing is wrong." in screen
    assert "line        online for 2 h" in screen
    assert "7 wait for the hub" in screen


def test_the_last_payment_the_last_print_and_the_memory_left_are_told(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online")
    counter_says(device)
    _, screen = shown(device, capsys)
    assert "payment     the last one: 3 h ago" in screen
    assert "print       the last one: none yet" in screen
    assert "% free" in screen


def test_how_far_the_last_release_is_stands_there_too(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online")
    counter_says(device)
    assert "release" not in shown(device, capsys)[1]
    device.application_path.mkdir()
    update = Update(version="0.2.0", phase=Phase.ROLLED_BACK, source="hub", reason=Reason.NOT_WELL)
    Application(device.application_path).write(update)
    _, screen = shown(device, capsys)
    assert "release     0.2.0, from the hub, taken back; a newer one is waited for" in screen
    assert "not everything was well" in screen


def test_a_release_that_was_taken_back_is_something_wrong(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online")
    counter_says(device)
    device.application_path.mkdir()
    update = Update(version="0.2.0", phase=Phase.ROLLED_BACK, source="hub", reason=Reason.NOT_WELL)
    Application(device.application_path).write(update)
    code, screen = shown(device, capsys)
    assert code == 1
    assert "! Release 0.2.0 was taken back: not everything was well in its time." in screen


@pytest.mark.parametrize("broken", ["agent_state_path", "counter_state_path"])
def test_a_file_that_cannot_be_read_is_named_and_all_else_is_told(
    broken: str, device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online")
    counter_says(device, (Component.PRINTER, State.READY, None))
    path: Path = getattr(device, broken)
    path.write_bytes(b"{torn")
    code, screen = shown(device, capsys)
    assert code == 1
    assert f"! {path} cannot be read" in screen
    assert "-> Restart pishkhan-agent and pishkhan-kiosk" in screen
    assert "enrol the kiosk again" not in screen
    assert "% free" in screen


def test_data_that_cannot_be_read_is_something_wrong(
    city: City, device: DeviceDirectory, capsys: Captured
) -> None:
    """It was told to the log alone, under «Nothing is wrong»."""
    agent_says(device, "online")
    counter_says(device)
    path = holds(device, Dataset.OFFICES, now_ms())
    assert "Nothing is wrong." in shown(device, capsys)[1]
    path.write_bytes(bytes(4096))
    code, screen = shown(device, capsys)
    assert code == 1
    assert "! The city's data: offices cannot be read; nothing serves in its place." in screen
    assert "-> pishkhan agent refresh" in screen


def test_old_bills_are_something_wrong(device: DeviceDirectory, capsys: Captured) -> None:
    agent_says(device, "online")
    counter_says(device)
    holds(device, Dataset.BILLS, as_of_ms=now_ms() - 47 * HOUR_MS)
    assert shown(device, capsys)[0] == 0
    holds(device, Dataset.BILLS, as_of_ms=now_ms() - 73 * HOUR_MS)
    code, screen = shown(device, capsys)
    assert code == 1
    assert "! The city's bills here are 3 d old" in screen


@pytest.mark.parametrize(
    ("left_h", "said"),
    [
        (15 * 24, None),
        (13 * 24 + 1, "certificate ends in 13 d and was not renewed"),
        (-50, "certificate ended 2 d ago"),
    ],
)
def test_a_certificate_near_or_past_its_end_is_something_wrong(
    left_h: int,
    said: str | None,
    device: DeviceDirectory,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agent_says(device, "online")
    counter_says(device)
    found = x509.load_pem_x509_certificate(device.tls_certificate_path.read_bytes())
    ends_ns = int(found.not_valid_after_utc.timestamp()) * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: ends_ns - left_h * HOUR_MS * 10**6)
    code, screen = shown(device, capsys)
    assert code == (0 if said is None else 1)
    assert said is None or said in screen


def test_a_line_that_is_down_says_since_when_why_and_what_to_do(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "offline", "connection refused")
    counter_says(device)
    code, screen = shown(device, capsys)
    assert code == 1
    assert "! No line to the city for 2 h: connection refused." in screen
    assert "-> Look at this office's router" in screen


def test_nothing_that_runs_is_told_first(device: DeviceDirectory, capsys: Captured) -> None:
    code, screen = shown(device, capsys)
    assert code == 1
    wrong = [line for line in screen.splitlines() if line.startswith("!")]
    assert "agent does not run" in wrong[0]
    assert "kiosk does not run" in wrong[1]
    assert "the agent has never run" in screen


def test_a_part_that_failed_comes_before_one_that_wants_care(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online")
    counter_says(
        device,
        (Component.PAPER, State.DEGRADED, "paper_low"),
        (Component.TERMINAL, State.FAILED, "unplugged"),
    )
    code, screen = shown(device, capsys)
    assert code == 1
    assert screen.index("Terminal does not work: unplugged.") < screen.index(
        "Paper works, but wants care: paper_low."
    )


def test_a_closing_by_the_clerk_is_told_once_and_as_such(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online")
    counter_says(device, (Component.COUNTER, State.FAILED, "clerk_cleaning"))
    device.create()
    closed = ClosedByClerk(mark="m", reason=ClosingReason.CLEANING, since_ms=now_ms() - HOUR_MS)
    write_closing(device.closing_path, closed)
    _, screen = shown(device, capsys)
    assert screen.count("!") == 1
    assert "out of service 1 h ago: cleaning." in screen


def test_a_journal_that_the_hub_does_not_know_is_told(
    device: DeviceDirectory, capsys: Captured
) -> None:
    agent_says(device, "online", diverged=True)
    counter_says(device)
    code, screen = shown(device, capsys)
    assert code == 1
    assert "a copied or restored disk" in screen


def test_a_program_reads_the_same(device: DeviceDirectory, capsys: Captured) -> None:
    agent_says(device, "offline", "no route to host")
    counter_says(device)
    _, said = shown(device, capsys, "--json")
    (finding,) = json.loads(said)["findings"]
    assert "no route to host" in finding["what"]
    assert finding["next_step"]


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(0, "0 s"), (59_999, "59 s"), (60_000, "1 min"), (HOUR_MS, "1 h"), (50 * HOUR_MS, "2 d")],
)
def test_spans_are_told_in_their_largest_unit(milliseconds: int, said: str) -> None:
    assert span(milliseconds) == said
