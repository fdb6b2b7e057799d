"""Starting the towns: one whose hub writes to a small disk of its own, one with PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

from central.database.engine import FILE_NAME, URL_VARIABLE
from tests.end_to_end.bad_days.size import Size
from tests.end_to_end.bad_days.town import Town
from tests.support.hub_copy import HubCopy
from tests.support.loaded_city import city_folder, started_city
from tests.support.postgresql import PostgreSQL
from tests.support.small_disk import small_disk


@contextmanager
def started_town(size: Size) -> Iterator[Town]:
    with (
        city_folder() as folder,
        small_disk(folder / "hub", size.hub_disk_mib) as disk,
        started_city(folder) as city,
        HubCopy(make_url(f"sqlite:///{folder / 'hub' / FILE_NAME}")) as copy,
    ):
        yield Town(city, folder, copy, size, disk)


@contextmanager
def started_postgresql_town(postgresql: PostgreSQL, size: Size) -> Iterator[Town]:
    """Its database is on the disk when a commit returns, whatever is killed."""
    with (
        postgresql.database() as url,
        pytest.MonkeyPatch.context() as environment,
        city_folder() as folder,
    ):
        _commit_for_good(url)
        environment.setenv(URL_VARIABLE, url)
        with started_city(folder) as city, HubCopy(make_url(url)) as copy:
            yield Town(city, folder, copy, size, None)


def _commit_for_good(url: str) -> None:
    """As every hub's database does; the tests' cluster is faster and forgets when it is killed."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = make_url(url).database
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = on"))
    engine.dispose()
