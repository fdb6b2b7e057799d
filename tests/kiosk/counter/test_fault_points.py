"""Power cuts on purpose happen where they were ordered, and nowhere else."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.counter.fault_points import POINTS, FaultPoints, NoSuchPoint
from kiosk.processes import HALT_VARIABLE

REACHES_TWICE = """
from kiosk.counter.fault_points import FaultPoints
points = FaultPoints.from_environment()
for turn in (1, 2):
    points.reach("before-print")
    print(turn, flush=True)
"""


@pytest.mark.parametrize(
    ("chosen", "printed", "code"),
    [
        ("", b"1\n2\n", 0),
        ("after-print", b"1\n2\n", 0),
        ("before-print", b"", -signal.SIGKILL),
        ("before-print:2", b"1\n", -signal.SIGKILL),
        ("before-print:3", b"1\n2\n", 0),
    ],
)
def test_it_halts_at_its_point_and_its_turn(chosen: str, printed: bytes, code: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", REACHES_TWICE],
        env={HALT_VARIABLE: chosen},
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        check=False,
    )
    assert (ended.stdout, ended.returncode) == (printed, code)


@pytest.mark.parametrize("chosen", ["nowhere", "before-print:x", "before-print:-1"])
def test_a_point_that_does_not_exist_is_refused_with_those_that_do(chosen: str) -> None:
    with pytest.raises(NoSuchPoint) as refused:
        FaultPoints.from_environment({HALT_VARIABLE: chosen})
    assert "after-append-payment.approved" in refused.value.next_step


def test_every_point_of_the_documentation_exists() -> None:
    import kiosk.counter.fault_points as module

    documented = {
        word for word in (module.__doc__ or "").split() if word.startswith(("before-", "after-"))
    }
    assert documented <= POINTS
    assert {"terminal-progress", "terminal-answered", "paper-answered"} <= POINTS
