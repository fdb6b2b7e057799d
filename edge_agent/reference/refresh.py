"""Bringing the trust list and the datasets up to date: verified first, then swapped whole.

A power cut at any instant leaves the old version in use or the new one; what was half made is
cleared by the next refresh. What is refused changes nothing, and keeps back no other dataset.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from contract.errors import PishkhanError
from contract.hello import BadMessage
from contract.reference import Dataset, ReferenceManifest, open_manifest
from contract.signature import BadSignature
from contract.trust import KeyPurpose, TrustList, open_trust_list
from edge_agent.device import DeviceDirectory
from edge_agent.reference.errors import BadReference, DamagedReference, HubRefused
from edge_agent.reference.fetching import Fetching
from edge_agent.reference.hub_api import HubApi
from edge_agent.reference.standing import is_readable
from edge_agent.reference.versions import (
    Fetched,
    InUse,
    Version,
    Versions,
    read_versions,
    write_versions,
)

log = logging.getLogger(__name__)

LARGEST_MANIFEST = 16 * 1024
TRUST_ROUTE = "/device/v1/trust"
LARGEST_TRUST_LIST = 64 * 1024
NOT_HERE = (404, 422)
"""A hub answers 404 for what it has not loaded, 422 for a dataset that it is too old to know."""


@dataclass(frozen=True)
class Applied:
    """A dataset is now in use in this version."""

    dataset: Dataset
    version: int
    digest: bytes


Note = Callable[[Applied], None]


@dataclass(frozen=True)
class Refreshed:
    """What a refresh changed; `missing` are datasets that the hub does not have, or know, yet."""

    applied: tuple[Applied, ...]
    trust_version: int
    missing: tuple[Dataset, ...]


class ReferenceRefresh:
    """One refresh at a time for a device folder."""

    def __init__(self, device: DeviceDirectory, api: HubApi) -> None:
        self._device = device
        self._api = api

    def run(self, note: Note | None = None) -> Refreshed:
        """`note` hears of each version as it comes into use, also when the refresh fails later.

        Raises HubUnreachable, NotStored, NotEnrolled or OSError at once; HubRefused, BadReference,
        BadSignature or BadMessage of a dataset when the others have been tried.
        """
        with self._api.one_connection() as api:
            return _Round(self._device, api).run(note)


class _Round:
    """One refresh, all of whose questions go over one connection."""

    def __init__(self, device: DeviceDirectory, api: HubApi) -> None:
        self._device = device
        self._api = api
        self._folder = device.reference_path
        self._city = device.identity().city

    def run(self, note: Note | None) -> Refreshed:
        applied: list[Applied] = []

        def applies(done: Applied) -> None:
            applied.append(done)
            if note is not None:
                note(done)

        lost = self._roll_back(applies)
        trust = self._trust()
        missing: list[Dataset] = []
        refusals: list[PishkhanError] = []
        for dataset in Dataset:
            try:
                self._dataset(dataset, trust, applies, is_lost=dataset in lost)
            except HubRefused as refused:
                if refused.status in NOT_HERE:
                    missing.append(dataset)
                else:
                    refusals.append(refused)
            except (BadReference, BadSignature, BadMessage) as refused:
                refusals.append(refused)
        self._clear_old_files()
        if refusals:
            raise refusals[0]
        return Refreshed(tuple(applied), trust.version, tuple(missing))

    def _roll_back(self, applies: Note) -> set[Dataset]:
        """The last good version takes the place of one that can't be read any more, and stays in
        it until the hub's has come, whatever becomes of the line. Returns those without one."""
        versions = self._versions()
        lost = set()
        for dataset, in_use in tuple(versions.items()):
            if is_readable(self._folder, in_use.now):
                continue
            log.warning("%s version %d cannot be read", dataset, in_use.now.version)
            before = in_use.before
            if before is None or not is_readable(self._folder, before):
                lost.add(dataset)
                continue
            versions = self._use(versions, dataset, before, None)
            log.warning("%s are back at version %d", dataset, before.version)
            applies(Applied(dataset, before.version, bytes.fromhex(before.digest)))
        return lost

    def _trust(self) -> TrustList:
        """The newest list; never one older than that in use."""
        known = self._device.trust()
        signed = self._api.get(TRUST_ROUTE, LARGEST_TRUST_LIST)
        offered = open_trust_list(signed, self._device.root_certificate())
        if offered.city != self._city:
            raise BadReference("trust list", f"it is of {offered.city}")
        if offered.version <= known.version:
            return known
        self._device.write_trust(signed)
        log.info("trust list %d is in use", offered.version)
        return offered

    def _dataset(
        self, dataset: Dataset, trust: TrustList, applies: Note, *, is_lost: bool
    ) -> None:
        signed = self._api.get(f"/device/v1/reference/{dataset}", LARGEST_MANIFEST)
        manifest = open_manifest(signed, lambda id: trust.find(KeyPurpose.REFERENCE, id))
        if (manifest.city, manifest.dataset) != (self._city, dataset):
            raise BadReference(dataset, f"they are {manifest.dataset} of {manifest.city}")
        versions = self._versions()
        in_use = versions.get(dataset)
        if in_use is not None and self._is_older(manifest, in_use.now):
            raise BadReference(dataset, f"version {manifest.version} is older than the one in use")
        if in_use is None or is_lost or not _is_same(in_use.now, manifest):
            self._apply(versions, manifest, is_lost=is_lost)
            applies(Applied(dataset, manifest.version, manifest.digest))
        elif in_use.now.as_of_ms != manifest.as_of_ms:
            now = _version(manifest, in_use.now.file, in_use.now.fetched)
            self._use(versions, dataset, now, in_use.before)

    @staticmethod
    def _is_older(offered: ReferenceManifest, used: Version) -> bool:
        """Only within one scope: a kiosk that moved takes the other district's, however old."""
        return offered.scope == used.scope and offered.created_ms < used.created_ms

    def _apply(self, versions: Versions, manifest: ReferenceManifest, *, is_lost: bool) -> None:
        dataset = manifest.dataset
        file = f"{dataset}-{manifest.version}.sqlite"
        in_use = versions.get(dataset)
        if in_use is not None and in_use.now.file == file:
            # A hub restored from a copy gives a number again; the file in use stays readable.
            file = f"{dataset}-{manifest.version}-{manifest.digest.hex()[:8]}.sqlite"
        before = None if in_use is None or is_lost else in_use.now
        fetched = Fetching(self._api, self._folder, manifest, before).make(file)
        self._use(versions, dataset, _version(manifest, file, fetched), before)
        log.info(
            "%s version %d is in use: %s, %d bytes",
            dataset, manifest.version, fetched.way, fetched.size,
        )  # fmt: skip

    def _use(
        self, versions: Versions, dataset: Dataset, now: Version, before: Version | None
    ) -> Versions:
        changed = {**versions, dataset: InUse(now=now, before=before)}
        write_versions(self._folder, changed)
        return changed

    def _versions(self) -> Versions:
        try:
            return read_versions(self._folder)
        except DamagedReference as error:
            log.warning("%s All datasets are fetched again.", error.what)
            return {}

    def _clear_old_files(self) -> None:
        kept = {
            version.file
            for in_use in self._versions().values()
            for version in (in_use.now, in_use.before)
            if version is not None
        }
        for path in [*self._folder.glob("*.sqlite"), *self._folder.glob(".*.new")]:
            if path.name not in kept:
                path.unlink(missing_ok=True)


def _is_same(version: Version, manifest: ReferenceManifest) -> bool:
    return (version.digest, version.scope) == (manifest.digest.hex(), manifest.scope)


def _version(manifest: ReferenceManifest, file: str, fetched: Fetched | None) -> Version:
    return Version(
        file=file,
        version=manifest.version,
        scope=manifest.scope,
        created_ms=manifest.created_ms,
        as_of_ms=manifest.as_of_ms,
        digest=manifest.digest.hex(),
        fetched=fetched,
    )
