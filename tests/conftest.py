"""Fixtures that tests of several packages share."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests.support import chaos, model, monkey, reliability, truth
from tests.support.mosquitto import Mosquitto
from tests.support.postgresql import PostgreSQL

# Before anything imports Qt: tests draw in memory, on the processor, with or without a display.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

# A developer's own city and hub are none of our business.
for variable in ("DATABASE_URL", "CITY_DIR", "DATA", "HUB"):
    os.environ.pop(f"PISHKHAN_{variable}", None)

# No deadline for one example: a busy machine is no fault. What failed is printed to be replayed.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    for options in (truth, monkey, reliability, model, chaos):
        options.pytest_addoption(parser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    truth.figures(terminalreporter)
    reliability.figures(terminalreporter)
    model.figures(terminalreporter)
    chaos.figures(terminalreporter)


@pytest.fixture
def mosquitto() -> Iterator[Mosquitto]:
    """A broker of this test's own that lets everyone in; for TLS make a Mosquitto yourself."""
    with Mosquitto() as broker:
        yield broker


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The test run's cluster, started by the first test that asks for it."""
    with PostgreSQL() as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """The address, for PISHKHAN_DATABASE_URL, of an empty database of this test's own."""
    with postgresql.database() as url:
        yield url
