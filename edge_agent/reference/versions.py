"""Which version of each dataset is in use: DIR/reference/current.json, swapped whole."""

from enum import StrEnum
from pathlib import Path

import msgspec

from contract.reference import Dataset
from edge_agent.device import write_durably
from edge_agent.reference.errors import DamagedReference


class Way(StrEnum):
    """How a version came: all its records, or what differs from the version before."""

    WHOLE = "whole"
    DELTA = "delta"


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """How a version came here, in how many bytes and when (UTC ms)."""

    way: Way
    size: int
    at_ms: int


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version on this disk. `digest` of the hub's payload in hexadecimal; times in UTC ms.

    `fetched` is None of one that an older agent took.
    """

    file: str
    version: int
    scope: str
    created_ms: int
    as_of_ms: int
    digest: str
    fetched: Fetched | None = None


class InUse(msgspec.Struct, frozen=True, kw_only=True):
    """The version in use, and the one before it for when that cannot be read."""

    now: Version
    before: Version | None = None


Versions = dict[Dataset, InUse]

_decoder = msgspec.json.Decoder(Versions)


def read_versions(folder: Path) -> Versions:
    """Empty before the first refresh. Raises DamagedReference."""
    path = _path(folder)
    try:
        return _decoder.decode(path.read_bytes())
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise DamagedReference(path, str(error)) from error


def write_versions(folder: Path, versions: Versions) -> None:
    """Raises OSError."""
    write_durably(_path(folder), msgspec.json.format(msgspec.json.encode(versions)))


def stamp(folder: Path) -> tuple[int, int]:
    """Changes whenever `write_versions` has written; (0, 0) before the first time."""
    try:
        status = _path(folder).stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_ino, status.st_mtime_ns)


def _path(folder: Path) -> Path:
    return folder / "current.json"
