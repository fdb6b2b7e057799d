"""Who may take which release, and what became of it, folded from what was journaled."""

from collections.abc import Mapping, Sequence
from typing import get_args

from sqlalchemy import Connection, Table, delete, insert, update

from central.database import Base
from central.ingest import Fact
from central.releases.models import DeviceRing, KioskUpdate, OpenedRelease, ReleaseLimit
from central.releases.standing import State
from contract.events import (
    ReleaseEvent,
    ReleaseHeld,
    ReleaseLimitSet,
    ReleaseOpened,
    ReleasePaused,
    ReleaseResumed,
    RingSet,
    UpdateApplied,
    UpdateConfirmed,
    UpdateEvent,
    UpdateRolledBack,
    UpdateStaged,
)

_EVENTS = frozenset((*get_args(ReleaseEvent), *get_args(UpdateEvent)))
_NOT_HELD = {"held_ring": None, "held_back": None, "held_kiosks": None}


class ReleasesProjection:
    """Keeps the tables true to the events; implements `central.ingest.Projection`. The later word
    about a release, or about a kiosk, replaces the earlier."""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take the facts about releases among these into the tables."""
        # Most facts are payments', and ten looks at each of them are a microsecond.
        for fact in (fact for fact in facts if type(fact.event) in _EVENTS):
            match fact.event:
                case UpdateStaged(software=version):
                    _note(connection, fact, version, State.STAGED)
                case UpdateApplied(software=version):
                    _note(connection, fact, version, State.TRYING)
                case UpdateConfirmed(software=version):
                    _note(connection, fact, version, State.CONFIRMED)
                case UpdateRolledBack(software=version, reason=reason):
                    _note(connection, fact, version, State.ROLLED_BACK, reason)
                case _:
                    _take_word(connection, fact)

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """What either branch says of its machine was so."""

    def clear(self, connection: Connection) -> None:
        """Empty the tables, to be folded anew."""
        for table in (OpenedRelease, ReleaseLimit, DeviceRing, KioskUpdate):
            connection.execute(delete(table))


def _take_word(connection: Connection, fact: Fact) -> None:
    """What was said at the hub."""
    match fact.event:
        case ReleaseOpened(version=version, ring=ring, by=by):
            said = {"ring": ring.value, "paused": False, **_said(fact, by), **_NOT_HELD}
            _put(connection, OpenedRelease, {"version": version}, said)
            _forgive(connection, version)
        case ReleasePaused(version=version, by=by):
            _note_said(connection, version, {"paused": True, **_said(fact, by)})
        case ReleaseResumed(version=version, by=by):
            _note_said(connection, version, {"paused": False, **_said(fact, by), **_NOT_HELD})
            _forgive(connection, version)
        case ReleaseHeld(version=version, ring=ring, back=back, kiosks=kiosks):
            held = {"held_ring": ring.value, "held_back": back, "held_kiosks": kiosks}
            _note_said(connection, version, {"paused": True, **_said(fact, ""), **held})
        case ReleaseLimitSet(percent=percent):
            _put(connection, ReleaseLimit, {"id": 1}, {"percent": percent})
        case RingSet(device=device, ring=ring):
            _put(connection, DeviceRing, {"device": device}, {"ring": ring.value})
        case _:
            pass


def _said(fact: Fact, by: str) -> dict[str, object]:
    return {"changed_ms": fact.utc_ms, "by": by}


def _note_said(connection: Connection, version: str, said: Mapping[str, object]) -> None:
    connection.execute(
        update(OpenedRelease).where(OpenedRelease.version == version).values(**said)
    )


def _forgive(connection: Connection, version: str) -> None:
    """Who opens or resumes a release knows who has taken it back."""
    connection.execute(
        update(KioskUpdate)
        .where(KioskUpdate.version == version, KioskUpdate.state == State.ROLLED_BACK.value)
        .values(forgiven=True)
    )


def _note(
    connection: Connection, fact: Fact, version: str, state: State, reason: str = ""
) -> None:
    key = {"device": fact.device, "version": version}
    said: dict[str, object] = {
        "state": state.value, "reason": reason, "changed_ms": fact.utc_ms, "forgiven": False
    }  # fmt: skip
    _put(connection, KioskUpdate, key, said)


def _put(
    connection: Connection,
    model: type[Base],
    key: Mapping[str, str | int],
    said: Mapping[str, object],
) -> None:
    """Into the row of this key, or into a new one."""
    table = model.__table__
    assert isinstance(table, Table)
    row = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update(table).where(*row).values(said)).rowcount:
        connection.execute(insert(table).values({**key, **said}))
