"""Who may take which release, and what became of it, folded from what was journaled."""

from collections.abc import Sequence
from typing import get_args

from sqlalchemy import Connection, Table, delete, insert, update

from central.ingest import Fact
from central.releases.models import DeviceRing, KioskUpdate, OpenedRelease
from central.releases.standing import State
from contract.events import (
    ReleaseEvent,
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


class ReleasesProjection:
    """Keeps the tables true to the events; implements `central.ingest.Projection`. The later word
    about a release, or about a kiosk, replaces the earlier."""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take the facts about releases among these into the tables."""
        # Most facts are payments', and eight looks at each of them are a microsecond.
        for fact in (fact for fact in facts if type(fact.event) in _EVENTS):
            match fact.event:
                case ReleaseOpened(version=version, ring=ring, by=by):
                    said = {"ring": ring.value, "paused": False, **_said(fact, by)}
                    _put(connection, OpenedRelease, {"version": version}, said)
                case ReleasePaused(version=version, by=by):
                    _note_paused(connection, fact, version, by, paused=True)
                case ReleaseResumed(version=version, by=by):
                    _note_paused(connection, fact, version, by, paused=False)
                case RingSet(device=device, ring=ring):
                    _put(connection, DeviceRing, {"device": device}, {"ring": ring.value})
                case UpdateStaged(software=version):
                    _note(connection, fact, version, State.STAGED)
                case UpdateApplied(software=version):
                    _note(connection, fact, version, State.TRYING)
                case UpdateConfirmed(software=version):
                    _note(connection, fact, version, State.CONFIRMED)
                case UpdateRolledBack(software=version, reason=reason):
                    _note(connection, fact, version, State.ROLLED_BACK, reason)
                case _:
                    continue

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """What either branch says of its machine was so."""

    def clear(self, connection: Connection) -> None:
        """Empty the tables, to be folded anew."""
        for table in (OpenedRelease, DeviceRing, KioskUpdate):
            connection.execute(delete(table))


def _said(fact: Fact, by: str) -> dict[str, object]:
    return {"changed_ms": fact.utc_ms, "by": by}


def _note_paused(
    connection: Connection, fact: Fact, version: str, by: str, *, paused: bool
) -> None:
    connection.execute(
        update(OpenedRelease)
        .where(OpenedRelease.version == version)
        .values(paused=paused, **_said(fact, by))
    )


def _note(
    connection: Connection, fact: Fact, version: str, state: State, reason: str = ""
) -> None:
    key = {"device": fact.device, "version": version}
    said: dict[str, object] = {"state": state.value, "reason": reason, "changed_ms": fact.utc_ms}
    _put(connection, KioskUpdate, key, said)


def _put(
    connection: Connection,
    model: type[OpenedRelease] | type[DeviceRing] | type[KioskUpdate],
    key: dict[str, str],
    said: dict[str, object],
) -> None:
    """Into the row of this key, or into a new one."""
    table = model.__table__
    assert isinstance(table, Table)
    row = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update(table).where(*row).values(said)).rowcount:
        connection.execute(insert(table).values({**key, **said}))
