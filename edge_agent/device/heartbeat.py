"""What the counter tells the agent each second, and the agent the counter: small JSON files.

Freshness is judged by boot id and monotonic time, so that a clock that jumps silences nobody.
"""

import time
from pathlib import Path
from typing import Literal

import msgspec

from contract.clock import boot_id
from contract.telemetry import ComponentState, Measurement
from edge_agent.device.errors import DamagedDeviceFile
from edge_agent.device.files import write_atomically

SILENT_AFTER_MS = 10_000

Link = Literal["online", "offline", "connecting"]


class CounterState(msgspec.Struct, frozen=True, kw_only=True):
    """DIR/run/counter.json. `boot` in hexadecimal; times in UTC ms but `monotonic_ms`;
    `software` the counter's version, empty from one that did not say it yet."""

    boot: str
    monotonic_ms: int
    software: str = ""
    components: tuple[ComponentState, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    last_payment_ms: int | None = None
    last_print_ms: int | None = None


class JournalProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far the hub has one journal. `journal` in hexadecimal.

    `hub_time_ms` is the hub's signed time of its last word, 0 when it has not spoken yet.
    """

    journal: str
    writer: str
    head_seq: int
    acked_seq: int
    backed_up: int
    hub_time_ms: int
    diverged: bool


class AgentState(msgspec.Struct, frozen=True, kw_only=True):
    """DIR/run/agent.json. `since_ms` (UTC) is when `link` last changed; `office`: a clerk can be
    called, for the page in the office's network is there."""

    boot: str
    monotonic_ms: int
    link: Link
    reason: str | None
    since_ms: int
    hub_time_ms: int
    journals: tuple[JournalProgress, ...] = ()
    office: bool = False


_counters = msgspec.json.Decoder(CounterState)
_agents = msgspec.json.Decoder(AgentState)


def write_counter_state(path: Path, state: CounterState) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(state))


def write_agent_state(path: Path, state: AgentState) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(state))


def read_counter_state(path: Path) -> CounterState | None:
    """None when the counter has never written. Raises DamagedDeviceFile."""
    data = _content(path)
    try:
        return None if data is None else _counters.decode(data)
    except msgspec.DecodeError as error:
        raise DamagedDeviceFile(path, str(error)) from error


def read_agent_state(path: Path) -> AgentState | None:
    """None when the agent has never written. Raises DamagedDeviceFile."""
    data = _content(path)
    try:
        return None if data is None else _agents.decode(data)
    except msgspec.DecodeError as error:
        raise DamagedDeviceFile(path, str(error)) from error


def is_fresh(state: CounterState | AgentState, within_ms: int = SILENT_AFTER_MS) -> bool:
    """Whether its writer wrote it in this boot and not longer ago than `within_ms`."""
    age_ms = time.monotonic_ns() // 1_000_000 - state.monotonic_ms
    return state.boot == boot_id().hex() and 0 <= age_ms <= within_ms


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
