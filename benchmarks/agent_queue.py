"""What an agent keeps in memory: with nothing to send, and with a long queue that it drains."""

import os
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.figure import Figure
from benchmarks.simulate.city import loaded_city
from benchmarks.simulate.kiosks import Written, start_agents, write_payments
from benchmarks.simulate.options import Plan

PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_QUEUE", "35000"))
"""About six events each: a little over 200,000. 170,000 make a million."""
TOGETHER = 50
"""Payments a commit: the queue is what counts here, not how it came there."""
PORT_BASE = 19_600
SETTLES_S = 5.0
WATCHED_S = 20.0
POLL_S = 0.05
MB = 1e6


def measure() -> list[Figure]:
    """Resident memory; of the queue the most that was seen in its first seconds."""
    plan = Plan(2, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with loaded_city(plan, folder) as city:
            idle, busy = city.enrol(folder / "idle"), city.enrol(folder / "busy")
            queued = write_payments([busy], PAYMENTS, plan.seed, TOGETHER)[0]
            (agent,) = start_agents(city, [idle])
            time.sleep(SETTLES_S)
            empty_mb = _resident_mb(agent.process.pid)
            (agent,) = start_agents(city, [busy])
            most_mb = _most_mb(agent.process.pid)
    return [
        _figure("resident memory, agent, nothing to send", empty_mb, "<= 55 MB"),
        _figure(_with_queue(queued), most_mb, "<= 70 MB with a million"),
    ]


def _with_queue(queued: Written) -> str:
    return f"resident memory, agent, {queued.head_seq:,} queued"


def _most_mb(pid: int) -> float:
    most, ends = 0.0, time.monotonic() + WATCHED_S
    while time.monotonic() < ends:
        most = max(most, _resident_mb(pid))
        time.sleep(POLL_S)
    return most


def _resident_mb(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss / MB)


def _figure(name: str, value: float, goal: str) -> Figure:
    return Figure(name=name, value=value, unit="MB", goal=goal)
