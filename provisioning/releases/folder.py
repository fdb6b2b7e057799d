"""The folder of releases and what is signed in it, by The Update Framework (spec 1.0.33).

metadata/1.root.json ...      signed by the city's root
metadata/7.targets.json ...   which releases there are
metadata/9.snapshot.json ...  which targets are the newest
metadata/timestamp.json       which snapshot is; written last, so that a crash changes nothing
targets/HASH.pishkhan-0.2.0.tar
"""

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from securesystemslib.exceptions import StorageError
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError

from contract.errors import MissingPart, PishkhanError
from contract.release import ReleaseFacts, ReleaseVersion, archive_name
from edge_agent.device import sync_folder, write_durably
from provisioning.releases.archive import Packed
from provisioning.releases.keys import ReleaseKeys

ROOT_DAYS = 5 * 365
TARGETS_DAYS = 365
FRESH_DAYS = 30
"""So long may a kiosk be told an old state by whoever stands in the line. Renewed before."""

_Role = TypeVar("_Role", Root, Targets, Snapshot, Timestamp)


class ReleasesMissing(MissingPart):
    """The folder holds no repository of releases, or not all of it."""


class ReleaseExists(PishkhanError):
    """A version is given once."""


class ReleaseUnknown(PishkhanError):
    """No release of that version is in the folder."""


class ReleasesThere(PishkhanError):
    """The repository was made already."""


@dataclass(frozen=True)
class ReleaseFolder:
    """`now` is when what is signed begins to age."""

    path: Path
    keys: ReleaseKeys
    now: dt.datetime

    def init(self) -> None:
        """The first root, and no release. Raises ReleasesThere, MissingPart or OSError."""
        if (self._metadata / "timestamp.json").exists():
            raise ReleasesThere(
                f"{self.path} is a repository of releases already.", "Add releases to it."
            )
        self._metadata.mkdir(parents=True, exist_ok=True)
        self._targets.mkdir(exist_ok=True)
        self._sign_root(1)
        self._publish(Targets(1, expires=self._in(TARGETS_DAYS)), 1)

    def rotate(self) -> None:
        """The keys that are there now in the place of those before. Raises MissingPart or
        OSError."""
        targets, snapshot = self._standing()
        self._sign_root(self._newest_root() + 1)
        self._publish(targets, snapshot.version + 1)

    def add(self, packed: Packed, facts: ReleaseFacts) -> None:
        """Raises ReleaseExists, MissingPart or OSError."""
        targets, snapshot = self._standing()
        name = archive_name(packed.version)
        if name in targets.targets:
            raise ReleaseExists(
                f"Release {packed.version} is there already; kiosks may have it.",
                "Give what has changed a version of its own.",
            )
        target = TargetFile.from_file(name, str(packed.path), ["sha256"])
        target.unrecognized_fields["custom"] = msgspec.to_builtins(facts)
        self._lay(packed.path, f"{target.hashes['sha256']}.{name}")
        targets.targets[name] = target
        self._publish(targets, snapshot.version + 1)

    def withdraw(self, version: ReleaseVersion) -> None:
        """No kiosk takes it any more; those that have it keep it. Raises ReleaseUnknown,
        MissingPart or OSError."""
        targets, snapshot = self._standing()
        target = targets.targets.pop(archive_name(version), None)
        if target is None:
            raise ReleaseUnknown(f"There is no release {version}.", "`release list` names them.")
        self._publish(targets, snapshot.version + 1)
        archive = self._targets / f"{target.hashes['sha256']}.{archive_name(version)}"
        archive.unlink(missing_ok=True)

    def renew(self) -> None:
        """Says anew that this is the newest state. The key that is offline is not wanted. Raises
        MissingPart or OSError."""
        targets, snapshot = self._standing()
        if targets.expires - self.now < dt.timedelta(days=FRESH_DAYS):
            self._publish(targets, snapshot.version + 1)
        else:
            self._point(targets.version, snapshot.version + 1)

    def releases(self) -> Mapping[str, ReleaseFacts]:
        """By version, the oldest first. Raises ReleasesMissing."""
        targets, _ = self._standing()
        found = [msgspec.convert(t.custom, ReleaseFacts) for t in targets.targets.values()]
        found.sort(key=lambda facts: ReleaseVersion.parse(facts.version))
        return {facts.version: facts for facts in found}

    def fresh_until(self) -> dt.datetime:
        """The first moment at which kiosks believe it no longer. Raises ReleasesMissing."""
        targets, snapshot = self._standing()
        root = self._read(Root, f"{self._newest_root()}.root.json")
        timestamp = self._read(Timestamp, "timestamp.json")
        return min(each.expires for each in (root, targets, snapshot, timestamp))

    def _standing(self) -> tuple[Targets, Snapshot]:
        timestamp = self._read(Timestamp, "timestamp.json")
        snapshot = self._read(Snapshot, f"{timestamp.snapshot_meta.version}.snapshot.json")
        version = snapshot.meta["targets.json"].version
        return self._read(Targets, f"{version}.targets.json"), snapshot

    def _sign_root(self, version: int) -> None:
        root = Root(version, expires=self._in(ROOT_DAYS), consistent_snapshot=True)
        signer = self.keys.root()
        root.add_key(signer.public_key, Root.type)
        root.add_key(self.keys.release().public_key, Targets.type)
        for role in (Snapshot.type, Timestamp.type):
            root.add_key(self.keys.freshness().public_key, role)
        self._write(root, f"{version}.root.json", signer)

    def _publish(self, targets: Targets, snapshot: int) -> None:
        targets.version = snapshot  # a number that only grows, and is never given twice
        targets.expires = self._in(TARGETS_DAYS)
        self._write(targets, f"{targets.version}.targets.json", self.keys.release())
        self._point(targets.version, snapshot)

    def _point(self, targets: int, version: int) -> None:
        signer, expires = self.keys.freshness(), self._in(FRESH_DAYS)
        meta = {"targets.json": MetaFile(targets)}
        snapshot = Snapshot(version, expires=expires, meta=meta)
        self._write(snapshot, f"{version}.snapshot.json", signer)
        timestamp = Timestamp(version, expires=expires, snapshot_meta=MetaFile(version))
        self._write(timestamp, "timestamp.json", signer)

    def _write(self, signed: _Role, name: str, signer: CryptoSigner) -> None:
        metadata = Metadata(signed)
        metadata.sign(signer)
        write_durably(self._metadata / name, metadata.to_bytes())

    def _read(self, role: type[_Role], name: str) -> _Role:
        try:
            signed = Metadata[_Role].from_file(str(self._metadata / name)).signed
        except (OSError, StorageError, DeserializationError) as error:
            raise ReleasesMissing(
                f"{self.path} holds no releases: {name} can't be read.",
                "Make the repository with `pishkhan provision release init`, or restore its copy.",
            ) from error
        assert isinstance(signed, role)
        return signed

    def _newest_root(self) -> int:
        numbers = [int(path.name.split(".")[0]) for path in self._metadata.glob("*.root.json")]
        return max(numbers, default=1)

    def _lay(self, archive: Path, name: str) -> None:
        beside = self._targets / f".{name}.new"
        shutil.copyfile(archive, beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(beside, self._targets / name)
        sync_folder(self._targets)

    def _in(self, days: int) -> dt.datetime:
        return self.now.replace(microsecond=0) + dt.timedelta(days=days)

    @property
    def _metadata(self) -> Path:
        return self.path / "metadata"

    @property
    def _targets(self) -> Path:
        return self.path / "targets"
