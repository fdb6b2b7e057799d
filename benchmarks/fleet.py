"""Many kiosks that drain together into PostgreSQL, beside a bare COPY of the same rows.

It wants a server: PISHKHAN_DATABASE_URL names an empty database that may be written full.
"""

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.drain import cpu_s, hub_process
from benchmarks.figure import Figure, compared
from benchmarks.simulate.city import loaded_city
from benchmarks.simulate.kiosks import Written, enrol_kiosks, start_agents, write_payments
from benchmarks.simulate.options import Plan
from contract.errors import MissingPart

URL_VARIABLE = "PISHKHAN_DATABASE_URL"
KIOSKS = int(os.environ.get("PISHKHAN_BENCH_KIOSKS", "50"))
PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_PAYMENTS", "400"))
"""Of each; about six events a payment."""
PORT_BASE = 19_620
POLL_S = 0.05
DEADLINE_S = 300.0
FROM, TO = 0.1, 0.9
"""The rate is that of the middle: before it agents still start, behind it some have ended."""
ROWS_A_COMMIT = 2_400
COLUMNS = (
    "journal, branch, seq, device, kind, version, transaction_id, utc_ms, received_ms, "
    "envelope, sealed, hash"
)


def measure() -> list[Figure]:
    """Raises MissingPart without a server."""
    url = os.environ.get(URL_VARIABLE, "")
    if not url.startswith("postgresql"):
        raise MissingPart(
            "The benchmark of a fleet wants PostgreSQL.",
            f"Let {URL_VARIABLE} name an empty database: postgresql://user:password@host/name.",
        )
    plan = Plan(KIOSKS, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with (
            loaded_city(plan, folder) as city,
            psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as database,
        ):
            devices = enrol_kiosks(city, folder / "kiosks", KIOSKS)
            written = write_payments(devices, PAYMENTS, plan.seed)
            start_agents(city, devices)
            rate, cpu_us = _drained(database, written)
            ceiling = _copy_rate(database)
    figure = Figure(
        name=f"{KIOSKS} kiosks drain together into PostgreSQL",
        value=rate,
        unit="events/s",
        cpu_us=cpu_us,
        goal=">= 40,000/s and >= 0.50 x",
    )
    return [compared(figure, ceiling, "bare COPY")]


def _drained(database: psycopg.Connection, written: Sequence[Written]) -> tuple[float, float]:
    """Events a second, and CPU microseconds an event at the hub."""
    hub = hub_process()
    journals = [bytes.fromhex(each.journal) for each in written]
    events = sum(each.head_seq for each in written)
    began: tuple[float, int, float] | None = None
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        held, now, cpu = _held(database, journals), time.monotonic(), cpu_s(hub)
        if began is None and held >= FROM * events:
            began = (now, held, cpu)
        if began is not None and held >= TO * events:
            count = held - began[1]
            return count / (now - began[0]), (cpu - began[2]) * 1e6 / count
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
