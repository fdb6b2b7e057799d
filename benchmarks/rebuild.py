"""All views made anew from the events at the hub: `pishkhan hub rebuild`, the whole process."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.simulate.city import loaded_city
from benchmarks.simulate.custody import missing_at_hub
from benchmarks.simulate.kiosks import start_agents, write_payments
from benchmarks.simulate.options import Plan
from contract.errors import PishkhanError

PAYMENTS = int(os.environ.get("PISHKHAN_BENCH_PAYMENTS", "84500"))
"""About six events each: a little over 500,000."""
TOGETHER = 100
PORT_BASE = 19_580
ROUNDS = 3


def measure() -> list[Figure]:
    """The median of some rebuilds of one kiosk's events, into SQLite. Raises PishkhanError."""
    plan = Plan(1, PAYMENTS, 1, 0.0, None, None, PORT_BASE, as_json=True)
    with tempfile.TemporaryDirectory(prefix="pishkhan-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with loaded_city(plan, folder) as city:
            device = city.enrol(folder / "kiosk")
            written = write_payments([device], PAYMENTS, plan.seed, TOGETHER)
            start_agents(city, [device])
            if missing := missing_at_hub(city, written):
                raise PishkhanError(f"The drain is not whole: {missing}.", "Look at its logs.")
            events = int(city.counts()["events"])
        times = sorted(_rebuilt_s(folder) for _ in range(ROUNDS))
    rate = events / times[ROUNDS // 2]
    return [Figure(name="views rebuilt", value=rate, unit="events/s", goal=">= 50,000/s")]


def _rebuilt_s(folder: Path) -> float:
    places = ("--city-dir", str(folder / "city"), "--data", str(folder / "hub"))
    began = time.perf_counter()
    subprocess.run(
        (sys.executable, "-m", "pishkhan", "hub", "rebuild", *places),
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began
