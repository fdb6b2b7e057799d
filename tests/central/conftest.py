"""Databases of the hub's tests: SQLite in a file, and PostgreSQL on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from central.database import Sessions, migrate, open_engine, open_sessions, resolve_url
from tests.central.support.databases import empty, migrated_postgresql, migrated_sqlite
from tests.central.support.kiosk import Kiosk
from tests.central.support.rig import CityRig, city_rig
from tests.central.support.store import HubStore
from tests.provisioning.city import reachable_folder
from tests.support.postgresql import PostgreSQL


@pytest.fixture(scope="session")
def postgresql_tables(postgresql: PostgreSQL) -> Iterator[str]:
    """The address of a database with all tables, which whoever uses it leaves empty."""
    with migrated_postgresql(postgresql) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with all tables and nothing in them, once of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "hub.sqlite"
        path.write_bytes(migrated_sqlite())
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgresql_tables")
    yield url
    empty(url)


@pytest.fixture
def engine(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database with all tables."""
    opened = open_engine(resolve_url({}, tmp_path, database_url))
    migrate(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    return open_sessions(engine)


@pytest.fixture
def rig() -> Iterator[CityRig]:
    """A city with its broker; hubs are started as processes."""
    with reachable_folder() as folder, city_rig(folder) as made:
        yield made


@pytest.fixture
def store(engine: Engine, sessions: Sessions) -> HubStore:
    return HubStore(engine, sessions)


@pytest.fixture
def kiosk(store: HubStore) -> Kiosk:
    """One that is enrolled in `store`."""
    return store.enrol()
