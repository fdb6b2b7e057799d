"""One town for all bad days of a worker."""

import resource
from collections.abc import Iterator

import pytest

from tests.end_to_end.bad_days.drain import Drain
from tests.end_to_end.bad_days.kiosk import Kiosk
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


@pytest.fixture
def drain(running_drain: Drain) -> Iterator[Drain]:
    """Its line is fair when the test begins, and again when it has ended."""
    yield running_drain
    running_drain.line.becomes()


@pytest.fixture(scope="package")
def running_drain(town: Town) -> Iterator[Drain]:
    with town.fault_line() as line, town.kiosk(line) as first, town.kiosk(line) as second:
        for kiosk in (first, second):
            kiosk.start()
        yield Drain(town, line, (first, second))


@pytest.fixture(scope="package")
def neighbour(town: Town) -> Iterator[Kiosk]:
    """A kiosk on a good line, its agent running, of which most tests ask little."""
    with town.kiosk() as kiosk:
        kiosk.start()
        yield kiosk


def _allow_thousands_of_connections() -> None:
    """For us and for the broker, which inherits it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
