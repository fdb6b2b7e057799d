"""A town whose hub keeps what it holds in PostgreSQL: one process more to kill."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.bad_days.size import size_of
from tests.end_to_end.bad_days.starting import started_postgresql_town
from tests.end_to_end.bad_days.town import Town
from tests.support.postgresql import PostgreSQL


@pytest.fixture(scope="package")
def town(postgresql: PostgreSQL, request: pytest.FixtureRequest) -> Iterator[Town]:
    with started_postgresql_town(postgresql, size_of(request.config)) as started:
        yield started
