"""The kiosk: start to first usable frame, the memory of kiosk and agent, and what they take of the
processor while nobody is there.

Resident memory is the sum over a program's processes, each counted whole; the proportional sum, in
which shared pages count once, stands beside it.
"""

import io
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path

import psutil

from benchmarks.figure import Figure, percentile
from provisioning.demo.ports import DemoPorts
from provisioning.demo.stage import Stage, set_stage
from provisioning.demo.telling import Telling

PORT_BASE = 19_640
STARTS = 5
PROCESSES = 4
"""Supervisor, counter, shown window, hidden spare."""
SPARE_SETTLES_S = 2.0
IDLE_S = 30.0


def measure() -> list[Figure]:
    """Medians of some starts; memory after a screen was shown and the kiosk came to rest."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        said = io.StringIO()
        with (
            redirect_stdout(said),
            set_stage(
                DemoPorts(PORT_BASE), Telling(as_json=True), Path(name), windowed=False
            ) as stage,
        ):
            starts = [_start_s(stage) for _ in range(STARTS)]
            stage.programs.until("the spare waits", _spare_waits, 20.0)
            kiosk = _family("kiosk")
            agent = _family("agent")
            idle = _idle_percent({"kiosk": kiosk, "agent": agent})
            memory = {
                "kiosk": (_resident_mb(kiosk), _proportional_mb(kiosk)),
                "agent": (_resident_mb(agent), _proportional_mb(agent)),
            }
    goals = {"kiosk": "<= 200 MB", "agent": "<= 60 MB"}
    figures = [
        Figure(
            name="kiosk start to first usable frame",
            value=percentile(starts, 50),
            unit="s",
            goal="<= 1.5 s",
        )
    ]
    figures += [
        Figure(
            name=f"idle processor time, {name_of}",
            value=percent,
            unit="% core",
            goal="<= 2 % of a core" if name_of == "kiosk" else None,
        )
        for name_of, percent in idle.items()
    ]
    for name_of, (resident, proportional) in memory.items():
        figures += [
            Figure(
                name=f"resident memory, {name_of}", value=resident, unit="MB", goal=goals[name_of]
            ),
            Figure(name=f"proportional memory, {name_of}", value=proportional, unit="MB"),
        ]
    return figures


def _start_s(stage: Stage) -> float:
    """From power on to the attract screen; the agent starts at the same time, as in life."""
    stage.kiosk.cut_power()
    began = time.perf_counter()
    stage.kiosk.start(stage.programs)
    dock = stage.kiosk.dock
    stage.programs.until("the screen is shown", lambda: dock.screen() == "attract", 20.0)
    return time.perf_counter() - began


def _spare_waits() -> bool:
    family = _family("kiosk")
    youngest_s = time.time() - max(process.create_time() for process in family)
    return len(family) == PROCESSES and youngest_s > SPARE_SETTLES_S


def _family(command: str) -> list[psutil.Process]:
    """The processes of `pishkhan COMMAND`; that of the kiosk becomes its supervisor."""
    for child in psutil.Process().children(recursive=True):
        words = child.cmdline()
        if words[1:4] == ["-m", "pishkhan", command] or words[1:3] == [
            "-m",
            f"{command}.supervisor",
        ]:
            return [child, *child.children(recursive=True)]
    raise LookupError(f"pishkhan {command} does not run")


def _idle_percent(families: dict[str, list[psutil.Process]]) -> dict[str, float]:
    """Of one core, user and system time of all processes, at the attract screen."""
    before = {name: _used_s(family) for name, family in families.items()}
    began = time.perf_counter()
    time.sleep(IDLE_S)  # nothing is asked meanwhile: the dock's answers would cost time too
    passed_s = time.perf_counter() - began
    return {
        name: (_used_s(family) - before[name]) / passed_s * 100
        for name, family in families.items()
    }


def _used_s(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(each.user + each.system for each in times)


def _resident_mb(processes: list[psutil.Process]) -> float:
    return sum(process.memory_info().rss for process in processes) / 1e6


def _proportional_mb(processes: list[psutil.Process]) -> float:
    return sum(process.memory_full_info().pss for process in processes) / 1e6
