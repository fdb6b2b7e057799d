"""Bringing the trust list and the datasets up to date: verified first, then swapped whole.

A power cut at any instant leaves the old version in use or the new one; what was half made is
cleared by the next refresh. What is refused changes nothing.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from contract.reference import (
    LARGEST_PAYLOAD,
    Dataset,
    Record,
    ReferenceManifest,
    open_manifest,
    payload_digest,
)
from contract.trust import KeyPurpose, TrustList, open_trust_list
from edge_agent.device import DeviceDirectory
from edge_agent.reference.errors import (
    BadReference,
    DamagedReference,
    HubRefused,
)
from edge_agent.reference.hub_api import HubApi
from edge_agent.reference.payloads import records_of
from edge_agent.reference.tables import Table, build_table
from edge_agent.reference.versions import InUse, Version, Versions, read_versions, write_versions

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
        self._folder = device.reference_path
        self._city = device.identity().city

    def run(self) -> Refreshed:
        """Raises HubUnreachable, HubRefused, BadReference, BadSignature, BadMessage, NotEnrolled
        or OSError; what was applied before stays applied."""
        trust = self._trust()
        applied, missing = [], []
        for dataset in Dataset:
            try:
                done = self._dataset(dataset, trust)
            except HubRefused as refused:
                if refused.status not in NOT_HERE:
                    raise
                missing.append(dataset)
                continue
            if done is not None:
                applied.append(done)
        self._clear_old_files()
        return Refreshed(tuple(applied), trust.version, tuple(missing))

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

    def _dataset(self, dataset: Dataset, trust: TrustList) -> Applied | None:
        signed = self._api.get(f"/device/v1/reference/{dataset}", LARGEST_MANIFEST)
        manifest = open_manifest(signed, lambda id: trust.find(KeyPurpose.REFERENCE, id))
        if (manifest.city, manifest.dataset) != (self._city, dataset):
            raise BadReference(dataset, f"they are {manifest.dataset} of {manifest.city}")
        versions = self._versions()
        in_use = versions.get(dataset)
        if in_use is not None and self._is_older(manifest, in_use.now):
            raise BadReference(dataset, f"version {manifest.version} is older than the one in use")
        if in_use is not None and self._is_same(in_use.now, manifest):
            if in_use.now.as_of_ms != manifest.as_of_ms:
                self._use(versions, dataset, _version(manifest, in_use.now.file), in_use.before)
            return None
        return self._apply(versions, manifest)

    @staticmethod
    def _is_older(offered: ReferenceManifest, used: Version) -> bool:
        """Only within one scope: a kiosk that moved takes the other district's, however old."""
        return offered.scope == used.scope and offered.created_ms < used.created_ms

    def _apply(self, versions: Versions, manifest: ReferenceManifest) -> Applied:
        dataset = manifest.dataset
        file = f"{dataset}-{manifest.version}.sqlite"
        in_use = versions.get(dataset)
        if in_use is not None and in_use.now.file == file:
            # A hub restored from a copy gives a number again; the file in use stays readable.
            file = f"{dataset}-{manifest.version}-{manifest.digest.hex()[:8]}.sqlite"
        build_table(self._folder / file, self._records(manifest))
        before = None if in_use is None else in_use.now
        self._use(versions, dataset, _version(manifest, file), before)
        log.info("%s version %d is in use", dataset, manifest.version)
        return Applied(dataset, manifest.version, manifest.digest)

    def _records(self, manifest: ReferenceManifest) -> Iterable[Record]:
        dataset = manifest.dataset
        if not 0 <= manifest.size <= LARGEST_PAYLOAD:
            raise BadReference(dataset, f"{manifest.size} bytes are announced")
        path = f"/device/v1/reference/{dataset}/{manifest.version}"
        payload = self._api.get(path, manifest.size)
        if payload_digest(payload) != manifest.digest:
            raise BadReference(dataset, "the payload is not the one that was signed")
        return records_of(dataset, payload)

    def _is_same(self, version: Version, manifest: ReferenceManifest) -> bool:
        """Whether the version in use is the hub's, and can be read; else it is fetched again."""
        if version.digest != manifest.digest.hex() or version.scope != manifest.scope:
            return False
        try:
            with Table(self._folder / version.file) as table:
                table.check()
        except DamagedReference as error:
            log.warning("%s", error.what)
            return False
        return True

    def _use(
        self, versions: Versions, dataset: Dataset, now: Version, before: Version | None
    ) -> None:
        write_versions(self._folder, {**versions, dataset: InUse(now=now, before=before)})

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


def _version(manifest: ReferenceManifest, file: str) -> Version:
    return Version(
        file=file,
        version=manifest.version,
        scope=manifest.scope,
        created_ms=manifest.created_ms,
        as_of_ms=manifest.as_of_ms,
        digest=manifest.digest.hex(),
    )
