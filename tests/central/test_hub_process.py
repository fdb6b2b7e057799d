"""The hub as a process: from a device over a real broker into the database, and what stops it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from central.database import Sessions, migrate, open_engine, open_sessions, resolve_url
from central.fleet import KioskReport, revoke
from central.ingest import Journal, Quarantined, StoredEvent
from contract.chain import GENESIS_HASH
from contract.hello import DEFAULT_PACE
from contract.telemetry import DeviceStatus, Telemetry, encode_status, encode_telemetry
from tests.central.support.kiosk import NOON_MS, Kiosk
from tests.central.support.payments import pay
from tests.central.support.rig import CityRig, MqttDevice
from tests.house.sources import ROOT
from tests.provisioning.city import client_context
from tests.support.ports import LOOPBACK
from tests.support.waiting import eventually


@pytest.fixture
def hub_sessions(rig: CityRig, database_url: str) -> Iterator[Sessions]:
    """The database that the hub process will use, for the test's own look into it."""
    engine = open_engine(resolve_url({}, rig.folder, database_url))
    migrate(engine)
    yield open_sessions(engine)
    engine.dispose()


def enrol(sessions: Sessions) -> Kiosk:
    with sessions.writing() as session:
        return Kiosk().enrol(session)


def stored(sessions: Sessions, kiosk: Kiosk) -> list[bytes]:
    with sessions.reading() as session:
        rows = session.scalars(
            select(StoredEvent)
            .where(StoredEvent.journal == kiosk.journal.id)
            .order_by(StoredEvent.ingest_id)
        ).all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    return [row.envelope for row in rows]


def test_a_device_drains_its_journal_and_hears_the_hubs_signed_word(
    rig: CityRig, hub_sessions: Sessions, database_url: str
) -> None:
    kiosk = enrol(hub_sessions)
    for _ in range(400):
        pay(kiosk.journal)
    hub = rig.start_hub(database_url=database_url)
    device = MqttDevice(rig, kiosk)
    device.hello()
    first = device.ack()
    assert (first.through, first.hash, first.epoch) == (0, GENESIS_HASH, 1)
    assert first.pace == DEFAULT_PACE
    device.drain(size=50)
    last = device.until_through(2001)
    assert last.hash == kiosk.journal.head
    assert stored(hub_sessions, kiosk) == [entry.envelope for entry in kiosk.journal.entries]
    counts = rig.ask("/admin/v1/counts")
    assert counts["payments"] == {"approved": 400}
    assert {row["device"]: row["through"] for row in counts["journals"]}[kiosk.device] == 2001
    tail = rig.ask(f"/admin/v1/journals/{kiosk.journal.id.hex()}/events?after=1999")
    assert [row["seq"] for row in tail] == [2000, 2001]
    device.close()
    assert hub.stop() == 0


def test_a_hub_killed_again_and_again_in_mid_commit_ends_with_each_event_once(
    rig: CityRig, hub_sessions: Sessions, database_url: str
) -> None:
    kiosk = enrol(hub_sessions)
    for _ in range(3_000):
        pay(kiosk.journal)
    total = len(kiosk.journal.entries)
    device = MqttDevice(rig, kiosk)
    reached = 0
    for _ in range(2):
        hub = rig.start_hub(database_url=database_url)
        device.hello()
        reached = max(reached, device.ack().through)
        device.drain(first=reached + 1, size=30)
        aim = min(reached + 3_000, total - 1)
        while reached < aim:
            ack = device.ack()
            assert ack.hash == ([GENESIS_HASH, *kiosk.journal.hashes])[ack.through]
            reached = max(reached, ack.through)
        hub.kill()
    hub = rig.start_hub(database_url=database_url)
    device.hello()
    while (through := device.ack().through) < total:
        if through >= reached:
            device.drain(first=through + 1, size=250)
            reached = total
    assert stored(hub_sessions, kiosk) == [entry.envelope for entry in kiosk.journal.entries]
    assert rig.ask("/admin/v1/counts")["payments"] == {"approved": 3_000}
    device.close()
    assert hub.stop() == 0


