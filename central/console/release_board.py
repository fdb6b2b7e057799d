"""Releases: for whom each is open, how many kiosks have it, and which went back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from central.console.figures import DAY_MS, number, percent
from central.console.marks import NOTHING, Mark, Tone
from central.console.payment_board import kiosk_titles
from central.console.texts import text
from central.releases import (
    Progress,
    Repository,
    SignedRelease,
    State,
    latest_update,
    limit_of,
    progress,
    ring_of,
    taken_back,
)
from contract.release import ReleaseVersion
from contract.values import jalali_local

MOST_SHOWN = 50
SOON_MS = 7 * DAY_MS
_TONES = {
    State.STAGED: Tone.NONE,
    State.TRYING: Tone.NONE,
    State.CONFIRMED: Tone.GOOD,
    State.ROLLED_BACK: Tone.DANGER,
}


@dataclass(frozen=True)
class ReleaseRow:
    """What nobody has opened yet has no numbers of kiosks."""

    version: str
    state: Mark
    ring: str
    kiosks: str
    confirmed: str
    trying: str
    staged: str
    rolled_back: Mark
    notes: str
    changed_ms: int | None
    by: str


@dataclass(frozen=True)
class TakenBackRow:
    kiosk: str
    href: str
    version: str
    reason: str
    changed_ms: int


@dataclass(frozen=True)
class UpdateView:
    """Of one kiosk. Without `state` it never had a release."""

    ring: str
    version: str = ""
    state: Mark | None = None
    reason: str = ""
    changed_ms: int = 0


@dataclass(frozen=True)
class Freshness:
    """Until when kiosks believe the list. `warning` where somebody must renew it."""

    line: str
    warning: str
    is_over: bool


def release_rows(session: Session, repository: Repository) -> Sequence[ReleaseRow]:
    """The newest version first."""
    signed = repository.releases()
    opened = {found.opened.version: found for found in progress(session)}
    versions = sorted({*signed, *opened}, key=ReleaseVersion.parse, reverse=True)
    return [_row(version, signed.get(version), opened.get(version)) for version in versions]


def taken_back_rows(session: Session) -> Sequence[TakenBackRow]:
    """The newest first."""
    found = taken_back(session, MOST_SHOWN)
    titles = kiosk_titles(session, {each.device for each in found})
    return [
        TakenBackRow(
            kiosk=titles[each.device],
            href=f"/kiosks/{each.device}",
            version=each.version,
            reason=text(f"back-{each.reason}"),
            changed_ms=each.changed_ms,
        )
        for each in found
    ]


def update_view(session: Session, device: str) -> UpdateView:
    """The ring of a kiosk, and what it last did with a release."""
    ring = text(f"ring-{ring_of(session, device)}")
    found = latest_update(session, device)
    if found is None:
        return UpdateView(ring)
    state = State(found.state)
    mark = Mark(text(f"update-{state}"), _TONES[state])
    reason = text(f"back-{found.reason}") if found.reason else ""
    return UpdateView(ring, found.version, mark, reason, found.changed_ms)


def freshness(until: dt.datetime | None, now_ms: int) -> Freshness:
    """Of the city's list, which may not be there."""
    if until is None:
        return Freshness("", "", is_over=False)
    until_ms = int(until.timestamp() * 1000)
    date = jalali_local(until_ms)[0].day_and_month()
    if until_ms <= now_ms:
        return Freshness("", text("releases-stale", date=date), is_over=True)
    warning = text("releases-soon", date=date) if until_ms - now_ms < SOON_MS else ""
    return Freshness("" if warning else text("releases-until", date=date), warning, is_over=False)


def limit_line(session: Session) -> str:
    """When a release is paused by itself."""
    limit = limit_of(session)
    if limit is None:
        return text("releases-no-limit")
    return text("releases-limit", percent=percent(limit))


def _row(version: str, signed: SignedRelease | None, found: Progress | None) -> ReleaseRow:
    back = 0 if found is None else found.at.get(State.ROLLED_BACK, 0)
    return ReleaseRow(
        version=version,
        state=_state(signed, found),
        ring=NOTHING.word if found is None else text(f"ring-{found.opened.ring}"),
        kiosks=NOTHING.word if found is None else number(found.kiosks),
        confirmed=_count(found, State.CONFIRMED),
        trying=_count(found, State.TRYING),
        staged=_count(found, State.STAGED),
        rolled_back=Mark(number(back), Tone.DANGER) if back else NOTHING,
        notes="" if signed is None else signed.facts.notes,
        changed_ms=None if found is None else found.opened.changed_ms,
        by="" if found is None else found.opened.by,
    )


def _count(found: Progress | None, state: State) -> str:
    return NOTHING.word if found is None else number(found.at.get(state, 0))


def _state(signed: SignedRelease | None, found: Progress | None) -> Mark:
    if signed is None:
        return Mark(text("release-withdrawn"), Tone.NOTICE)
    if found is None:
        return Mark(text("release-unopened"), Tone.PLAIN)
    if found.opened.paused and found.opened.held_ring is not None:
        return Mark(text("release-held"), Tone.DANGER)
    if found.opened.paused:
        return Mark(text("release-paused"), Tone.NOTICE)
    return Mark(text("release-open"), Tone.GOOD)
