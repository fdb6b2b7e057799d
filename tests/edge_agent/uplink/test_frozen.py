"""A device that is frozen closes no socket: the broker's patience ends, and the hub learns it."""

import signal
import sys

from central.fleet.health import SILENT_AFTER_MS
from edge_agent.agent.loop import TELEMETRY_EVERY_MS
from edge_agent.device import DeviceDirectory
from edge_agent.uplink.connection import KEEP_ALIVE_S
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.uplink.agent_process import ROOT
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

BROKERS_PATIENCE = 1.5
"""MQTT 5, 3.1.2.10: without a word for so many keep-alives the broker closes the connection."""
BROKER_LOOKS_EVERY_S = 5


def test_a_frozen_agent_is_told_offline_by_its_last_will_and_comes_back_when_it_thaws(
    device: DeviceDirectory, hub: HubDouble
) -> None:
    agent = ChildProcess(
        [sys.executable, "-m", "tests.edge_agent.uplink.impatient_agent", str(device.path)],
        log=device.path / "agent.log",
        folder=ROOT,
    )
    try:
        eventually(lambda: [s.online for s in hub.statuses] == [True], "online")
        agent.signal(signal.SIGSTOP)
        eventually(lambda: [s.online for s in hub.statuses] == [True, False], "the last will")
        agent.signal(signal.SIGCONT)
        eventually(lambda: [s.online for s in hub.statuses][2:] == [True], "online again")
    finally:
        agent.kill()


def test_silence_is_told_within_90_seconds_whoever_notices_it() -> None:
    by_the_broker_s = BROKERS_PATIENCE * KEEP_ALIVE_S + BROKER_LOOKS_EVERY_S
    assert by_the_broker_s <= 90
    assert SILENT_AFTER_MS <= 90_000
    # A connection that pings while the agent's loop hangs: no telemetry comes any more.
    assert TELEMETRY_EVERY_MS * 3 < SILENT_AFTER_MS
