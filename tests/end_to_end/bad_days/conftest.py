"""One town for all bad days of a worker."""

import resource
from collections.abc import Iterator

import pytest

from tests.end_to_end.bad_days.size import FULL, size_of
from tests.end_to_end.bad_days.starting import started_town
from tests.end_to_end.bad_days.town import Town


@pytest.fixture(scope="package")
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    size = size_of(request.config)
    if size is FULL:
        _allow_thousands_of_connections()
    with started_town(size) as started:
        yield started


def _allow_thousands_of_connections() -> None:
    """For us and for the broker, which inherits it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
