"""What a kiosk grows by while people look things up: nothing of it is personal, so neither counter
nor window is renewed, and whatever they kept would add up.

A round goes from home to an office's page and back, as a visit does: seven screens. Counted is
each process whole, after as many rounds as let caches fill, and after as many again.
"""

import io
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import psutil

from benchmarks.figure import Figure
from provisioning.demo.dock import DockRefused
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling

PORT_BASE = 19_800
WITHIN_S = 30.0
ROUNDS = 400
ROUND = (
    ("tile_information", "information_menu"),
    ("choice_offices", "information_list"),
    ("choice_office:felestin", "information_page"),
    ("back", "information_list"),
    ("back", "information_menu"),
    ("back", "home"),
)
GOAL = "<= 1 MB"


def measure() -> list[Figure]:
    """Growth of counter and shown window over the second half, as of a thousand rounds."""
    with (
        tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name,
        redirect_stdout(io.StringIO()),
        set_stage(
            DemoPorts(PORT_BASE), Telling(as_json=True), Path(name), windowed=False
        ) as stage,
    ):
        _go(stage, "start", "home")
        _look_up(stage)
        before = _resident_mb()
        _look_up(stage)
        after = _resident_mb()
    return [
        Figure(
            name=f"growth in 1,000 visits, {part}",
            value=(after[part] - before[part]) * 1_000 / ROUNDS,
            unit="MB",
            goal=GOAL,
        )
        for part in before
    ]


def _look_up(stage: Stage) -> None:
    for _ in range(ROUNDS):
        for target, leads_to in ROUND:
            _go(stage, target, leads_to)


def _go(stage: Stage, target: str, leads_to: str) -> None:
    """Touched as soon as it is there, and once."""
    dock = stage.kiosk.dock

    def touched() -> bool:
        try:
            dock.tap(target)
        except DockRefused:
            return False  # the screen is still being drawn
        return True

    stage.programs.until(f"{target} to touch", touched, WITHIN_S)
    stage.programs.until(f"the screen {leads_to}", lambda: dock.screen() == leads_to, WITHIN_S)


def _resident_mb() -> dict[str, float]:
    """The counter's, and the shown window's: the one that was started first."""
    children = [
        child
        for child in psutil.Process().children(recursive=True)
        if child.cmdline()[1:2] == ["-m"]
    ]
    parts = {"counter": "kiosk.counter", "shown window": "kiosk.interface"}
    return {
        name: min(
            (child for child in children if child.cmdline()[2] == module),
            key=psutil.Process.create_time,
        )
        .memory_info()
        .rss
        / 1e6
        for name, module in parts.items()
    }
