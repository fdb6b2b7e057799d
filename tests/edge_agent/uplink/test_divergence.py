"""A journal that is not the one the hub knows: no payment on it, both histories at the hub."""

import shutil
import signal

import pytest
from nacl.signing import SigningKey

from contract.events import JournalGap
from edge_agent.device import DeviceDirectory
from edge_agent.journal import JournalReader, JournalWriter, divergence, is_diverged, verify
from tests.edge_agent.hub_double import HubDouble, Kept
from tests.edge_agent.support import DAY_MS, HandClock, opened, pay
from tests.edge_agent.uplink.agent_process import StartAgent, state_of, until_link
from tests.edge_agent.uplink.test_draining import has_all
from tests.support.waiting import eventually


def until_diverged(device: DeviceDirectory, journal: bytes) -> None:
    def question() -> bool:
        state = state_of(device)
        return state is not None and any(
            p.journal == journal.hex() and p.diverged and p.backed_up == 0 for p in state.journals
        )

    eventually(question, "the counter is told that the journal diverged")


def another_history(journal: JournalWriter) -> Kept:
    """As many events as the journal has, but the last one is another."""
    with JournalReader(journal.path) as reader:
        events = reader.entries()
    hashes = [event.hash for event in events]
    return Kept([event.envelope for event in events], [*hashes[:-1], bytes(32)])


@pytest.mark.parametrize("more", [0, 2], ids=["shorter than the hub's", "with events of its own"])
def test_a_disk_put_back_to_an_older_state_is_noticed(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, more: int
) -> None:
    journal = opened(device.journals_path)
    pay(journal)
    journal.close()
    copy = journal.path.read_bytes()
    journal = opened(device.journals_path)
    pay(journal)
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "both payments")
    agent.stop()
    journal.close()

    journal.path.write_bytes(copy)  # the disk of this morning
    journal = opened(device.journals_path)
    for _ in range(more):
        pay(journal)
    agent = start_agent(device)
    until_diverged(device, journal.journal.raw)
    assert journal.diverged
    assert divergence(device.journals_path, journal.journal) is not None
    agent.stop()
    old = journal
    old.close()
    with hub.lock:
        assert hub.kept[old.journal.raw].through == 9

    journal = opened(device.journals_path)
    pay(journal)
    assert journal.journal != old.journal
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "the successor")
    agent.stop()
    journal.close()


def test_the_other_history_is_handed_over_once(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    pay(journal)
    with hub.lock:
        hub.kept[journal.journal.raw] = another_history(journal)
    agent = start_agent(device)
    until_diverged(device, journal.journal.raw)
    eventually(lambda: hub.order.count(journal.journal.raw) == 1, "its events, once more")
    pay(journal)
    eventually(lambda: hub.order.count(journal.journal.raw) >= 2, "what came afterwards")
    agent.stop()
    journal.close()


def test_an_acknowledgement_that_the_hub_did_not_sign_moves_nothing(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    hub.ack_key = SigningKey.generate()
    journal = opened(device.journals_path)
    pay(journal)
    agent = start_agent(device)
    agent.until_output("an acknowledgement is refused")
    state = until_link(device, "connecting")
    assert all(p.acked_seq == 0 and not p.diverged for p in state.journals)
    assert state.hub_time_ms == 0
    assert not is_diverged(device.journals_path, journal.journal)
    agent.stop()
    journal.close()


def test_what_both_sides_lost_is_said_in_a_gap_event(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    clock = HandClock()
    journal = opened(device.journals_path, clock)
    pay(journal)
    pay(journal)
    clock.advance(60 * DAY_MS)
    while journal.prune(5, clock.utc_ms - DAY_MS):
        pass
    agent = start_agent(device)  # the hub has forgotten everything
    until_diverged(device, journal.journal.raw)
    assert agent.stop(signal.SIGTERM) == 0
    own = next(device.journals_path.glob("agent-*.journal"))
    with JournalReader(own) as reader:
        assert JournalGap.KIND in [event.kind for event in reader.entries()]
    assert verify(own).ok
    journal.close()


def test_a_damaged_journal_is_left_aside_and_the_others_go_on(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    journal = opened(device.journals_path)
    pay(journal)
    technician = opened(device.journals_path, writer="technician")
    technician.close()
    shutil.copy(device.tls_key_path, technician.path)  # anything but a journal
    agent = start_agent(device)
    eventually(lambda: has_all(hub, journal), "the sound one")
    agent.until_output("is damaged")

    def reported() -> bool:
        with hub.lock:
            return any(
                part.reason == "journal_damaged"
                for telemetry in hub.telemetry
                for part in telemetry.components
            )

    eventually(reported, "the damage in telemetry")
    agent.stop()
    journal.close()
