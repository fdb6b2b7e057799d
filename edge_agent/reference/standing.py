"""Where each dataset stands on this disk, for a technician."""

from pathlib import Path

import msgspec

from contract.reference import Dataset
from edge_agent.reference.errors import DamagedReference
from edge_agent.reference.tables import Table
from edge_agent.reference.versions import Version, read_versions


class VersionStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A version on this disk, and whether every page of it can be read."""

    version: Version
    readable: bool


class DatasetStanding(msgspec.Struct, frozen=True, kw_only=True):
    """`now` is None of a dataset that never came, `before` where there is none to go back to."""

    dataset: Dataset
    now: VersionStanding | None
    before: VersionStanding | None


def standings(folder: Path) -> tuple[DatasetStanding, ...]:
    """Of every dataset that this software knows. Raises DamagedReference when what says which
    versions are in use can't be read."""
    versions = read_versions(folder)
    found = []
    for dataset in Dataset:
        in_use = versions.get(dataset)
        found.append(
            DatasetStanding(
                dataset=dataset,
                now=None if in_use is None else _standing(folder, in_use.now),
                before=None if in_use is None else _standing(folder, in_use.before),
            )
        )
    return tuple(found)


def is_readable(folder: Path, version: Version) -> bool:
    """Every page of it."""
    try:
        with Table(folder / version.file) as table:
            table.check()
    except DamagedReference:
        return False
    return True


def _standing(folder: Path, version: Version | None) -> VersionStanding | None:
    if version is None:
        return None
    return VersionStanding(version=version, readable=is_readable(folder, version))
