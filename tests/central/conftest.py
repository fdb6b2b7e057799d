"""Databases of the hub's tests: SQLite in a file, and PostgreSQL on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from central.database import Sessions, migrate, open_engine, open_sessions, resolve_url
from tests.central.support.kiosk import Kiosk
from tests.central.support.rig import CityRig, city_rig
from tests.central.support.store import HubStore
from tests.provisioning.city import reachable_folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'hub.sqlite'}"
    url = request.getfixturevalue("postgresql_url")
    assert isinstance(url, str)
    return url


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
