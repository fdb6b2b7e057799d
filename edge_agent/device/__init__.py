"""The device folder: identity, keys, clock floor, and the state files of counter and agent."""

from edge_agent.device.assistance import (
    CallState,
    ClerkAnswer,
    ClosedByClerk,
    HelpCall,
    is_standing,
    read_clerk_answer,
    read_closing,
    read_help_call,
    write_clerk_answer,
    write_closing,
    write_help_call,
)
from edge_agent.device.clock_floor import ClockFloor, read_clock_floor
from edge_agent.device.directory import DeviceDirectory
from edge_agent.device.errors import DamagedDeviceFile, NotEnrolled
from edge_agent.device.files import remove_durably, sync_folder, write_atomically, write_durably
from edge_agent.device.heartbeat import (
    SILENT_AFTER_MS,
    AgentState,
    CounterState,
    JournalProgress,
    Link,
    is_fresh,
    read_agent_state,
    read_counter_state,
    write_agent_state,
    write_counter_state,
)
from edge_agent.device.identity import Identity, decode_identity, encode_identity
from edge_agent.device.tls import CertificateOutOfTime, FloorMs, check_times, device_context

__all__ = [
    "SILENT_AFTER_MS",
    "AgentState",
    "CallState",
    "CertificateOutOfTime",
    "ClerkAnswer",
    "ClockFloor",
    "ClosedByClerk",
    "CounterState",
    "DamagedDeviceFile",
    "DeviceDirectory",
    "FloorMs",
    "HelpCall",
    "Identity",
    "JournalProgress",
    "Link",
    "NotEnrolled",
    "check_times",
    "decode_identity",
    "device_context",
    "encode_identity",
    "is_fresh",
    "is_standing",
    "read_agent_state",
    "read_clerk_answer",
    "read_clock_floor",
    "read_closing",
    "read_counter_state",
    "read_help_call",
    "remove_durably",
    "sync_folder",
    "write_agent_state",
    "write_atomically",
    "write_clerk_answer",
    "write_closing",
    "write_counter_state",
    "write_durably",
    "write_help_call",
]
