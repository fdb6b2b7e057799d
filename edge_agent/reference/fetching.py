"""One version from the hub onto this disk: what differs from the version in use, else all of it.

A delta is a way to be quick, never a way to be wrong: when anything about it does not fit, the
whole dataset is fetched, and only what has the signed digest gets a name.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from contract.hello import BadMessage
from contract.reference import (
    LARGEST_PAYLOAD,
    ReferenceManifest,
    applied,
    open_delta,
    payload_digest,
    split_records,
    verified,
)
from edge_agent.reference.errors import BadReference, DamagedReference, HubRefused
from edge_agent.reference.hub_api import HubApi
from edge_agent.reference.tables import Table, build_table
from edge_agent.reference.versions import Fetched, Version, Way

log = logging.getLogger(__name__)

NO_DELTA = 404
"""A hub's answer where it has none, and an older hub's where it makes none."""


@dataclass(frozen=True)
class Fetching:
    """`before` is the version in use, None without one."""

    api: HubApi
    folder: Path
    manifest: ReferenceManifest
    before: Version | None

    def make(self, file: str) -> Fetched:
        """The version of the manifest under that name. Raises HubUnreachable, HubRefused,
        BadReference, BadMessage, NotStored or OSError; then there is no such file."""
        if not 0 <= self.manifest.size <= LARGEST_PAYLOAD:
            raise BadReference(self.manifest.dataset, f"{self.manifest.size} bytes are announced")
        return self._by_delta(file) or self._whole(file)

    def _by_delta(self, file: str) -> Fetched | None:
        manifest, before = self.manifest, self.before
        if before is None or before.scope != manifest.scope or not manifest.records_digest:
            return None
        base = bytes.fromhex(before.digest)
        try:
            payload = self.api.get(f"{self._path}/from/{base.hex()}", manifest.size)
            delta = open_delta(payload)
            if delta.base != base:
                raise BadMessage("A delta from another version.", "Fetch the whole dataset.")
            with Table(self.folder / before.file) as table:
                self._build(file, applied(table, delta.parts), delta.count)
        except HubRefused as refused:
            if refused.status != NO_DELTA:
                log.warning("%s: no delta: %s", manifest.dataset, refused.what)
            return None
        except (BadMessage, DamagedReference) as refused:
            log.warning("%s: the delta is refused: %s", manifest.dataset, refused.what)
            return None
        return self._fetched(Way.DELTA, payload)

    def _whole(self, file: str) -> Fetched:
        payload = self.api.get(self._path, self.manifest.size)
        if payload_digest(payload) != self.manifest.digest:
            raise BadReference(self.manifest.dataset, "the payload is not the one that was signed")
        records = split_records(payload)
        self._build(file, records, len(records))
        return self._fetched(Way.WHOLE, payload)

    def _build(self, file: str, records: Iterable[msgspec.Raw], count: int) -> None:
        manifest = self.manifest
        if manifest.records_digest:
            records = verified(records, count, manifest.records_digest)
        build_table(self.folder / file, manifest.dataset, records)

    def _fetched(self, way: Way, payload: bytes) -> Fetched:
        return Fetched(way=way, size=len(payload), at_ms=self.api.clock.now().utc_ms)

    @property
    def _path(self) -> str:
        return f"/device/v1/reference/{self.manifest.dataset}/{self.manifest.version}"
