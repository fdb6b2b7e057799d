"""How far a release is: of the kiosks that may take it, how many have what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.fleet import Device
from central.releases.models import DeviceRing, KioskUpdate, OpenedRelease
from contract.release import Ring

own_ring = func.coalesce(DeviceRing.ring, Ring.ALL.value)
"""Of a kiosk to which `DeviceRing` is joined from outside."""


class State(StrEnum):
    """Of a release at a kiosk."""

    STAGED = "staged"
    TRYING = "trying"
    CONFIRMED = "confirmed"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True)
class Progress:
    """`kiosks`: those in service for which it is open now; `at` counts all that ever had it."""

    opened: OpenedRelease
    kiosks: int
    at: Mapping[State, int]


def progress(session: Session) -> list[Progress]:
    """Of every release that was ever opened, the latest word first."""
    kiosks = kiosks_by_ring(session)
    counted = session.execute(
        select(KioskUpdate.version, KioskUpdate.state, func.count()).group_by(
            KioskUpdate.version, KioskUpdate.state
        )
    )
    at: dict[str, dict[State, int]] = {}
    for version, state, count in counted:
        at.setdefault(version, {})[State(state)] = count
    opened = session.scalars(
        select(OpenedRelease).order_by(OpenedRelease.changed_ms.desc(), OpenedRelease.version)
    )
    return [
        Progress(
            each,
            sum(count for ring, count in kiosks.items() if Ring(each.ring).reaches(ring)),
            at.get(each.version, {}),
        )
        for each in opened
    ]


def held_releases(session: Session) -> Sequence[OpenedRelease]:
    """What the hub has paused by itself and nobody has decided on, the latest first."""
    return session.scalars(
        select(OpenedRelease)
        .where(OpenedRelease.paused, OpenedRelease.held_ring.is_not(None))
        .order_by(OpenedRelease.changed_ms.desc(), OpenedRelease.version)
    ).all()


def latest_update(session: Session, device: str) -> KioskUpdate | None:
    """What a kiosk last did with a release; None when it never had one."""
    return session.scalars(
        select(KioskUpdate)
        .where(KioskUpdate.device == device)
        .order_by(KioskUpdate.changed_ms.desc())
        .limit(1)
    ).first()


def taken_back(session: Session, most: int) -> Sequence[KioskUpdate]:
    """Releases that kiosks have taken back, the newest first."""
    return session.scalars(
        select(KioskUpdate)
        .where(KioskUpdate.state == State.ROLLED_BACK.value)
        .order_by(KioskUpdate.changed_ms.desc(), KioskUpdate.device)
        .limit(most)
    ).all()


def ring_of(session: Session, device: str) -> Ring:
    """The last ring where nobody has set one."""
    row = session.get(DeviceRing, device)
    return Ring.ALL if row is None else Ring(row.ring)


def kiosks_by_ring(session: Session) -> Mapping[Ring, int]:
    """Those in service."""
    rows = session.execute(
        select(own_ring, func.count())
        .select_from(Device)
        .join(DeviceRing, DeviceRing.device == Device.device, isouter=True)
        .where(Device.revoked_ms.is_(None))
        .group_by(own_ring)
    )
    return {Ring(name): count for name, count in rows}
