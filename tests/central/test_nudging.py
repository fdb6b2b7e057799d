"""Kiosks hear of new data once a load, and again after the broker was away."""

import asyncio
from collections.abc import Iterator

import pytest

from central.city.models import CityLoad
from central.hub import Hub, open_hub
from central.ingest.broker import BrokerLink
from central.ingest.inbox import Inbox
from central.ingesting import broker_address
from central.metrics import Metrics
from central.nudging import nudge_kiosks
from central.settings import HubSettings
from contract.reference import Dataset
from tests.central.support.kiosk import CITY, Kiosk
from tests.central.support.rig import CityRig, MqttDevice
from tests.support.ports import LOOPBACK
from tests.support.waiting import eventually

TOPICS = {f"pishkhan/1/{CITY}/reference/{name}" for name in Dataset}


@pytest.fixture
def hub(rig: CityRig) -> Iterator[Hub]:
    settings = HubSettings(
        rig.city.path, rig.folder, None, LOOPBACK, 0, 0, LOOPBACK, rig.broker.port, (0,), False
    )
    opened = open_hub(settings)
    yield opened
    opened.engine.dispose()


def load(hub: Hub) -> None:
    with hub.sessions.writing() as session:
        session.add(CityLoad(loaded_ms=1, as_of_ms=1, by="test", digest=b""))


def test_each_load_is_told_once_a_dataset(hub: Hub) -> None:
    told: list[tuple[str, bytes]] = []

    async def watch() -> None:
        task = asyncio.create_task(nudge_kiosks(hub, lambda *word: told.append(word), 0.01))
        load(hub)
        await asyncio.to_thread(eventually, lambda: len(told) == len(TOPICS), "the first word")
        load(hub)
        await asyncio.to_thread(eventually, lambda: len(told) == 2 * len(TOPICS), "the second")
        task.cancel()

    asyncio.run(watch())
    assert {topic for topic, _ in told} == TOPICS
    assert [data for _, data in told] == [b"1"] * len(TOPICS) + [b"2"] * len(TOPICS)


def test_the_word_is_retained_and_outlives_the_broker(hub: Hub, rig: CityRig) -> None:
    metrics = Metrics()
    link = BrokerLink(broker_address(hub), CITY, range(64), Inbox(), metrics, hub.now_ms)
    link.start()
    topic = min(TOPICS)
    link.retain(topic, b"7")
    eventually(lambda: metrics.value("broker_connected"), "the connection")
    rig.broker.kill()
    eventually(lambda: not metrics.value("broker_connected"), "the loss of it")
    rig.broker.start()
    eventually(lambda: metrics.value("broker_connected"), "the connection again")
    device = MqttDevice(rig, Kiosk())
    heard: list[bytes] = []

    device.listen(topic, heard.append)
    eventually(lambda: heard, "the retained word")
    assert heard == [b"7"]
    device.close()
    link.stop()
