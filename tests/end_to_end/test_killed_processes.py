"""SIGKILL to each process between journal and hub, in mid-drain: nothing lost, nothing twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.custody import missing_at_hub
from benchmarks.simulate.kiosks import Written, enrol_kiosks, heads, start_agents, write_payments
from edge_agent.device import DeviceDirectory
from provisioning.demo.counts import journal_count
from provisioning.enrolment.https import HubUnreachable
from tests.support.waiting import eventually

PAYMENTS = 1_500
KIOSKS = 2


class Drain:
    """Kiosks with long queues, of which the hub has begun to receive."""

    def __init__(self, city: LoadedCity, folder: Path) -> None:
        self.city = city
        self.devices: list[DeviceDirectory] = enrol_kiosks(city, folder, KIOSKS)
        self.written: list[Written] = write_payments(self.devices, PAYMENTS, seed=len(str(folder)))
        self.names = [f"agent-{device.path.name}" for device in self.devices]
        start_agents(city, self.devices)
        eventually(self._begun, "the hub has begun to receive")

    def _begun(self) -> bool:
        journals = {journal["journal"]: journal for journal in self.city.counts()["journals"]}
        return any(
            journals.get(w.journal, {}).get("through", 0) not in (0, w.head_seq)
            for w in self.written
        )

    def end(self) -> None:
        for name in self.names:
            self.city.programs.stop(name)


@pytest.fixture
def drain(city: LoadedCity, folder: Path, fault: Callable[[Drain], None]) -> Iterator[Drain]:
    started = Drain(city, folder / fault.__name__)
    yield started
    started.end()


def _kill_agents(drain: Drain) -> None:
    for name in drain.names:
        drain.city.programs.kill_and_start_again(name)


def _kill_broker(drain: Drain) -> None:
    assert drain.city.broker is not None
    drain.city.broker.kill_and_start_again()


def _kill_hub(drain: Drain) -> None:
    drain.city.programs.kill_and_start_again("hub")
    eventually(lambda: _answers(drain.city), "the hub answers again")


def _cut_line(drain: Drain) -> None:
    assert drain.city.line is not None
    drain.city.line.cut()
    drain.city.line.mend()


def _answers(city: LoadedCity) -> bool:
    try:
        return bool(city.counts())
    except HubUnreachable:
        return False


@pytest.mark.timeout(180)
@pytest.mark.parametrize("fault", [_kill_agents, _kill_broker, _kill_hub, _cut_line])
def test_a_fault_in_mid_drain_loses_and_doubles_nothing(
    drain: Drain, fault: Callable[[Drain], None], folder: Path
) -> None:
    fault(drain)
    assert missing_at_hub(drain.city, drain.written) == []
    fault(drain)
    assert missing_at_hub(drain.city, list(heads(drain.devices))) == []
    journaled = sum(journal_count(DeviceDirectory(kiosk)) for kiosk in folder.glob("*/kiosk-*"))
    assert journaled > 0
    assert drain.city.counts()["payments"]["approved"] == journaled
