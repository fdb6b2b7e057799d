"""The storm's kiosks are kiosks: the hub takes all their events into custody and answers."""

import resource

import pytest

from benchmarks.storm import allow_files, measure
from contract.errors import MissingPart

KIOSKS = 12


def test_all_kiosks_are_connected_and_caught_up() -> None:
    figures = {figure.name: figure.value for figure in measure(KIOSKS)}
    assert figures[f"{KIOSKS} kiosks return in one second, all connected"] > 0
    assert figures["all caught up, the slowest"] < 60
    assert figures["attempts to connect, a kiosk"] == 1


def test_too_few_files_are_told_before_anything_starts() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with pytest.raises(MissingPart) as refused:
        allow_files(hard + 1)
    assert "prlimit" in refused.value.next_step
