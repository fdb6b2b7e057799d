"""A real city for all tests here: hub, broker with TLS, and its administrator's claims."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.simulate.city import LoadedCity
from tests.support.loaded_city import city_folder, started_city


@pytest.fixture(scope="package")
def folder() -> Iterator[Path]:
    with city_folder() as made:
        yield made


@pytest.fixture(scope="package")
def city(folder: Path) -> Iterator[LoadedCity]:
    with started_city(folder) as loaded:
        yield loaded
