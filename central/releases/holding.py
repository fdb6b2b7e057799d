"""Pausing a release by itself when too many kiosks of a ring have taken it back.

A bad release is tried by a ring within the hour, and nobody may be looking. So the hub stops it at
a limit: a share of the ring's kiosks, of which one is always enough in a small ring. What was
taken back before a person opened or resumed the release is forgiven: that person knew of it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.fleet import Device
from central.hub import Hub
from central.ingest import HubState
from central.releases.journaling import journal
from central.releases.models import DeviceRing, KioskUpdate, OpenedRelease, ReleaseLimit
from central.releases.standing import State, kiosks_by_ring, own_ring
from contract.events import ReleaseHeld, ReleaseLimitSet
from contract.release import Ring

log = logging.getLogger("pishkhan.hub.releases")

USUAL_PERCENT = 5


@dataclass(frozen=True)
class Verdict:
    """`back` of the `kiosks` of a ring have taken a release back, and nobody has forgiven it."""

    ring: Ring
    back: int
    kiosks: int

    def is_beyond(self, percent: int) -> bool:
        """At the limit is beyond it; a ring in which nothing was taken back never is."""
        return self.back > 0 and self.back * 100 >= percent * self.kiosks


def set_limit(hub: Hub, percent: int | None, by: str) -> None:
    """From 1 to 100 % of a ring's kiosks; None: the hub pauses nothing by itself."""
    with hub.sessions.writing() as session:
        journal(hub, session, ReleaseLimitSet(percent=percent, by=by))


def limit_of(session: Session) -> int | None:
    """In percent; None when none is wanted."""
    found = session.scalars(select(ReleaseLimit)).one_or_none()
    return USUAL_PERCENT if found is None else found.percent


def hold_bad_releases(hub: Hub) -> None:
    """Pauses what is beyond the limit, and says so in the log and to pages that wait."""
    with hub.sessions.reading() as session:
        found = _verdicts(session)
    if not found:
        return
    with hub.sessions.writing() as session:
        # Another process of this hub may look in the same moment: the row is whose turn it is.
        session.execute(select(HubState.id).with_for_update())
        found = _verdicts(session)
        for version, verdict in found.items():
            journal(
                hub,
                session,
                ReleaseHeld(
                    version=version,
                    ring=verdict.ring,
                    back=verdict.back,
                    kiosks=verdict.kiosks,
                ),
            )
    for version, verdict in found.items():
        log.error(
            "release %s is paused: %d of %d kiosks in ring %s took it back. "
            "`pishkhan hub release status` says what can be done",
            version, verdict.back, verdict.kiosks, verdict.ring,
        )  # fmt: skip
    if found:
        hub.changes.publish("fleet")


def _verdicts(session: Session) -> Mapping[str, Verdict]:
    """By version; the first ring that is beyond the limit, of what is open."""
    percent = limit_of(session)
    if percent is None:
        return {}
    opened = session.scalars(select(OpenedRelease).where(OpenedRelease.paused.is_(False))).all()
    if not opened:
        return {}
    kiosks, back = kiosks_by_ring(session), _taken_back(session)
    found: dict[str, Verdict] = {}
    for release in opened:
        for ring in Ring:
            verdict = Verdict(ring, back.get((release.version, ring), 0), kiosks.get(ring, 0))
            if verdict.is_beyond(percent):
                found.setdefault(release.version, verdict)
    return found


def _taken_back(session: Session) -> Mapping[tuple[str, Ring], int]:
    rows = session.execute(
        select(KioskUpdate.version, own_ring, func.count())
        .join(Device, Device.device == KioskUpdate.device)
        .join(DeviceRing, DeviceRing.device == KioskUpdate.device, isouter=True)
        .where(
            KioskUpdate.state == State.ROLLED_BACK.value,
            KioskUpdate.forgiven.is_(False),
            Device.revoked_ms.is_(None),
        )
        .group_by(KioskUpdate.version, own_ring)
    )
    return {(version, Ring(ring)): count for version, ring, count in rows}
