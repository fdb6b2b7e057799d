"""The city that all rounds of one process begin with."""

import gc
import logging
from collections.abc import Iterator

import pytest

from tests.protocol_model.prepared import Prepared, prepared


@pytest.fixture(scope="package")
def made() -> Iterator[Prepared]:
    with prepared() as made:
        gc.collect()
        gc.freeze()
        yield made
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Troubles by the thousand are what a round consists of; a broken promise is told in full."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
