"""A backup lets kiosks prune; a hub restored from one knows that it is."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from central.backup import back_up
from central.database.copying import CopyRefused
from central.fleet import find_verify_key
from central.hub import Hub, open_hub
from central.ingest import HubState, Journal, StoredEvent
from central.ingest.audit import verify_journals
from central.ingest.custody import Custody
from central.ingesting import projections
from central.serving import prepare
from central.settings import HubSettings
from tests.central.support.kiosk import CITY, Kiosk
from tests.central.support.payments import pay
from tests.provisioning.city import make_city
from tests.support.postgresql import PostgreSQL


def hub_at(city_dir: Path, data_dir: Path, url: str) -> Hub:
    hub = open_hub(HubSettings(city_dir, data_dir, url, "", 0, 0, "", 0, (0,), False))
    prepare(hub)
    return hub


@pytest.fixture
def hub(database_url: str, tmp_path: Path) -> Iterator[Hub]:
    opened = hub_at(make_city(tmp_path).path, tmp_path, database_url)
    yield opened
    opened.engine.dispose()


def fill(hub: Hub) -> Kiosk:
    with hub.sessions.writing() as session:
        kiosk = Kiosk().enrol(session)
    pay(kiosk.journal)
    accept(hub, kiosk)
    return kiosk


def accept(hub: Hub, kiosk: Kiosk) -> int:
    with hub.engine.begin() as connection:
        custody = Custody(CITY, find_verify_key, projections())
        accepted = custody.accept(connection, kiosk.messages())
    return accepted.standings[kiosk.journal.id].backed_up


def restored(request: pytest.FixtureRequest, copy: Path, tmp_path: Path) -> str:
    """The URL of a database made from the copy as the command's help says."""
    if "SQLite" in copy.read_bytes()[:16].decode("latin-1"):
        shutil.copy(copy, tmp_path / "restored.sqlite")
        return f"sqlite:///{tmp_path / 'restored.sqlite'}"
    server = request.getfixturevalue("postgresql")
    assert isinstance(server, PostgreSQL)
    url: str = request.getfixturevalue("second_postgresql_url")
    parts = make_url(url)
    subprocess.run(
        ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(parts.host), "-p", str(parts.port),
         "-U", str(parts.username), "-f", str(copy), str(parts.database)],
        env={**os.environ, "PGPASSWORD": str(parts.password)}, check=True, capture_output=True,
    )  # fmt: skip
    return url


@pytest.fixture
def second_postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    with postgresql.database() as url:
        yield url


def test_what_is_backed_up_is_told_with_the_next_acknowledgement(hub: Hub, tmp_path: Path) -> None:
    kiosk = fill(hub)
    report = back_up(hub, tmp_path / "copy")
    pay(kiosk.journal)
    assert accept(hub, kiosk) == 6
    assert report.journals == 2
    with hub.sessions.reading() as session:
        finished = session.scalars(
            select(StoredEvent.kind).where(StoredEvent.device == "hub")
        ).all()
    assert finished[-1] == "hub.backup_finished"


def test_a_restored_hub_begins_an_epoch_and_takes_again_what_it_lost(
    hub: Hub, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kiosk = fill(hub)
    back_up(hub, tmp_path / "copy")
    pay(kiosk.journal)
    accept(hub, kiosk)

    url = restored(request, tmp_path / "copy", tmp_path)
    second = hub_at(hub.city_dir, tmp_path, url)
    with second.sessions.reading() as session:
        state = session.get(HubState, 1)
        assert state is not None
        assert (state.epoch, state.restored) == (2, False)
        before, after = session.scalars(
            select(Journal).where(Journal.device == "hub").order_by(Journal.state)
        ).all()
        assert (before.state, after.state) == ("ended", "live")
        assert (after.predecessor, after.predecessor_seq) == (before.journal, before.through)
    accept(second, kiosk)
    with second.engine.connect() as connection:
        assert {report.fault for report in verify_journals(connection)} == {""}
    with second.sessions.reading() as session:
        row = session.get(Journal, kiosk.journal.id)
    assert row is not None
    assert row.through == 11
    prepare(second)
    with second.sessions.reading() as session:
        assert session.scalars(select(HubState.epoch)).one() == 2
    second.engine.dispose()


def test_a_running_hub_never_takes_itself_for_a_restored_one(hub: Hub, tmp_path: Path) -> None:
    back_up(hub, tmp_path / "copy")
    with hub.sessions.reading() as session:
        assert session.scalars(select(HubState.restored)).one() is False


def test_a_backup_never_replaces_another(hub: Hub, tmp_path: Path) -> None:
    back_up(hub, tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()
    with pytest.raises(CopyRefused, match="already there"):
        back_up(hub, tmp_path / "copy")
    with pytest.raises(CopyRefused, match="no folder"):
        back_up(hub, tmp_path / "nowhere" / "copy")
    assert (tmp_path / "copy").read_bytes() == before


def test_a_failed_backup_promises_nothing(hub: Hub, tmp_path: Path) -> None:
    kiosk = fill(hub)
    with pytest.raises(CopyRefused):
        back_up(hub, tmp_path / "nowhere" / "copy")
    pay(kiosk.journal)
    assert accept(hub, kiosk) == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
