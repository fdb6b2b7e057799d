"""Many rounds at once: most of a round is waiting. The first lie ends all, and tells its seed."""

import json
import tempfile
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Protocol

import pytest

from tests.hardware.truth.tally import Tally
from tests.support.truth import FIGURES

WORKERS = 12
MORE_WORKERS = 40  # for rounds that do nothing but wait


class Round(Protocol):
    @property
    def jobs(self) -> Sequence[object]:
        """The schedule, to be told."""

    def run(self, folder: Path) -> Tally:
        """Raises Lie, or whatever escaped from a driver."""


def run_rounds(
    make: Callable[[int], Round], seeds: Sequence[int], test: str, workers: int = WORKERS
) -> Tally:
    """`test` is the name of the test that runs the same round again. Raises AssertionError."""
    tally = Tally()
    with ThreadPoolExecutor(workers) as pool:
        runs = [pool.submit(_run, make(seed), seed, test) for seed in seeds]
        try:
            for run in as_completed(runs):
                tally.include(run.result())
        finally:
            pool.shutdown(cancel_futures=True)
    return tally


def _run(one: Round, seed: int, test: str) -> Tally:
    with tempfile.TemporaryDirectory(prefix="pishkhan-truth-") as folder:
        try:
            return one.run(Path(folder))
        except Exception as error:
            raise AssertionError(_told(one, seed, test, error)) from error


def _told(one: Round, seed: int, test: str, error: Exception) -> str:
    schedule = "\n".join(f"  {number}. {job}" for number, job in enumerate(one.jobs, 1))
    replay = f'.venv/bin/python -m pytest "{test}" --truth-seed {seed} --truth-rounds 1'
    what = "".join(traceback.format_exception_only(error)).strip()
    return f"{what}\nseed {seed}:\n{schedule}\nreplay: {replay}"


def telling(node: pytest.Item, name: str, tally: Tally) -> None:
    """Puts the figures into the test's report, for the end of the run."""
    node.user_properties.append((f"{FIGURES} {name}", json.dumps(tally.counts)))
