"""SIGKILL to each process between journal and hub, and the line cut, in mid-drain: nothing lost,
nothing twice."""

from collections.abc import Callable

import pytest

from tests.end_to_end.bad_days.drain import Drain
from tests.end_to_end.bad_days.judging import Trial
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)


def _kill_agents(drain: Drain) -> None:
    for kiosk in drain.kiosks:
        kiosk.kill()
        kiosk.start()


def _kill_broker(drain: Drain) -> None:
    assert drain.town.city.broker is not None
    drain.town.city.broker.kill_and_start_again()


def _kill_hub(drain: Drain) -> None:
    drain.town.city.programs.kill_and_start_again("hub")
    eventually(drain.town.hub_answers, "the hub answers again")


def _cut_line(drain: Drain) -> None:
    drain.line.cut()


def _cut_in_mid_frame(drain: Drain) -> None:
    before = drain.line.broken
    drain.line.cut_in_mid_frame(after=5_000)
    drain.line.becomes()
    eventually(lambda: drain.line.broken > before, "a connection that breaks in mid-frame")


FAULTS: dict[Callable[[Drain], None], str] = {
    _kill_agents: "agent killed in mid-drain",
    _kill_broker: "broker killed in mid-drain",
    _kill_hub: "hub killed in mid-drain",
    _cut_line: "line cut in mid-drain",
    _cut_in_mid_frame: "line cut in the middle of a message",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_mid_drain_loses_and_doubles_nothing(
    drain: Drain, fault: Callable[[Drain], None], request: pytest.FixtureRequest
) -> None:
    trial = Trial(drain.town, request, FAULTS[fault], drain.kiosks)
    for _ in range(drain.town.size.tries):
        drain.begin()

        def recovering() -> None:
            fault(drain)
            drain.line.becomes()

        trial.after(recovering)
    trial.verify()
