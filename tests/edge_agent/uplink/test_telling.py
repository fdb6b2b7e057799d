"""What the agent tells the hub of itself: status, telemetry; and how it ends."""

import time

import psutil

from contract.clock import boot_id
from contract.telemetry import Component, ComponentState, Measurement, State, Telemetry
from edge_agent.device import CounterState, DeviceDirectory, write_counter_state
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.support import opened, pay
from tests.edge_agent.uplink.agent_process import StartAgent
from tests.edge_agent.uplink.test_draining import fill, has_all
from tests.support.waiting import eventually

MEMORY_GOAL_BYTES = 60 << 20
VOLTS = Measurement(component=Component.UPS, name="mains_volt", value=231)


def counter_says(device: DeviceDirectory, age_ms: int = 0) -> None:
    paper = ComponentState(
        component=Component.PAPER, state=State.DEGRADED, reason="near_end", since_ms=1, level=5
    )
    disk = ComponentState(
        component=Component.DISK, state=State.DEGRADED, reason="worn", since_ms=1, level=60
    )
    clock = ComponentState(component=Component.CLOCK, state=State.READY, since_ms=1)
    state = CounterState(
        boot=boot_id().hex(),
        monotonic_ms=time.monotonic_ns() // 1_000_000 - age_ms,
        components=(paper, disk, clock),
        measurements=(VOLTS,),
        last_payment_ms=17,
    )
    write_counter_state(device.counter_state_path, state)


def until_telemetry(
    hub: HubDouble, component: Component, state: State, reason: str | None
) -> Telemetry:
    def question() -> Telemetry | None:
        with hub.lock:
            for telemetry in hub.telemetry:
                for part in telemetry.components:
                    if (part.component, part.state, part.reason) == (component, state, reason):
                        return telemetry
        return None

    return eventually(question, f"{component} {state} {reason} in telemetry")


def test_a_device_is_online_until_it_says_goodbye(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    agent = start_agent(device)
    eventually(lambda: [s.online for s in hub.statuses] == [True], "online")
    agent.stop()
    eventually(lambda: [s.online for s in hub.statuses] == [True, False], "offline")


def test_the_broker_says_it_when_a_device_falls_silent(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    agent = start_agent(device)
    eventually(lambda: [s.online for s in hub.statuses] == [True], "online")
    agent.kill()
    eventually(lambda: [s.online for s in hub.statuses] == [True, False], "the last will")


def test_the_counters_parts_are_passed_on_and_its_silence_is_noticed(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    agent = start_agent(device)
    until_telemetry(hub, Component.COUNTER, State.ABSENT, "never_started")
    counter_says(device)
    telemetry = until_telemetry(hub, Component.PAPER, State.DEGRADED, "near_end")
    assert telemetry.last_payment_ms == 17
    until_telemetry(hub, Component.COUNTER, State.READY, None)
    hub.telemetry.clear()
    counter_says(device, age_ms=10_001)
    telemetry = until_telemetry(hub, Component.COUNTER, State.FAILED, "silent")
    assert Component.PAPER not in {part.component for part in telemetry.components}
    assert VOLTS not in telemetry.measurements
    agent.stop()


def test_disk_and_clock_are_told_once_as_the_worse_of_two_judgements(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    counter_says(device)
    agent = start_agent(device)
    telemetry = until_telemetry(hub, Component.DISK, State.DEGRADED, "worn")
    components = [part.component for part in telemetry.components]
    assert len(components) == len(set(components))
    assert VOLTS in telemetry.measurements
    until_telemetry(hub, Component.CLOCK, State.READY, None)

    def offset() -> bool:
        with hub.lock:
            return any(
                read.name == "clock_offset_ms" and abs(read.value) < 60_000
                for telemetry in hub.telemetry
                for read in telemetry.measurements
            )

    eventually(offset, "the clock's offset to the hub's time")
    agent.stop()


def test_lag_and_depth_are_told_of_each_journal(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    pay(journal)
    hub.silent = True
    agent = start_agent(device)

    def queued() -> bool:
        with hub.lock:
            return any(
                (q.writer, q.head_seq, q.acked_seq) == ("kiosk", 5, 0)
                and q.oldest_unsent_ms is not None
                for telemetry in hub.telemetry
                for q in telemetry.queue
            )

    eventually(queued, "a queue of five")
    agent.stop()
    journal.close()


def test_the_agent_ends_in_the_middle_of_a_drain_when_asked(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    fill(journal, 20_000)
    agent = start_agent(device)
    eventually(lambda: hub.batches >= 1, "draining")
    assert agent.stop() == 0
    journal.close()


def test_the_agent_stays_small_while_it_drains_a_long_journal(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    fill(journal, 30_000)
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "all of it", timeout_s=60)
    resident = sum(
        process.memory_info().rss
        for process in [psutil.Process(agent.pid), *psutil.Process(agent.pid).children()]
    )
    agent.stop()
    journal.close()
    assert resident <= MEMORY_GOAL_BYTES, f"{resident >> 20} MiB"
