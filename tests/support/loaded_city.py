"""A city with hub, broker over TLS and administrator, on free ports, for fixtures of any scope."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.simulate.city import LoadedCity, loaded_city
from benchmarks.simulate.options import Plan
from tests.end_to_end.ports import free_base
from tests.support.ready_interpreter import launch_ready


@contextmanager
def city_folder() -> Iterator[Path]:
    """Walkable for the broker, which runs as another user than we when we are root."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@contextmanager
def started_city(folder: Path) -> Iterator[LoadedCity]:
    plan = Plan(
        kiosks=1,
        transactions=1,
        seed=1,
        outage_s=0.0,
        city=None,
        data=None,
        port_base=free_base(),
        as_json=True,
    )
    with loaded_city(plan, folder, launch_ready) as loaded:
        yield loaded
