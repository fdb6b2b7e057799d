"""How soon an event of a kiosk that is in service is at the hub: alone, and while another kiosk
drains a long queue."""

import contextlib
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from benchmarks.figure import Figure, percentile
from benchmarks.simulate.city import LoadedCity, loaded_city
from benchmarks.simulate.kiosks import SOFTWARE, WRITER, Written, start_agents, write_payments
from benchmarks.simulate.options import Plan
from contract.clock import SystemClock
from contract.events import KioskStarted
from edge_agent.device import DeviceDirectory
from edge_agent.journal import Draft, JournalWriter, Origin, open_journal

PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_PAYMENTS", "34000"))
TOGETHER = 100
PORT_BASE = 19_560
SAMPLES = 100
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.03, 0.13
"""After each, at random: at an even pace events fall in step with the agent's looks."""
POLL_S = 0.002
DEADLINE_S = 60.0


def measure() -> list[Figure]:
    """From the commit at the kiosk to the hub's commit, by the hub's own file."""
    plan = Plan(2, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with loaded_city(plan, folder) as city:
            live, busy = city.enrol(folder / "live"), city.enrol(folder / "busy")
            queued = write_payments([busy], PAYMENTS, plan.seed, TOGETHER)[0]
            database = folder / "hub" / "hub.sqlite"
            with _journal(live) as journal:
                start_agents(city, [live])
                kiosk = _Kiosk(journal, database)
                kiosk.latency_s()  # from its start on it is caught up
                alone = [kiosk.latency_s() for _ in range(SAMPLES)]
                beside = _beside_a_drain(city, kiosk, busy, queued)
    return [
        *_figures("live event at the hub, nothing else", alone, None),
        *_figures("live event at the hub, another kiosk drains", beside, (150, 500)),
    ]


def _beside_a_drain(
    city: LoadedCity, kiosk: "_Kiosk", busy: DeviceDirectory, queued: Written
) -> list[float]:
    start_agents(city, [busy])
    queue = bytes.fromhex(queued.journal)
    while not kiosk.through(queue):
        time.sleep(POLL_S)
    latencies: list[float] = []
    while kiosk.through(queue) < queued.head_seq:
        latencies.append(kiosk.latency_s())
    return latencies


@contextlib.contextmanager
def _journal(device: DeviceDirectory) -> Iterator[JournalWriter]:
    identity = device.identity()
    origin = Origin(identity.city, identity.device, SOFTWARE, identity.tracking_prefixes)
    journal = open_journal(device.journals_path, WRITER, origin, SystemClock())
    try:
        yield journal
    finally:
        journal.close()


@dataclass(frozen=True)
class _Kiosk:
    journal: JournalWriter
    database: Path

    def latency_s(self) -> float:
        """Of one event, from the moment at which its commit returns."""
        self.journal.append(Draft(KioskStarted(software=SOFTWARE, recovered=0)))
        began, seq = time.perf_counter(), self.journal.head.seq
        while self.through(self.journal.journal.raw) < seq:
            if time.perf_counter() - began > DEADLINE_S:
                raise TimeoutError(f"an event is not at the hub after {DEADLINE_S:g} s")
            time.sleep(POLL_S)
        took_s = time.perf_counter() - began
        time.sleep(random.uniform(SHORTEST_PAUSE_S, LONGEST_PAUSE_S))
        return took_s

    def through(self, journal: bytes) -> int:
        """Read from the hub's file: asking the hub itself would slow what is measured."""
        reader = apsw.Connection(str(self.database), flags=apsw.SQLITE_OPEN_READONLY)
        reader.set_busy_timeout(1_000)
        query = "SELECT through FROM journals WHERE journal = ?"
        rows = list(reader.execute(query, (journal,)))
        reader.close()
        return int(rows[0][0]) if rows else 0


def _figures(name: str, latencies: list[float], goals: tuple[int, int] | None) -> list[Figure]:
    return [
        Figure(
            name=f"{name}, p{per_cent}",
            value=percentile(latencies, per_cent) * 1000,
            unit="ms",
            goal=None if goals is None else f"<= {goals[number]} ms",
        )
        for number, per_cent in enumerate((50, 99))
    ]