@pytest.mark.parametrize("moment", ["before", "after"])
def test_death_just_before_and_just_after_the_commit(
    hub_sessions: Sessions, database_url: str, moment: str, tmp_path: Path
) -> None:
    kiosk = enrol(hub_sessions)
    pay(kiosk.journal)
    (message,) = kiosk.messages()
    (tmp_path / "batch").write_bytes(message.data)
    script = """
import os, signal, sys
from pathlib import Path
from central.database import open_engine, resolve_url
from central.fleet import find_verify_key
from central.ingest.custody import Custody, Received
from central.payments import PaymentsProjection
url, device, data, moment = sys.argv[1:]
engine = open_engine(resolve_url({}, Path("."), url))
custody = Custody("qazvin", find_verify_key, (PaymentsProjection(),))
with engine.begin() as connection:
    custody.accept(connection, [Received(device, "t", Path(data).read_bytes(), 1)])
    if moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", script, database_url, kiosk.device]
    ended = subprocess.run(
        [*command, str(tmp_path / "batch"), moment], cwd=ROOT, check=False, timeout=60
    )
    assert ended.returncode == -signal.SIGKILL
    assert len(stored(hub_sessions, kiosk)) == (0 if moment == "before" else 6)


def test_a_broker_that_dies_and_comes_back_costs_nothing_but_time(
    rig: CityRig, hub_sessions: Sessions, database_url: str
) -> None:
    kiosk = enrol(hub_sessions)
    pay(kiosk.journal)
    hub = rig.start_hub(database_url=database_url)
    rig.broker.kill()
    hub.until_output("disconnected from the broker")
    assert _health(rig)["broker"] == "disconnected"
    rig.broker.start()
    eventually(lambda: _health(rig)["broker"] == "connected", "the hub's reconnection")
    device = MqttDevice(rig, kiosk)
    device.drain()
    assert device.until_through(6).hash == kiosk.journal.head
    device.close()


def test_a_revoked_device_is_heard_no_more(
    rig: CityRig, hub_sessions: Sessions, database_url: str
) -> None:
    kiosk, other = enrol(hub_sessions), enrol(hub_sessions)
    pay(kiosk.journal)
    with hub_sessions.writing() as session:
        revoke(session, kiosk.device, "stolen", NOON_MS)
    rig.start_hub(database_url=database_url)
    device, witness = MqttDevice(rig, kiosk), MqttDevice(rig, other)
    device.hello()
    device.drain()
    witness.drain()
    witness.until_through(1)

    def refused() -> list[str]:
        with hub_sessions.reading() as session:
            return list(session.scalars(select(Quarantined.device)))

    assert eventually(refused, "the refused batch") == [kiosk.device]
    with hub_sessions.reading() as session:
        assert session.get(Journal, kiosk.journal.id) is None
    files = rig.certificate(kiosk.device)
    context = client_context(rig.city, files.certificate, files.key)
    with httpx.Client(verify=context) as client:
        url = f"https://{LOOPBACK}:{rig.device_port}/device/v1/reference/offices"
        assert client.get(url).status_code == 403
    device.close()
    witness.close()


def test_status_and_telemetry_become_the_last_word(
    rig: CityRig, hub_sessions: Sessions, database_url: str
) -> None:
    kiosk = enrol(hub_sessions)
    rig.start_hub(database_url=database_url)
    device = MqttDevice(rig, kiosk)
    status = DeviceStatus(device=kiosk.device, online=True, boot=b"bootboot", utc_ms=NOON_MS)
    report = Telemetry(
        device=kiosk.device, boot=b"bootboot", utc_ms=NOON_MS, software="0.1.0", uptime_ms=5
    )
    device.say(kiosk.topics.status, encode_status(status))
    device.say(kiosk.topics.telemetry, encode_telemetry(report))
    device.say(kiosk.topics.status, b"rubbish")

    def reported() -> KioskReport | None:
        with hub_sessions.reading() as session:
            row = session.get(KioskReport, kiosk.device)
            kept = session.scalar(select(func.count()).select_from(Quarantined))
        return row if row is not None and row.telemetry is not None and kept else None

    row = eventually(reported, "the report in the database")
    assert (row.online, row.software, row.queue) == (True, "0.1.0", 0)
    device.close()


def _health(rig: CityRig) -> dict[str, str]:
    with httpx.Client(verify=False) as client:  # noqa: S501 (asked of our own child)
        answer = client.get(f"https://{LOOPBACK}:{rig.port}/healthz")
    body: dict[str, str] = answer.raise_for_status().json()
    return body
