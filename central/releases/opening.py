"""Saying for whom a release is open: judged, journaled and folded in one transaction."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet import DeviceUnknown, find_device
from central.hub import Hub
from central.releases.journaling import journal
from central.releases.models import OpenedRelease
from central.releases.repository import Repository
from central.releases.standing import ring_of
from contract.errors import PishkhanError
from contract.events import ReleaseOpened, ReleasePaused, ReleaseResumed, RingSet
from contract.release import ReleaseVersion, Ring


class ReleaseUnknown(PishkhanError):
    """Nothing was changed."""


def open_release(hub: Hub, version: ReleaseVersion, ring: Ring, by: str) -> None:
    """Raises ReleaseUnknown for a version that is not in the city's folder of releases."""
    signed = Repository(hub.city_dir).releases()
    if str(version) not in signed:
        names = ", ".join(signed) or "none"
        raise ReleaseUnknown(
            f"There is no release {version} in {Repository(hub.city_dir).path}: {names}.",
            "Add it: pishkhan provision release add",
        )
    with hub.sessions.writing() as session:
        journal(hub, session, ReleaseOpened(version=str(version), ring=ring, by=by))


def pause_release(hub: Hub, version: ReleaseVersion, by: str) -> None:
    """No further kiosk takes it; one that has it staged tries it. Raises ReleaseUnknown."""
    with hub.sessions.writing() as session:
        _require_opened(session, version)
        journal(hub, session, ReleasePaused(version=str(version), by=by))


def resume_release(hub: Hub, version: ReleaseVersion, by: str) -> None:
    """For the ring it was open for. Raises ReleaseUnknown."""
    with hub.sessions.writing() as session:
        _require_opened(session, version)
        journal(hub, session, ReleaseResumed(version=str(version), by=by))


def set_ring(hub: Hub, device: str, ring: Ring, by: str) -> None:
    """Raises DeviceUnknown."""
    with hub.sessions.writing() as session:
        find_device(session, device)
        journal(hub, session, RingSet(device=device, ring=ring, by=by))


def open_for(session: Session, repository: Repository, device: str) -> ReleaseVersion | None:
    """The newest release that a kiosk may take now."""
    ring, signed = ring_of(session, device), repository.releases()
    opened = session.scalars(select(OpenedRelease).where(OpenedRelease.paused.is_(False)))
    versions = [
        ReleaseVersion.parse(each.version)
        for each in opened
        if each.version in signed and Ring(each.ring).reaches(ring)
    ]
    return max(versions, default=None)


def _require_opened(session: Session, version: ReleaseVersion) -> None:
    if session.get(OpenedRelease, str(version)) is None:
        raise ReleaseUnknown(
            f"Release {version} was not opened.", "`pishkhan hub release status` names the others."
        )


__all__ = [
    "DeviceUnknown",
    "ReleaseUnknown",
    "open_for",
    "open_release",
    "pause_release",
    "resume_release",
    "set_ring",
]
