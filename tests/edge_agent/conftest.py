"""One city for all tests of the agent: making it takes a moment, and nobody changes it."""

import pytest

from tests.edge_agent.city import City, make_city


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(tmp_path_factory.mktemp("city") / "qazvin")
