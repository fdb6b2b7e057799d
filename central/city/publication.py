"""Versions of the city's data for kiosks: made when asked for, new only when something changed.

After a load the next question gets the new data. Payments that kiosks report are taken in at most
once in MIN_INTERVAL_MS for each district, since every kiosk there fetches the version; how the
kiosks are, once in KIOSKS_INTERVAL_MS. Equal records give equal bytes and no new version. Every
kiosk of the city asks every few minutes, so a question without news reads a few small rows.
"""

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from nacl.signing import SigningKey
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from central.city.history import NewestDeltas, keep_step
from central.city.kiosk_records import kiosk_records
from central.city.models import CityLoad, ReferenceVersion
from central.city.paid import NOTHING_REPORTED, Reported, approved_bills, newest_reported
from central.city.records import bill_records, city_records, office_records
from central.city.service_records import fee_records, service_records
from central.configuration import configuration_records
from central.database import Sessions
from central.journal import HubJournal
from contract.errors import DamagedData, MissingPart, PishkhanError
from contract.events import ReferencePublished
from contract.reference import (
    Dataset,
    ReferenceManifest,
    pack_records,
    payload_digest,
    records_digest,
    sign_manifest,
    split_records,
)

MIN_INTERVAL_MS = 60_000
KIOSKS_INTERVAL_MS = 5 * 60_000
"""Every kiosk fetches all kiosks whenever one has fallen silent; so not at each that does."""
HUBS_OWN = (Dataset.KIOSKS, Dataset.CONFIGURATION)
"""What comes from no file of the city's."""
VERSIONS_KEPT = 3
"""Enough that a kiosk which read the manifest can still fetch what it names."""
SEED_BYTES = 32


class NoCityData(PishkhanError):
    """Nothing has been loaded yet."""


class VersionGone(PishkhanError):
    """The version was replaced; the newest manifest says by which."""


@dataclass(frozen=True)
class _Checked:
    """When a dataset was last made and of what: the newest load and, where payments are part of
    it, what of them the hub held."""

    at_ms: int
    load: int
    reported: Reported = NOTHING_REPORTED


@dataclass(frozen=True)
class _Newest:
    """A version without its bytes, which may be many."""

    version: int
    created_ms: int
    digest: bytes
    records_digest: bytes | None
    size: int


class ReferencePublisher:
    """One for a running hub; safe to ask from several threads."""

    def __init__(
        self,
        sessions: Sessions,
        journal: HubJournal,
        key: SigningKey,
        min_interval_ms: int = MIN_INTERVAL_MS,
    ) -> None:
        self._sessions = sessions
        self._journal = journal
        self._key = key
        self._min_interval_ms = min_interval_ms
        self._lock = threading.Lock()
        self._checked: dict[tuple[Dataset, str], _Checked] = {}
        self._deltas_lock = threading.Lock()
        self._deltas = NewestDeltas()

    def manifest(self, dataset: Dataset, scope: str) -> bytes:
        """The newest version's manifest, signed. Raises NoCityData."""
        with self._lock:
            self._refresh(dataset, scope)
        with self._sessions.reading() as session:
            newest = _newest(session, dataset, scope)
            as_of_ms = self._as_of_ms(session, dataset, scope)
        assert newest is not None
        return sign_manifest(
            ReferenceManifest(
                city=self._journal.city,
                dataset=dataset,
                scope=scope,
                version=newest.version,
                created_ms=newest.created_ms,
                as_of_ms=as_of_ms,
                digest=newest.digest,
                size=newest.size,
                records_digest=newest.records_digest or b"",
            ),
            self._key,
        )

    def payload(self, dataset: Dataset, scope: str, version: int) -> bytes:
        """The bytes of one version. Raises VersionGone."""
        with self._sessions.reading() as session:
            row = session.get(ReferenceVersion, (dataset.value, scope, version))
        if row is None:
            raise _gone(dataset, version)
        return row.payload

    def delta(self, dataset: Dataset, scope: str, version: int, base: bytes) -> bytes | None:
        """What differs from the version of that digest; None when the whole is to be fetched.
        Raises VersionGone when `version` is not the newest."""
        with self._deltas_lock, self._sessions.reading() as session:
            newest = _whole(session, dataset, scope)
            if newest is None or newest.version != version:
                raise _gone(dataset, version)
            return self._deltas.find(session, newest, base)

    def _refresh(self, dataset: Dataset, scope: str) -> None:
        now_ms = self._journal.clock.now().utc_ms
        checked = self._checked.get((dataset, scope))
        with self._sessions.reading() as session:
            now = _Checked(now_ms, _newest_load(session).load)
            if dataset is Dataset.BILLS:
                now = self._with_payments(session, now, checked)
            if checked is not None and not self._is_due(dataset, checked, now):
                self._checked[dataset, scope] = replace(checked, reported=now.reported)
                return
            payload = _build(session, self._journal.city, dataset, scope, now_ms)
            newest = _newest(session, dataset, scope)
        if newest is None or newest.digest != payload_digest(payload):
            self._publish(dataset, scope, payload, now_ms)
        self._checked[dataset, scope] = now

    def _with_payments(
        self, session: Session, now: _Checked, checked: _Checked | None
    ) -> _Checked:
        before = NOTHING_REPORTED if checked is None else checked.reported
        if checked is not None and now.at_ms - checked.at_ms < self._min_interval_ms:
            return replace(now, reported=before)
        return replace(now, reported=newest_reported(session, before))

    def _is_due(self, dataset: Dataset, checked: _Checked, now: _Checked) -> bool:
        if now.load != checked.load:
            return True
        match dataset:
            case Dataset.CONFIGURATION:
                return True
            case Dataset.KIOSKS:
                return now.at_ms - checked.at_ms >= KIOSKS_INTERVAL_MS
            case Dataset.BILLS:
                return now.reported.approval != checked.reported.approval
            case _:
                return False

    def _as_of_ms(self, session: Session, dataset: Dataset, scope: str) -> int:
        """A load that brought the same data makes it fresher without a new version; how kiosks
        are and what is set for them, the hub itself knows, as of its last look."""
        checked = self._checked.get((dataset, scope))
        if dataset in HUBS_OWN and checked is not None:
            return checked.at_ms
        return _newest_load(session).as_of_ms

    def _publish(self, dataset: Dataset, scope: str, payload: bytes, now_ms: int) -> None:
        digest = payload_digest(payload)
        with self._sessions.writing() as session:
            newest = _whole(session, dataset, scope)
            version = 1 if newest is None else newest.version + 1
            loaded = _newest_load(session)
            published = ReferenceVersion(
                dataset=dataset.value, scope=scope, version=version, created_ms=now_ms,
                as_of_ms=loaded.as_of_ms, digest=digest, payload=payload,
                records_digest=records_digest(split_records(payload)),
            )  # fmt: skip
            session.add(published)
            if newest is not None:
                keep_step(session, newest, published)
            session.execute(
                delete(ReferenceVersion).where(
                    ReferenceVersion.dataset == dataset.value,
                    ReferenceVersion.scope == scope,
                    ReferenceVersion.version <= version - VERSIONS_KEPT,
                )
            )
            self._journal.append(
                session,
                ReferencePublished(
                    dataset=dataset.value, scope=scope, version=version, digest=digest
                ),
            )


