"""The city's releases as The Update Framework signs them, believed from the city's root on.

The first root of the repository is believed because the key of the city's own root certificate,
which the device knows from its enrolment, has signed it; all later ones by TUF's own rules.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tuf.api.exceptions import (
    DownloadError,
    DownloadHTTPError,
    ExpiredMetadataError,
    RepositoryError,
)
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.ngclient import Updater

from contract.errors import InvalidValue
from contract.release import LARGEST_ARCHIVE, ReleaseFacts, ReleaseVersion, archive_name
from edge_agent.updates.errors import ReleaseRefused, ReleasesExpired
from edge_agent.updates.sources import Fetcher, Source

LARGEST_ROOT = 512_000
FIRST_ROOT = "metadata/1.root.json"


@dataclass(frozen=True)
class Offered:
    """A release that the city has signed. `length` in bytes, `digest` SHA-256 in hexadecimal."""

    version: ReleaseVersion
    facts: ReleaseFacts
    length: int
    digest: str


class ReleaseRepository:
    """`folder` keeps what was believed last, so that nothing older is believed again."""

    def __init__(
        self, folder: Path, source: Source, root_certificate: bytes, now: dt.datetime
    ) -> None:
        """`now` is the device's clock, never before its floor."""
        self._metadata = folder / "metadata"
        self._fetcher = Fetcher(source, folder)
        self._root_certificate = root_certificate
        self._now = now
        self._updater: Updater | None = None

    def releases(self) -> dict[ReleaseVersion, Offered]:
        """All that the city has signed and not withdrawn.

        Raises ReleaseRefused, ReleasesExpired, OSError, or what the source raises.
        """
        self._metadata.mkdir(parents=True, exist_ok=True)
        try:
            self._updater = Updater(
                str(self._metadata),
                "metadata/",
                target_base_url="targets/",
                fetcher=self._fetcher,
                bootstrap=self._first_root(),
            )
            self._updater.refresh()
        except ExpiredMetadataError as error:
            raise ReleasesExpired(str(error)) from error
        except (RepositoryError, DownloadError) as error:
            raise ReleaseRefused(_detail(error)) from error
        self._require_recent()
        return {offered.version: offered for offered in self._offered()}

    def download(self, offered: Offered, to: Path) -> None:
        """Its archive, whole and as it was signed. Raises as `releases`, which comes first."""
        assert self._updater is not None
        try:
            target = self._updater.get_targetinfo(archive_name(offered.version))
            if target is None:
                raise ReleaseRefused(f"{offered.version} was withdrawn")
            self._updater.download_target(target, str(to))
        except (RepositoryError, DownloadError) as error:
            raise ReleaseRefused(_detail(error)) from error

    def _first_root(self) -> bytes:
        """Raises ReleaseRefused, or what tuf raises."""
        data = self._fetcher.download_bytes(FIRST_ROOT, LARGEST_ROOT)
        root = Metadata[Root].from_bytes(data).signed
        role = root.roles[Root.type]
        signers = {root.keys[id].keyval["public"].strip() for id in role.keyids}
        if role.threshold != 1 or signers != {_public_pem(self._root_certificate)}:
            raise ReleaseRefused("they are another city's, not signed by the root of this kiosk")
        return data

    def _require_recent(self) -> None:
        """TUF has judged by the system's clock alone, which may stand in 1970."""
        for name in (Root.type, Timestamp.type, Snapshot.type, Targets.type):
            signed = Metadata.from_file(str(self._metadata / f"{name}.json")).signed
            if signed.is_expired(self._now):
                raise ReleasesExpired(f"{name} ended on {signed.expires:%Y-%m-%d}")

    def _offered(self) -> list[Offered]:
        targets = Metadata[Targets].from_file(str(self._metadata / "targets.json")).signed.targets
        found = []
        for name, target in targets.items():
            try:
                facts = msgspec.convert(target.custom, ReleaseFacts)
                version = ReleaseVersion.parse(facts.version)
                digest = target.hashes["sha256"]
            except (msgspec.ValidationError, InvalidValue, KeyError):
                continue  # of a newer form than this program knows
            if name == archive_name(version) and target.length <= LARGEST_ARCHIVE:
                found.append(Offered(version, facts, target.length, digest))
        return found


def _detail(error: Exception) -> str:
    if isinstance(error, DownloadHTTPError):
        return f"{error} (is it a repository of releases?)"
    return str(error)


def _public_pem(certificate: bytes) -> str:
    public = x509.load_pem_x509_certificate(certificate).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode().strip()
