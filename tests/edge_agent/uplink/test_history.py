"""What the agent kept while its line was down reaches the hub, behind every transaction."""

from edge_agent.agent.history import TelemetryKept
from edge_agent.device import DeviceDirectory
from tests.edge_agent.city import City
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.support import opened
from tests.edge_agent.uplink.agent_process import StartAgent, until_link
from tests.edge_agent.uplink.test_draining import fill, has_all
from tests.support.mosquitto import Mosquitto
from tests.support.waiting import eventually

EVENTS = 5_000


def test_kept_without_a_broker_over_restarts_and_told_behind_all_events(
    city: City, broker: Mosquitto, start_agent: StartAgent, device: DeviceDirectory
) -> None:
    broker.stop()
    journal = opened(device.journals_path)
    fill(journal, EVENTS)

    def kept() -> int:
        return len(TelemetryKept(device.telemetry_kept_path).newest())

    agent = start_agent(device)
    until_link(device, "offline")
    eventually(kept, "a report kept")
    assert agent.stop() == 0
    agent = start_agent(device)
    until_link(device, "offline")
    assert kept() == 1, "a restart is no reason to keep another within the minute"

    broker.start()
    with HubDouble(city, broker.port, {"k-test": device.signing_key().verify_key}) as hub:
        hub.drop_batches = 3  # so that events wait while the hub is there
        eventually(lambda: hub.history, "the history")
        with hub.lock:
            (report,) = hub.history[0].reports
            at_the_hub = hub.through_at_history[0][journal.journal.raw]
        assert at_the_hub == journal.head.seq
        assert has_all(hub, journal)
        assert report.device == "k-test"
        assert any(queue.head_seq - queue.acked_seq >= EVENTS for queue in report.queue)
        eventually(lambda: not kept(), "told, and no longer kept")
        agent.stop()
        assert len(hub.history) == 1
    journal.close()