def _gone(dataset: Dataset, version: int) -> VersionGone:
    return VersionGone(
        f"Version {version} of {dataset} is not kept.", "Ask for the manifest again."
    )


def load_reference_key(city_dir: Path) -> SigningKey:
    """The key that the trust list names for reference data. Raises MissingPart or DamagedData."""
    path = city_dir / "keys" / "reference.key"
    if not path.is_file():
        raise MissingPart(f"{path} is missing.", "Restore it from the city's copy.")
    seed = path.read_bytes()
    if len(seed) != SEED_BYTES:
        raise DamagedData(
            f"{path} isn't an Ed25519 seed of {SEED_BYTES} bytes.",
            "Restore it from the city's copy.",
        )
    return SigningKey(seed)


def _build(session: Session, city: str, dataset: Dataset, scope: str, now_ms: int) -> bytes:
    match dataset:
        case Dataset.BILLS:
            district = int(scope)
            return pack_records(bill_records(session, district, approved_bills(session)))
        case Dataset.OFFICES:
            return pack_records(office_records(session))
        case Dataset.CITY:
            return pack_records(city_records(session, city))
        case Dataset.SERVICES:
            return pack_records(service_records(session))
        case Dataset.FEES:
            return pack_records(fee_records(session))
        case Dataset.KIOSKS:
            return pack_records(kiosk_records(session, now_ms))
        case Dataset.CONFIGURATION:
            return pack_records(configuration_records(session, scope))
        case _:
            assert_never(dataset)


def _newest(session: Session, dataset: Dataset, scope: str) -> _Newest | None:
    row = session.execute(
        select(
            ReferenceVersion.version,
            ReferenceVersion.created_ms,
            ReferenceVersion.digest,
            ReferenceVersion.records_digest,
            func.length(ReferenceVersion.payload),
        )
        .where(ReferenceVersion.dataset == dataset.value, ReferenceVersion.scope == scope)
        .order_by(ReferenceVersion.version.desc())
        .limit(1)
    ).first()
    return None if row is None else _Newest(*row)


def _whole(session: Session, dataset: Dataset, scope: str) -> ReferenceVersion | None:
    """The newest version with its bytes."""
    return session.scalars(
        select(ReferenceVersion)
        .where(ReferenceVersion.dataset == dataset.value, ReferenceVersion.scope == scope)
        .order_by(ReferenceVersion.version.desc())
        .limit(1)
    ).first()


def _newest_load(session: Session) -> CityLoad:
    load = session.scalars(select(CityLoad).order_by(CityLoad.load.desc()).limit(1)).first()
    if load is None:
        raise NoCityData(
            "The city's data has not been loaded.", "Load it with `pishkhan hub load-city`."
        )
    return load
