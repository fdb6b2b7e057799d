"""Memory and processor are told as the kernel counts them, or not at all."""

from pathlib import Path

import pytest

from edge_agent.agent.machine import PROC, Machine

MEMINFO = "MemTotal:       4000000 kB\nMemFree:  100000 kB\nMemAvailable:    1000000 kB\n"


def said(machine: Machine) -> dict[str, float]:
    return {read.name: read.value for read in machine.measurements()}


def ticks(proc: Path, busy: int, idle: int, waiting: int = 0) -> None:
    (proc / "stat").write_text(f"cpu  {busy} 0 0 {idle} {waiting} 0 0 0 77 0\ncpu0 1 1 1 1\n")


def test_memory_is_what_programs_may_still_get_and_a_busy_processor_is_not_an_idle_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "meminfo").write_text(MEMINFO)
    ticks(tmp_path, busy=500, idle=500)
    machine = Machine(tmp_path)
    assert said(machine) == {"memory_free_percent": 25.0}  # busy since when?
    ticks(tmp_path, busy=530, idle=550, waiting=20)
    assert said(machine) == {"memory_free_percent": 25.0, "processor_busy_percent": 30.0}


@pytest.mark.parametrize("meminfo", ["", "nonsense", "MemTotal: 0 kB\nMemAvailable: 0 kB\n"])
def test_nothing_is_made_up_where_the_kernel_is_silent(tmp_path: Path, meminfo: str) -> None:
    (tmp_path / "meminfo").write_text(meminfo)
    (tmp_path / "stat").write_text("intr 5\n")
    assert said(Machine(tmp_path)) == {}
    assert said(Machine(tmp_path / "missing")) == {}


def test_this_machine_tells_of_itself() -> None:
    free = Machine(PROC).memory_free_percent()
    assert free is not None
    assert 0 < free < 100
