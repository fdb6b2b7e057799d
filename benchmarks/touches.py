"""From the finger to what it changes on the glass: a bill's ids typed and erased, pages turned.

The window is a real one, drawn in memory by the software renderer as on the kiosk; it times its
own frames. First the frame that differs from the one before the touch, whatever has changed (a
pressed key is told by its colour); then, from the release, the frame with what the counter made of
the touch.
"""

import io
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks.figure import Figure, percentile
from contract.errors import PishkhanError
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling

PORT_BASE = 19_720
WITHIN_S = 30.0
ROUNDS = 12
DIGITS = "1000012726167"
GOAL = "<= 100 ms"


class TouchUnanswered(PishkhanError):
    """A touch changed nothing that could be timed."""


def measure() -> list[Figure]:
    """Percentiles over all touches of some rounds."""
    with (
        tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name,
        redirect_stdout(io.StringIO()),
        set_stage(
            DemoPorts(PORT_BASE), Telling(as_json=True), Path(name), windowed=False
        ) as stage,
    ):
        _until(stage, "attract")
        times = [_timed(stage, "start", "home")]
        for _ in range(ROUNDS):
            times += _round(stage)
    changed = [each for each, _ in times]
    answered = [each for _, each in times]
    return [
        _figure(f"touch to changed frame, p50 of {len(times)}", changed, 50),
        _figure(f"touch to changed frame, p95 of {len(times)}", changed, 95, GOAL),
        _figure("release to the counter's answer, p50", answered, 50),
        _figure("release to the counter's answer, p95", answered, 95, GOAL),
    ]


def _figure(name: str, times: list[float], per_cent: int, goal: str | None = None) -> Figure:
    return Figure(name=name, value=percentile(times, per_cent), unit="ms", goal=goal)


def _round(stage: Stage) -> list[tuple[float, float]]:
    """From home to the entry of a bill, its id, all erased, and home again."""
    return [
        _timed(stage, "tile_pay", "bill_entry"),
        *(_timed(stage, f"key_{digit}") for digit in DIGITS),
        _timed(stage, "key_erase"),
        _timed(stage, "key_clear"),
        _timed(stage, "back", "home"),
    ]


def _timed(stage: Stage, target: str, leads_to: str | None = None) -> tuple[float, float]:
    """Raises TouchUnanswered."""
    changed, answered = stage.kiosk.dock.touch_times(target)
    if changed is None or answered is None:
        raise TouchUnanswered(
            f"A touch on {target} changed nothing within three seconds.",
            "Is the machine busy with something else? Try again.",
        )
    if leads_to is not None:
        _until(stage, leads_to)
    return changed, answered


def _until(stage: Stage, screen: str) -> None:
    dock = stage.kiosk.dock
    stage.programs.until(f"the screen {screen}", lambda: dock.screen() == screen, WITHIN_S)
