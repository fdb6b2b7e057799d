"""A citizen calls the clerk, the clerk comes, and takes the kiosk out of service: the kiosk's own
processes, the agent's page, and what the hub is told of it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from central.database import open_engine, resolve_url
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling
from tests.edge_agent.office.rooms import Office, open_office
from tests.end_to_end.ports import free_base
from tests.support.ready_interpreter import launch_ready
from tests.support.waiting import eventually

ASSISTANCE = ["help.called", "help.answered", "service.stopped", "service.resumed"]


@pytest.fixture
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="pishkhan-test-") as name:
        ports, telling = DemoPorts(free_base()), Telling(as_json=True)
        with set_stage(ports, telling, Path(name), windowed=False, launch=launch_ready) as started:
            yield started


@pytest.fixture
def office(stage: Stage) -> Office:
    opened = open_office(stage.kiosk.directory)
    eventually(opened.is_there, "the clerk's page")
    assert opened.sign_in().status == 204
    return opened


@pytest.mark.timeout(180)
def test_a_clerk_is_called_comes_and_closes_the_kiosk_and_the_hub_knows(
    stage: Stage, office: Office
) -> None:
    dock = stage.kiosk.dock
    eventually(lambda: dock.screen() == "attract", "the first screen")
    dock.tap("start")
    eventually(lambda: dock.screen() == "home", "home")
    dock.tap("pill_help")
    eventually(lambda: _shows(stage, "صدا زدن کارشناس پیشخوان"), "a call is offered")
    dock.tap("call_clerk")
    call = eventually(lambda: office.state()["call"], "the call on the clerk's page")
    assert not call["answered"]
    assert office.wish(type="coming", call=call["call"]) == 204
    eventually(lambda: _shows(stage, "کارشناس در راه است"), "the clerk's answer on the glass")
    assert office.wish(type="done", call=call["call"]) == 204
    eventually(lambda: not _shows(stage, "کارشناس در راه است"), "help is over")
    assert office.wish(type="close", reason="cleaning") == 204
    eventually(lambda: dock.screen() == "out_of_service", "out of service")
    assert _shows(stage, "این دستگاه را تمیز می‌کنند.")
    assert office.wish(type="reopen") == 204
    eventually(lambda: dock.screen() in {"home", "attract"}, "in service again")
    eventually(lambda: _told_to_the_hub(stage) == ASSISTANCE, "the hub knows all of it")


def _shows(stage: Stage, words: str) -> bool:
    return any(words in shown for shown in stage.kiosk.dock.texts())


def _told_to_the_hub(stage: Stage) -> list[str]:
    engine = open_engine(resolve_url({}, stage.kiosk.directory.path.parent / "hub", None))
    told = "SELECT kind FROM events WHERE kind LIKE 'help.%' OR kind LIKE 'service.%' ORDER BY seq"
    with engine.connect() as connection:
        return [str(kind) for (kind,) in connection.execute(text(told))]
