"""Drain rate of one kiosk that comes back with a long queue, into a hub on SQLite."""

import os
import tempfile
import time
from pathlib import Path

import apsw
import psutil

from benchmarks.figure import Figure, compared
from benchmarks.raw_broker import raw_broker_rate
from benchmarks.raw_database import raw_database_rate
from benchmarks.simulate.city import loaded_city
from benchmarks.simulate.kiosks import Written, start_agents, write_payments
from benchmarks.simulate.options import Plan
from contract.batch import MAX_EVENTS
from provisioning.demo.ports import DemoPorts

PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_PAYMENTS", "17000"))
"""About six events each: a little over 100,000."""
BATCH_BYTES = 60_000
BATCHES = 2_000
PORT_BASE = 19_540
POLL_S = 0.02
DEADLINE_S = 180.0


def measure() -> list[Figure]:
    """Events a second from the first to the last at the hub, beside the slower raw part."""
    plan = Plan(1, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with loaded_city(plan, folder) as city:
            device = city.enrol(folder / "kiosk")
            written = write_payments([device], PAYMENTS, plan.seed)[0]
            broker_port = DemoPorts(PORT_BASE).broker
            messages = raw_broker_rate(
                city.administrator.city, broker_port, os.urandom(BATCH_BYTES), BATCHES
            )
            (agent,) = start_agents(city, [device])
            database_file = folder / "hub" / "hub.sqlite"
            rate, cpu_us, resident_mb = _drained(database_file, written, agent.process.pid)
        database = raw_database_rate(database_file, folder)
    broker = messages * MAX_EVENTS
    ceiling, ceiling_name = min((broker, "raw broker"), (database, "raw database"))
    goal = ">= 15,000/s and >= 0.30 x"
    return [
        compared(
            Figure(
                name="drain of one kiosk", value=rate, unit="events/s", cpu_us=cpu_us, goal=goal
            ),
            ceiling,
            ceiling_name,
        ),
        Figure(name="raw broker, batches of 300", value=broker, unit="events/s"),
        Figure(name="raw database, projection rows included", value=database, unit="events/s"),
        Figure(
            name="resident memory of the agent after the drain",
            value=resident_mb,
            unit="MB",
            goal="<= 60 MB",
        ),
    ]


def _drained(database: Path, written: Written, agent: int) -> tuple[float, float, float]:
    """Events a second, CPU microseconds an event at the hub, megabytes of the agent."""
    hub = hub_process()
    first_at = first_count = None
    cpu_from = 0.0
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        held = _events_of(database, written)
        now = time.monotonic()
        if first_at is None and held:
            first_at, first_count, cpu_from = now, held, cpu_s(hub)
        if held >= written.head_seq and first_at is not None and first_count is not None:
            events = held - first_count
            cpu_us = (cpu_s(hub) - cpu_from) * 1e6 / events
            resident_mb = psutil.Process(agent).memory_info().rss / 1e6
            return events / (now - first_at), cpu_us, resident_mb
        time.sleep(POLL_S)
    raise TimeoutError(f"the hub holds {held} of {written.head_seq} after {DEADLINE_S:g} s")


def _events_of(database: Path, written: Written) -> int:
    """Read from the hub's file: asking the hub itself would slow what is measured."""
    reader = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    reader.set_busy_timeout(1_000)
    query = "SELECT through FROM journals WHERE journal = ?"
    rows = list(reader.execute(query, (bytes.fromhex(written.journal),)))
    reader.close()
    return int(rows[0][0]) if rows else 0


def hub_process() -> psutil.Process:
    """The hub that this process, or one of its children, has started. Raises LookupError."""
    for child in psutil.Process().children(recursive=True):
        if {"hub", "serve"} <= set(child.cmdline()):
            return child
    raise LookupError("the hub does not run")


def cpu_s(process: psutil.Process) -> float:
    """Processor time, all threads."""
    times = process.cpu_times()
    return times.user + times.system
