"""Journals reach the hub whole and in order, whatever happens to agent, broker, line and hub."""

import random
import signal

import pytest

from contract.events import KioskStarted
from edge_agent.device import DeviceDirectory
from edge_agent.journal import Draft, JournalReader, JournalWriter, restart
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.support import opened, pay
from tests.edge_agent.uplink.agent_process import StartAgent, state_of, until_link
from tests.support.mosquitto import Mosquitto
from tests.support.waiting import eventually


def has_all(hub: HubDouble, journal: JournalWriter) -> bool:
    """Whether the hub holds this journal, byte for byte."""
    with JournalReader(journal.path) as reader:
        written = [event.envelope for event in reader.entries(limit=1_000_000)]
    with hub.lock:
        kept = hub.kept.get(journal.journal.raw)
        return kept is not None and kept.envelopes == written


def fill(journal: JournalWriter, events: int) -> None:
    for _ in range(events // 500):
        journal.append(*[Draft(KioskStarted(software="0.1.0", recovered=0))] * 500)


def test_what_was_journaled_before_and_after_the_start_reaches_the_hub(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    pay(journal)
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "what was there before")
    pay(journal)
    eventually(lambda: has_all(hub, journal), "what came after")
    state = until_link(device, "online")
    assert {progress.writer for progress in state.journals} == {"kiosk", "agent"}
    eventually(
        lambda: all(p.acked_seq == p.head_seq for p in until_link(device, "online").journals),
        "the counter is told",
    )
    assert agent.stop(signal.SIGTERM) == 0
    assert hub.doubled == 0
    journal.close()


def test_offline_everything_waits_and_nothing_is_lost(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, broker: Mosquitto
) -> None:
    journal = opened(device.journals_path)
    agent = start_agent(device)
    until_link(device, "online")
    broker.kill()
    until_link(device, "offline")
    for _ in range(3):
        pay(journal)
    broker.start()
    eventually(lambda: has_all(hub, journal), "what was journaled offline", timeout_s=40)
    agent.stop()
    journal.close()


def test_an_agent_that_cannot_write_its_own_state_still_brings_journals_to_the_hub(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    device.agent_state_path.mkdir()  # nothing can be put in its place, as on a full disk
    journal = opened(device.journals_path)
    pay(journal)
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "the payment")
    agent.until_output("the agent's state cannot be written")
    assert agent.stop() == 0
    journal.close()


def test_without_a_broker_the_agent_runs_and_says_why_it_is_offline(
    start_agent: StartAgent, device: DeviceDirectory, broker: Mosquitto
) -> None:
    broker.kill()
    agent = start_agent(device)
    state = until_link(device, "offline")
    assert state.reason is not None
    assert "the broker does not answer: Connection refused" in state.reason
    assert agent.stop(signal.SIGTERM) == 0


def test_a_silent_hub_is_no_line_to_the_city_and_gets_everything_later(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    hub.silent = True
    journal = opened(device.journals_path)
    pay(journal)
    agent = start_agent(device)
    state = until_link(device, "offline")
    assert state.reason == "the hub does not answer"
    hub.silent = False
    eventually(lambda: has_all(hub, journal), "all after the silence", timeout_s=60)
    until_link(device, "online")
    agent.stop()
    journal.close()


@pytest.mark.parametrize("seed", range(3))
def test_an_agent_killed_in_mid_drain_goes_on_and_the_hub_has_each_event_once(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, seed: int
) -> None:
    journal = opened(device.journals_path)
    fill(journal, 20_000)
    chance = random.Random(seed)
    hub.pace = 4
    for _ in range(4):
        agent = start_agent(device)
        seen = hub.batches
        more = seen + chance.randrange(1, 12)
        eventually(lambda more=more: hub.batches >= more, "some more batches")  # type: ignore[misc]
        agent.kill()
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "everything", timeout_s=60)
    with hub.lock:
        assert hub.kept[journal.journal.raw].through == journal.head.seq == 20_001
    agent.stop()
    journal.close()


def test_batches_that_a_hub_lost_are_sent_again(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    fill(journal, 5_000)
    hub.drop_batches = 5
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "all in the end", timeout_s=40)
    assert hub.drop_batches == 0
    agent.stop()
    journal.close()


def test_a_hub_restored_from_a_copy_gets_again_what_it_lost(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    fill(journal, 2_000)
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "all at first")
    with hub.lock:
        kept = hub.kept[journal.journal.raw]
        del kept.envelopes[500:], kept.hashes[500:]
        hub.epoch = 2
    pay(journal)
    eventually(lambda: has_all(hub, journal), "all again", timeout_s=40)
    agent.stop()
    journal.close()


def test_the_window_is_the_hubs_pace(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    agent = start_agent(device)
    until_link(device, "online")
    hub.pace = 3
    pay(journal)
    eventually(lambda: has_all(hub, journal), "the new pace is known")
    with hub.lock:
        hub.silent = True
        before = hub.batches
    fill(journal, 10_000)
    eventually(lambda: hub.batches >= before + 3, "a window of three")
    first = state_of(device)
    assert first is not None
    eventually(
        lambda: (s := state_of(device)) is not None and s.monotonic_ms > first.monotonic_ms,
        "another second",
    )
    assert hub.batches == before + 3
    agent.stop()
    journal.close()


def test_the_live_journal_goes_before_an_old_one(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    old = opened(device.journals_path)
    fill(old, 10_000)
    old.close()
    restart(device.journals_path, "kiosk", "a test")
    live = opened(device.journals_path)
    pay(live)
    agent = start_agent(device)
    eventually(lambda: has_all(hub, live) and has_all(hub, old), "both", timeout_s=40)
    with hub.lock:
        assert hub.order.index(live.journal.raw) < hub.order.index(old.journal.raw)
    agent.stop()
    live.close()
