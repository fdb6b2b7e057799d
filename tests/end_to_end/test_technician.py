"""A technician carries the queue from the kiosk's screen to the hub and its answer back.

Real counter, agent and hub; the line is down all the time. The code was given out at the hub.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.kiosks import write_payments
from contract.configuration import TECHNICIANS, ConfigurationRecord
from edge_agent.device import read_agent_state
from provisioning.demo.counts import journal_count
from tests.end_to_end.command_line import pishkhan
from tests.kiosk.technician_room import NUMBER, TechnicianRoom
from tests.support.waiting import eventually

PAYMENTS = 300
pytestmark = pytest.mark.timeout(180)


def hub(folder: Path, *arguments: str | Path) -> Any:
    where: list[str | Path] = ["--city-dir", folder / "city", "--data", folder / "hub"]
    code, said, error = pishkhan("hub", *arguments, *where)
    assert code == 0, error
    return said


@pytest.fixture
def room(city: LoadedCity, folder: Path) -> Iterator[TechnicianRoom]:
    """With payments that the hub has not, and a technician's code from the hub."""
    assert city.line is not None
    city.line.cut()
    directory = city.enrol(folder / "served")
    write_payments([directory], PAYMENTS, seed=31)
    (folder / "room").mkdir()
    with TechnicianRoom(folder / "room", directory) as room:
        room.code = hub(folder, "technician", "add", NUMBER)["code"]
        device = directory.identity().device
        records = hub(folder, "configuration", "show", "--device", device)
        (value,) = (r["value"] for r in records if r["key"] == TECHNICIANS)
        room.set_by_the_city(99, ConfigurationRecord(key=TECHNICIANS, value=value, origin="city"))
        yield room


def waiting(room: TechnicianRoom) -> int:
    """Of the kiosk's journal: what its agent thinks the hub has not."""
    state = read_agent_state(room.directory.agent_state_path)
    assert state is not None
    return sum(j.head_seq - j.acked_seq for j in state.journals if j.writer == "kiosk")


def test_from_the_screen_to_the_hub_and_its_answer_back(
    city: LoadedCity, folder: Path, room: TechnicianRoom
) -> None:
    room.start()
    room.start_agent()
    room.arrive()
    room.until(lambda _model: True, "a screen")
    room.until_nobody_is_served()
    stick = room.put_in()
    room.sign_in()
    assert room.carry("export")["tone"] == "good"
    (file,) = stick.iterdir()
    queued = waiting(room)
    assert queued > PAYMENTS

    before = city.counts()["payments"].get("approved", 0)
    taken = hub(folder, "courier", "take", file, "--answer", stick)
    (written,) = room.said("courier.written")
    assert (taken["damage"], taken["events"]) == (None, written.events)
    assert written.payments == journal_count(room.directory)
    assert city.counts()["payments"]["approved"] == before + written.payments

    room.touch("ok")
    assert room.carry("import")["tone"] == "good"
    (answered,) = room.said("courier.answered")
    assert answered.news == written.events
    # What has been journaled since, at this very screen, is for the next time.
    eventually(lambda: 0 < waiting(room) < 10, "the hub's word on the rest")

    # Carried once more, there and back: nothing is doubled.
    again = hub(folder, "courier", "take", file, "--answer", stick)
    assert (again["events"], again["known_batches"]) == (0, taken["batches"])
    room.touch("ok")
    assert room.carry("import")["tone"] == "notice"
    assert city.counts()["payments"]["approved"] == before + written.payments

    room.touch("ok")
    room.until_offered("export")
    room.close_door()
    room.until_screen("attract")
    assert json.dumps(room.code) not in room.logs
