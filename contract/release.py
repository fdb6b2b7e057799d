"""A release of this software: its version, its archive's name, what is signed beside its bytes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

import msgspec

from contract.errors import InvalidValue

LARGEST_ARCHIVE = 600 * 1024 * 1024
"""Bytes; all packages of a kiosk take about a quarter of it."""
LONGEST_NOTES = 2000
_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")


@total_ordering
@dataclass(frozen=True)
class ReleaseVersion:
    """Three numbers; the later release has the greater ones."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> "ReleaseVersion":
        """Raises InvalidValue."""
        found = _VERSION.fullmatch(text)
        if found is None:
            raise InvalidValue(
                "version", f"{text!r} is no version of a release.", "Give one such as 0.2.0."
            )
        return cls(*(int(part) for part in found.groups()))

    def __lt__(self, other: "ReleaseVersion") -> bool:
        return self._key < other._key

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def _key(self) -> tuple[int, int, int]:
        return self.major, self.minor, self.patch


class Ring(StrEnum):
    """Kiosks that take a release together, the bravest first."""

    PILOT = "pilot"
    EARLY = "early"
    ALL = "all"

    def reaches(self, other: "Ring") -> bool:
        """Is a release that is open for this ring open for the other?"""
        rings = list(Ring)
        return rings.index(other) <= rings.index(self)


class ReleaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Signed with the archive's length and hash, as TUF's `custom` of the target.

    `minimum`: the oldest version that can be followed by this one; empty: any. `python`: the only
    version of Python that its packages run on, such as 3.11; empty: any.
    """

    version: str
    minimum: str = ""
    python: str = ""
    notes: str = ""


class OpenRelease(msgspec.Struct, frozen=True, kw_only=True):
    """What the hub tells a kiosk that asks: the version that is open for it; None: none."""

    version: str | None


def archive_name(version: ReleaseVersion) -> str:
    """The target's name in the repository of releases."""
    return f"pishkhan-{version}.tar"
