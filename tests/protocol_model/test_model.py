"""The real code of kiosk and hub through thousands of interleavings: every promise is kept."""

import time

import pytest

from tests.protocol_model.prepared import Prepared
from tests.protocol_model.round import Round
from tests.support.model import Explored, model_options, told


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seeds" in metafunc.fixturenames:
        metafunc.parametrize("seeds", model_options(metafunc.config).parts, ids=_told_by_first)


def _told_by_first(seeds: range) -> str:
    return f"from {seeds.start}"


def test_whatever_happens_in_whatever_order_no_promise_is_broken(
    seeds: range, made: Prepared, request: pytest.FixtureRequest
) -> None:
    rounds = [Round(seed) for seed in seeds]
    began_s = time.process_time()
    for one in rounds:
        one.check(made)
    explored = Explored(
        steps=sum(len(one.schedule) for one in rounds),
        fingerprints=tuple(one.fingerprint.hex() for one in rounds),
        processor_s=time.process_time() - began_s,
    )
    told(request.node, explored)
    assert len(explored.fingerprints) == len(rounds)


def test_the_same_seed_brings_the_same_interleaving(made: Prepared) -> None:
    first, second, other = Round(7), Round(7), Round(8)
    for one in (first, second, other):
        one.check(made)
    assert first.schedule == second.schedule
    assert first.fingerprint != other.fingerprint
