"""The city that all rounds of one process begin with."""

import gc
import logging
from collections.abc import Iterator

import pytest

from central.collecting import collect_rarely
from tests.protocol_model.prepared import Prepared, prepared


@pytest.fixture(scope="package")
def made() -> Iterator[Prepared]:
    with prepared() as made:
        rhythm = gc.get_threshold()
        collect_rarely()  # as a hub does
        yield made
        gc.set_threshold(*rhythm)
        gc.unfreeze()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Troubles by the thousand are what a round consists of; a broken promise is told in full."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
