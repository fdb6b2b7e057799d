"""Many kiosks that drain together into PostgreSQL, beside a bare COPY of the same rows.

The kiosks' agents are connected and have all they need. Then they are stopped while their kiosks'
payments are journaled, and go on at the same moment: all drain at once. The server is one of the
benchmark's own, unless PISHKHAN_DATABASE_URL names an empty database that may be written full.
"""

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from benchmarks.drain import cpu_s, hub_process, stopped
from benchmarks.figure import Figure, compared
from benchmarks.postgresql import Postgresql, postgresql_server
from benchmarks.simulate.city import LoadedCity, loaded_city
from benchmarks.simulate.kiosks import Written, enrol_kiosks, start_agents, write_payments
from benchmarks.simulate.options import Plan
from provisioning.demo.programs import Program

KIOSKS = int(os.environ.get("PISHKHAN_BENCH_KIOSKS", "50"))
PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_FLEET_PAYMENTS", "1000"))
"""Of each; about six events a payment."""
TOGETHER = 50
"""Payments a commit: the queue is what counts here, not how it came there."""
PORT_BASE = 19_620
POSTGRESQL_PORT = 19_629
POLL_S = 0.05
SETTLED = 0.015
"""Of a core, for each agent: twice what one takes that neither starts nor fetches any more."""
HUB_SETTLED = 0.2
"""Of a core: it hears how they are and answers nothing else any more."""
SETTLES_S = 4.0
"""Kiosks ask for what is new spread over two seconds."""
DEADLINE_S = 300.0
FROM, TO = 0.1, 0.9
"""The rate is that of the middle: before it some have not yet begun, behind it some have ended."""
ROWS_A_COMMIT = 2_400
COLUMNS = (
    "journal, branch, seq, device, kind, version, transaction_id, utc_ms, received_ms, "
    "envelope, sealed, hash"
)


def measure() -> list[Figure]:
    """Raises PostgresqlNotStarted where no server is named and none is installed."""
    plan = Plan(KIOSKS, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with (
            postgresql_server(folder, POSTGRESQL_PORT) as (url, server),
            loaded_city(plan, folder) as city,
        ):
            devices = enrol_kiosks(city, folder / "kiosks", KIOSKS)
            agents = start_agents(city, devices)
            _settle(agents)
            with psycopg.connect(url, autocommit=True) as database:
                with stopped([psutil.Process(agent.process.pid) for agent in agents]):
                    written = write_payments(devices, PAYMENTS, plan.seed, TOGETHER)
                drained = _drained(database, written, _Machine(city, agents, server))
                ceiling = _copy_rate(database)
    return _figures(drained, ceiling)


def _figures(drained: "_Drained", ceiling: float) -> list[Figure]:
    figure = Figure(
        name=f"{KIOSKS} kiosks drain together into PostgreSQL",
        value=drained.rate,
        unit="events/s",
        cpu_us=drained.cpu_us["hub"],
        goal=">= 40,000/s and >= 0.50 x",
    )
    others = [
        Figure(name=f"processor for an event, {part}", value=us, unit="us")
        for part, us in drained.cpu_us.items()
    ]
    return [compared(figure, ceiling, "bare COPY"), *others]


def _settle(agents: Sequence[Program]) -> None:
    """Until all have started and have their reference data: then the hub has little to do too."""
    parts = [psutil.Process(agent.process.pid) for agent in agents], [hub_process()]
    most_s = (SETTLED * SETTLES_S * len(agents), HUB_SETTLED * SETTLES_S)
    before, deadline = (0.0, 0.0), time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        time.sleep(SETTLES_S)
        now = sum(map(cpu_s, parts[0])), sum(map(cpu_s, parts[1]))
        if all(new - old < most for new, old, most in zip(now, before, most_s, strict=True)):
            return
        before = now
    raise TimeoutError(f"{len(agents)} agents have not settled in {DEADLINE_S:g} s")


@dataclass(frozen=True)
class _Machine:
    """All that takes part, for its processor time; `server` None when it is elsewhere."""

    city: LoadedCity
    agents: Sequence[Program]
    server: Postgresql | None

    def processor_s(self) -> Mapping[str, float]:
        assert self.city.broker is not None
        spent = {
            "hub": cpu_s(hub_process()),
            "broker": cpu_s(psutil.Process(self.city.broker.running.process.pid)),
            "agents": sum(cpu_s(psutil.Process(a.process.pid)) for a in self.agents),
        }
        return spent if self.server is None else {**spent, "database": self.server.processor_s()}


@dataclass(frozen=True)
class _Drained:
    """Events a second, and microseconds an event of each part."""

    rate: float
    cpu_us: Mapping[str, float]


def _drained(
    database: psycopg.Connection, written: Sequence[Written], machine: _Machine
) -> _Drained:
    journals = [bytes.fromhex(each.journal) for each in written]
    events = sum(each.head_seq for each in written)
    began: tuple[float, int, Mapping[str, float]] | None = None
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        held, now = _held(database, journals), time.monotonic()
        if began is None and held >= FROM * events:
            began = (now, held, machine.processor_s())
        if began is not None and held >= TO * events:
            count, spent = held - began[1], machine.processor_s()
            cpu_us = {part: (spent[part] - began[2][part]) * 1e6 / count for part in spent}
            return _Drained(count / (now - began[0]), cpu_us)
        time.sleep(POLL_S)
    raise TimeoutError(f"the hub holds {held} of {events} after {DEADLINE_S:g} s")


def _held(database: psycopg.Connection, journals: Sequence[bytes]) -> int:
    query = "SELECT COALESCE(SUM(through), 0) FROM journals WHERE journal = ANY(%s)"
    row = database.execute(query, (list(journals),)).fetchone()
    assert row is not None
    return int(row[0])


def _copy_rate(database: psycopg.Connection) -> float:
    """The event rows alone, with their indices, into a table like the hub's."""
    rows = database.execute(f"SELECT {COLUMNS} FROM events").fetchall()  # noqa: S608 (ours)
    database.execute("CREATE TABLE bench_events (LIKE events INCLUDING ALL)")
    try:
        began = time.perf_counter()
        for first in range(0, len(rows), ROWS_A_COMMIT):
            with (
                database.cursor() as cursor,
                cursor.copy(f"COPY bench_events ({COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy,
            ):
                copy.set_types(
                    [
                        *("bytea", "int8", "int8", "text", "text", "int8", "bytea"),
                        *("int8", "int8", "bytea", "bytea", "bytea"),
                    ]
                )
                for row in rows[first : first + ROWS_A_COMMIT]:
                    copy.write_row(row)
        return len(rows) / (time.perf_counter() - began)
    finally:
        database.execute("DROP TABLE bench_events")
