"""SIGKILL to each process between journal and hub, in mid-drain: nothing lost, nothing twice."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.custody import missing_at_hub
from benchmarks.simulate.kiosks import Written, enrol_kiosks, heads, start_agents, write_payments
from edge_agent.device import DeviceDirectory
from provisioning.demo.counts import journal_count
from provisioning.enrolment.https import HubUnreachable
from tests.support.reliability import BadDay, told_bad_day
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


FAULTS: dict[Callable[[Drain], None], str] = {
    _kill_agents: "agent killed in mid-drain",
    _kill_broker: "broker killed in mid-drain",
    _kill_hub: "hub killed in mid-drain",
    _cut_line: "line cut in mid-drain",
}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_mid_drain_loses_and_doubles_nothing(
    drain: Drain, fault: Callable[[Drain], None], folder: Path, request: pytest.FixtureRequest
) -> None:
    first, first_s = _after(fault, drain, lambda: drain.written)
    written: list[Written] = []
    second, second_s = _after(fault, drain, lambda: _noted(drain, written))
    lost, doubled = _lost_and_doubled(drain, written)
    told_bad_day(
        request,
        BadDay(
            fault=FAULTS[fault],
            tries=2,
            lost=lost,
            doubled=doubled,
            recovered_s=max(first_s, second_s),
        ),
    )
    assert (first, second) == ([], [])
    assert (lost, doubled) == (0, 0)
    journaled = sum(journal_count(DeviceDirectory(kiosk)) for kiosk in folder.glob("*/kiosk-*"))
    assert journaled > 0
    assert drain.city.counts()["payments"]["approved"] == journaled


def _after(
    fault: Callable[[Drain], None], drain: Drain, written: Callable[[], list[Written]]
) -> tuple[list[str], float]:
    """What is missing in the end, and the seconds until then."""
    began = time.monotonic()
    fault(drain)
    return missing_at_hub(drain.city, written()), time.monotonic() - began


def _noted(drain: Drain, written: list[Written]) -> list[Written]:
    """What the journals hold now; agents go on writing."""
    written.extend(heads(drain.devices))
    return written


def _lost_and_doubled(drain: Drain, written: list[Written]) -> tuple[int, int]:
    """Events of these journals that the hub lacks, and that it has more often than once."""
    held = {journal["journal"]: journal for journal in drain.city.counts()["journals"]}
    lost = doubled = 0
    for each in written:
        journal = held.get(each.journal, {"events": 0, "through": 0})
        lost += max(0, each.head_seq - journal["through"])
        doubled += max(0, journal["events"] - journal["through"])
    return lost, doubled
