"""A whole city asks the hub at the same moment: all are answered while custody goes on."""

import asyncio
import ssl
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from central.database import (
    HubBusy,
    Sessions,
    Turns,
    migrate,
    open_engine,
    open_sessions,
    resolve_url,
)
from central.database.engine import MOST_CONNECTIONS
from central.ingest.inbox import Work
from central.ingesting import make_ingest
from tests.central.console.rig import open_test_hub
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import pay
from tests.central.support.rig import CityRig, MqttDevice
from tests.provisioning.city import client_context
from tests.support.ports import LOOPBACK

CROWD = 80
"""More than the hub has threads for handlers."""
ANSWERED_S = 20.0


@pytest.fixture
def enrolled(rig: CityRig, database_url: str) -> Sequence[Kiosk]:
    engine = open_engine(resolve_url({}, rig.folder, database_url))
    migrate(engine)
    sessions: Sessions = open_sessions(engine)
    with sessions.writing() as session:
        kiosks = [Kiosk().enrol(session) for _ in range(CROWD)]
    engine.dispose()
    return kiosks


def test_all_are_answered_while_a_kiosk_drains(
    rig: CityRig, enrolled: Sequence[Kiosk], database_url: str
) -> None:
    draining = enrolled[0]
    for _ in range(200):
        pay(draining.journal)
    contexts = [context_of(rig, kiosk.device) for kiosk in enrolled]
    rig.start_hub(database_url=database_url)
    device = MqttDevice(rig, draining)
    url = f"https://{LOOPBACK}:{rig.device_port}/device/v1/reference/offices"
    device.drain(size=50)
    statuses = asyncio.run(asked_together(url, contexts))
    assert statuses == [404] * CROWD  # this city has loaded no offices
    assert device.until_through(len(draining.journal.entries)).hash == draining.journal.head
    device.close()


def context_of(rig: CityRig, device: str) -> ssl.SSLContext:
    files = rig.certificate(device)
    key: Path = files.key
    return client_context(rig.city, files.certificate, key)


async def asked_together(url: str, contexts: Sequence[ssl.SSLContext]) -> list[int]:
    async def ask(context: ssl.SSLContext) -> int:
        async with httpx.AsyncClient(verify=context, timeout=ANSWERED_S) as client:
            return (await client.get(url)).status_code

    return list(await asyncio.gather(*map(ask, contexts)))


def test_custody_needs_none_of_the_connections_that_others_hold(
    tmp_path: Path, database_url: str
) -> None:
    hub = open_test_hub(tmp_path, database_url)
    with hub.sessions.writing() as session:
        kiosk = Kiosk().enrol(session)
    pay(kiosk.journal)
    ingest = make_ingest(hub)
    with ExitStack() as held:
        for _ in range(MOST_CONNECTIONS):
            held.enter_context(hub.engine.connect())
        assert ingest.worker.deal_with(Work((), kiosk.messages()))
    assert hub.metrics.value("events_total") == len(kiosk.journal.entries)
    ingest.worker.engine.dispose()
    hub.engine.dispose()


def test_a_port_whose_requests_all_wait_says_so_in_time() -> None:
    async def second() -> None:
        turns = Turns(asyncio.Semaphore(1), within_s=0.01)
        async with turns.turn():
            with pytest.raises(HubBusy):
                async with turns.turn():
                    pass
        async with turns.turn():  # free again
            pass

    asyncio.run(second())
