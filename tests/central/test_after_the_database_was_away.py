"""What the hub does by itself it goes on doing when the database was away and is back."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from central.beginning import begin_journal
from central.city.models import CityLoad
from central.commanding import Wish, order_command
from central.database import migrate, open_engine, open_sessions, resolve_url
from central.hub import Hub, open_hub
from central.repeating import repeat
from central.settings import HubSettings
from contract.command import CommandName
from contract.reference import Dataset
from contract.topics import reference_topic
from contract.values import CityId, DatasetName
from tests.central.support.kiosk import CITY, Kiosk
from tests.central.support.rig import CityRig, MqttDevice
from tests.support.ports import LOOPBACK
from tests.support.postgresql import PostgreSQL
from tests.support.waiting import eventually


@pytest.fixture
def server() -> Iterator[PostgreSQL]:
    """Its own: this test kills it."""
    with PostgreSQL() as running:
        yield running


def hub_over(rig: CityRig, url: str, folder: Path) -> Hub:
    """As another process has it that orders something."""
    return open_hub(
        HubSettings(rig.city.path, folder, url, LOOPBACK, 0, 0, LOOPBACK, 0, (0,), False)
    )


def test_commands_and_words_of_new_data_are_sent_again(rig: CityRig, server: PostgreSQL) -> None:
    with server.database() as url:
        engine = open_engine(resolve_url({}, rig.folder, url))
        migrate(engine)
        with open_sessions(engine).writing() as session:
            kiosk = Kiosk().enrol(session)
        engine.dispose()
        process = rig.start_hub(database_url=url)
        server.kill()
        for work in ("sending commands", "telling of new data"):
            process.until_output(f"{work} failed")
        server.start_again()
        device, commands, words = MqttDevice(rig, kiosk), list[bytes](), list[bytes]()
        topic = reference_topic(CityId(CITY), DatasetName(Dataset.BILLS.value))
        device.listen(kiosk.topics.command, commands.append)
        device.listen(topic, words.append)
        hub = hub_over(rig, url, rig.folder / "data")
        begin_journal(hub)
        order_command(hub, Wish(kiosk.device, CommandName.REFRESH), "maryam")
        with hub.sessions.writing() as session:
            session.add(CityLoad(loaded_ms=1, as_of_ms=1, by="test", digest=b""))
        eventually(lambda: commands, "the command")
        eventually(lambda: words, "the word of new data")
        device.close()
        hub.engine.dispose()
        process.kill()


def test_a_failure_that_lasts_is_told_once_and_its_end_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    done = asyncio.Event()
    tries = iter(range(10))

    def work() -> None:
        number = next(tries)
        if number < 4:
            raise OperationalError("SELECT 1", {}, Exception(f"gone {number}"))
        if number == 8:
            loop.call_soon_threadsafe(done.set)

    async def watch() -> None:
        task = asyncio.create_task(repeat(work, 0.001, "counting"))
        await asyncio.wait_for(done.wait(), 10)
        task.cancel()

    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        runner.run(watch())
    said = [record.getMessage() for record in caplog.records if "counting" in record.getMessage()]
    assert len(said) == 2
    assert "counting failed" in said[0]
    assert "gone 0" in said[0]
    assert said[1] == "counting goes on"
