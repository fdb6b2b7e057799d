"""Drain rate of one kiosk that comes back with a long queue, into a hub on SQLite.

The drain is measured in parts: between them the agent is stopped, and the rows that the hub has
just written are written again by nothing but a driver. So drain and ceiling alternate, on files
that grow alike, and a machine that slows down slows both.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import psutil

from benchmarks.figure import Figure, compared
from benchmarks.raw_broker import raw_broker_rate
from benchmarks.raw_database import (
    RawDatabase,
    ThroughApsw,
    ThroughTheHubsDriver,
    hub_ddl,
    hub_rows,
    hub_through,
)
from benchmarks.simulate.city import loaded_city
from benchmarks.simulate.kiosks import Written, start_agents, write_payments
from benchmarks.simulate.options import Plan
from contract.batch import MAX_EVENTS
from provisioning.demo.ports import DemoPorts

PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_PAYMENTS", "84500"))
"""About six events each: a little over 500,000."""
PARTS = 5
BATCH_BYTES = 60_000
BATCHES = 2_000
TOGETHER = 100
PORT_BASE = 19_540
POLL_S = 0.02
QUIET_S = 0.3
DEADLINE_S = 180.0


def measure() -> list[Figure]:
    """Medians of the parts; the whole queue is at the hub when this returns."""
    plan = Plan(1, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with loaded_city(plan, folder) as city:
            device = city.enrol(folder / "kiosk")
            written = write_payments([device], PAYMENTS, plan.seed, TOGETHER)[0]
            broker_port = DemoPorts(PORT_BASE).broker
            messages = raw_broker_rate(
                city.administrator.city, broker_port, os.urandom(BATCH_BYTES), BATCHES
            )
            (agent,) = start_agents(city, [device])
            drain = _Drain(folder, written, psutil.Process(agent.process.pid), hub_process())
            drain.run()
            resident_mb = drain.agent.memory_info().rss / 1e6
    return _figures(drain, messages * MAX_EVENTS, resident_mb)


def _figures(drain: "_Drain", broker: float, resident_mb: float) -> list[Figure]:
    drained, driver, bare = (
        statistics.median(rates) for rates in (drain.rates, drain.driver, drain.bare)
    )
    slower, slower_name = min((broker, "raw broker"), (bare, "raw database"))
    figure = Figure(
        name=f"drain of one kiosk, {drain.written.head_seq:,} events",
        value=drained,
        unit="events/s",
        cpu_us=statistics.median(drain.cpu_us),
        goal=">= 50,000/s and >= 0.60 x",
    )
    ratio = statistics.median(
        one / other for one, other in zip(drain.rates, drain.driver, strict=True)
    )
    beside = Figure(
        name="the same beside what is slower of the raw parts",
        value=drained,
        unit="events/s",
        goal=">= 15,000/s and >= 0.30 x",
    )
    return [
        msgspec.structs.replace(compared(figure, driver, "same rows, same driver"), ratio=ratio),
        compared(beside, slower, slower_name),
        Figure(name="raw broker, batches of 300", value=broker, unit="events/s"),
        Figure(name="raw database by apsw, projection rows included", value=bare, unit="events/s"),
        Figure(
            name="resident memory of the agent after the drain",
            value=resident_mb,
            unit="MB",
            goal="<= 60 MB",
        ),
    ]


@dataclass
class _Drain:
    """The parts of one drain, each beside its ceilings; rates in events a second."""

    folder: Path
    written: Written
    agent: psutil.Process
    hub: psutil.Process
    rates: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    driver: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Raises TimeoutError when a part takes too long."""
        held, raw = 0, None
        for part in range(1, PARTS + 1):
            self._drain(held, self.written.head_seq * part // PARTS)
            with stopped([self.agent]):
                before, held = held, self._settled()
                raw = raw or self._raw_databases()
                rows = hub_rows(self._database, self.written.journal, before, held)
                for database, rates in zip(raw, (self.driver, self.bare), strict=True):
                    rates.append(database.rate(rows))

    @property
    def _database(self) -> Path:
        return self.folder / "hub" / "hub.sqlite"

    def _raw_databases(self) -> tuple[RawDatabase, RawDatabase]:
        ddl = hub_ddl(self._database)
        return (
            ThroughTheHubsDriver(self.folder / "driver.sqlite", ddl),
            ThroughApsw(self.folder / "apsw.sqlite", ddl),
        )

    def _drain(self, held: int, goal: int) -> None:
        """From the first event beyond `held` that the hub has to those up to `goal`."""
        first = self._reached(held + 1)
        cpu_from, began = cpu_s(self.hub), time.perf_counter()
        events = self._reached(goal) - first
        took_s = time.perf_counter() - began
        self.rates.append(events / took_s)
        self.cpu_us.append((cpu_s(self.hub) - cpu_from) * 1e6 / events)

    def _reached(self, goal: int) -> int:
        deadline = time.monotonic() + DEADLINE_S
        while (held := self._held()) < goal:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the hub holds {held} of {goal} after {DEADLINE_S:g} s")
            time.sleep(POLL_S)
        return held

    def _settled(self) -> int:
        """What the hub holds when nothing comes any more."""
        held, before = self._held(), -1
        while held != before:
            time.sleep(QUIET_S)
            before, held = held, self._held()
        return held

    def _held(self) -> int:
        return hub_through(self._database, self.written.journal)


@contextmanager
def stopped(agents: Sequence[psutil.Process]) -> Iterator[None]:
    """The broker and the hub wait meanwhile, connected."""
    for agent in agents:
        agent.suspend()
    try:
        yield
    finally:
        for agent in agents:
            agent.resume()


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
