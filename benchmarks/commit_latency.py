"""Commit latency at the kiosk beside a bare fsynced SQLite insert of as many bytes."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3

from benchmarks.figure import Figure, compared, percentile
from contract.clock import SystemClock
from contract.events import FoundBy, PaymentApproved
from contract.values import TransactionId
from edge_agent.journal import Draft, Origin, open_journal

ROUNDS, COMMITS_A_ROUND, WARM_UP = 12, 100, 50


def measure() -> list[Figure]:
    """p50 and p99 of one committed event, in microseconds, and the CPU it takes."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as folder:
        ours, bare = _ours(Path(folder)), _bare(Path(folder))
        _timed(ours, WARM_UP)
        _timed(bare, WARM_UP)
        journal_us: list[float] = []
        bare_us: list[float] = []
        journal_cpu = bare_cpu = 0.0
        for _ in range(ROUNDS):
            times, cpu = _timed(ours, COMMITS_A_ROUND)
            journal_us += times
            journal_cpu += cpu
            times, cpu = _timed(bare, COMMITS_A_ROUND)
            bare_us += times
            bare_cpu += cpu
    commits = ROUNDS * COMMITS_A_ROUND
    return [
        compared(
            Figure(
                name=f"commit latency p{per_cent}",
                value=percentile(journal_us, per_cent),
                unit="us",
                cpu_us=journal_cpu / commits,
                goal="<= 1.5 x" if per_cent == 50 else None,
            ),
            percentile(bare_us, per_cent),
            "bare fsynced insert",
        )
        for per_cent in (50, 99)
    ]


def _approved(number: int) -> PaymentApproved:
    return PaymentApproved(
        reference=f"0509000016-{number}",
        amount=1_250_000,
        rrn="898194184027",
        trace=f"{number:06d}",
        pan="603799******0014",
        terminal="12345678",
        found_by=FoundBy.ANSWER,
    )


def _ours(folder: Path) -> Callable[[int], object]:
    origin = Origin(city="qazvin", device="k-bench", software="bench")
    journal = open_journal(folder / "journals", "kiosk", origin, SystemClock(), None)
    transaction = TransactionId.new()
    return lambda number: journal.append(Draft(_approved(number), transaction))


def _bare(folder: Path) -> Callable[[int], object]:
    connection = sqlite3.connect(str(folder / "bare.sqlite"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, envelope BLOB, hash BLOB)")
    envelope, digest = os.urandom(270), os.urandom(32)
    insert = "INSERT INTO rows (envelope, hash) VALUES (?, ?)"
    return lambda _: connection.execute(insert, (envelope, digest))


def _timed(commit: Callable[[int], object], count: int) -> tuple[list[float], float]:
    """Microseconds of each commit, and CPU microseconds of all."""
    times: list[float] = []
    cpu_from = time.process_time_ns()
    for number in range(count):
        began = time.perf_counter_ns()
        commit(number)
        times.append((time.perf_counter_ns() - began) / 1_000)
    return times, (time.process_time_ns() - cpu_from) / 1_000
