"""`pishkhan agent reference`: which of the city's data this kiosk holds, how old, how it came."""

import time
from collections.abc import Iterator

import msgspec

from contract.reference import Dataset
from edge_agent.commands.findings import span
from edge_agent.device import DeviceDirectory
from edge_agent.reference import DatasetStanding, VersionStanding, Way, standings

DAMAGED = 4
ROW = "{:<18} {:>7}  {:<12} {:<31} {}"
HEADING = ("DATASET", "VERSION", "AS OF", "CAME", "BEFORE")


def reference(directory: DeviceDirectory, *, as_json: bool) -> int:
    """4 when a version in use cannot be read. Raises PishkhanError."""
    found = standings(directory.reference_path)
    lost = [one for one in found if one.now is not None and not one.now.readable]
    if as_json:
        print(msgspec.json.encode(found).decode())
    else:
        now_ms = time.time_ns() // 1_000_000
        print(ROW.format(*HEADING))
        for standing in found:
            print(_row(standing, now_ms).rstrip())
        print("\n".join(_damage(lost, directory)))
    return DAMAGED if lost else 0


def _row(standing: DatasetStanding, now_ms: int) -> str:
    name = standing.dataset.value
    if standing.now is None:
        return ROW.format(name, "-", "not here", "the hub has had none to give", "")
    version = standing.now.version
    return ROW.format(
        f"{name}, district {version.scope}" if standing.dataset is Dataset.BILLS else name,
        version.version,
        f"{span(now_ms - version.as_of_ms)} ago",
        _came(standing.now, now_ms),
        _before(standing.before),
    )


def _came(standing: VersionStanding, now_ms: int) -> str:
    fetched = standing.version.fetched
    if fetched is None:
        return "by older software"
    way = "a delta" if fetched.way is Way.DELTA else "whole"
    return f"{span(now_ms - fetched.at_ms)} ago, {way}, {fetched.size:,} bytes"


def _before(before: VersionStanding | None) -> str:
    if before is None:
        return "none"
    readable = "" if before.readable else ", cannot be read"
    return f"{before.version.version}{readable}"


def _damage(lost: list[DatasetStanding], directory: DeviceDirectory) -> Iterator[str]:
    if not lost:
        yield "\nEvery version in use can be read."
    for standing in lost:
        good = standing.before is not None and standing.before.readable
        serves = "the version before serves" if good else "nothing serves"
        yield f"\n! The {standing.dataset} in use cannot be read; {serves} in their place."
        yield f"  -> The next refresh mends it: pishkhan agent refresh --device {directory.path}"
