"""A folder of journals inside a device's folder, as on a kiosk."""

from pathlib import Path

import pytest

from tests.edge_agent.support import HandClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    journals = tmp_path / "device" / "journals"
    journals.mkdir(parents=True)
    return journals


@pytest.fixture
def clock() -> HandClock:
    return HandClock()
