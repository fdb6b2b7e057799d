"""The city's folder of releases as it is served: what the hub itself must know of it.

Kiosks verify it; the hub only reads it, and can't make one.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from contract.city_folder import RELEASES
from contract.errors import InvalidValue
from contract.release import ReleaseFacts, ReleaseVersion


@dataclass(frozen=True)
class SignedRelease:
    """`size` of the archive in bytes."""

    version: ReleaseVersion
    facts: ReleaseFacts
    size: int


@dataclass(frozen=True)
class Repository:
    """`city` is the city's folder. One that holds no releases, or is being copied, has none."""

    city: Path

    @property
    def path(self) -> Path:
        return self.city / RELEASES

    def releases(self) -> dict[str, SignedRelease]:
        """By version, the oldest first."""
        _, targets = self._standing()
        found = [_release(target) for target in targets.get("targets", {}).values()]
        known = (each for each in found if each is not None)
        return {str(each.version): each for each in sorted(known, key=lambda one: one.version)}

    def fresh_until(self) -> dt.datetime | None:
        """When kiosks believe the list no longer; None without one."""
        timestamp, targets = self._standing()
        ends = [each["expires"] for each in (timestamp, targets) if "expires" in each]
        return min((dt.datetime.fromisoformat(end) for end in ends), default=None)

    def _standing(self) -> tuple[dict[str, Any], dict[str, Any]]:
        try:
            timestamp = self._read("timestamp")
            snapshot = self._read(f"{timestamp['meta']['snapshot.json']['version']}.snapshot")
            version = snapshot["meta"]["targets.json"]["version"]
            return timestamp, self._read(f"{version}.targets")
        except (OSError, msgspec.DecodeError, KeyError, TypeError):
            return {}, {}

    def _read(self, name: str) -> dict[str, Any]:
        data = (self.path / "metadata" / f"{name}.json").read_bytes()
        return msgspec.json.decode(data, type=dict[str, Any])["signed"]  # type: ignore[no-any-return]


def _release(target: dict[str, Any]) -> SignedRelease | None:
    try:
        facts = msgspec.convert(target["custom"], ReleaseFacts)
        return SignedRelease(ReleaseVersion.parse(facts.version), facts, int(target["length"]))
    except (msgspec.ValidationError, InvalidValue, KeyError):
        return None
