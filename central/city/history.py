"""Older versions of a dataset, kept as the steps back to them, and the deltas made from them.

A kiosk looks every few minutes, a busy district has a new version each minute, and what changes
is a bill or two of thousands: so many old versions are remembered, each as what differs from the
next.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from central.city.models import ReferenceStep, ReferenceVersion
from contract.reference import (
    RecordsInMemory,
    applied,
    delta_parts,
    open_delta,
    pack_delta,
    split_records,
)

STEPS_KEPT = 240
"""Four hours of a district in which something is paid each minute."""


def keep_step(session: Session, older: ReferenceVersion, newer: ReferenceVersion) -> None:
    """Called when `newer` takes the place of `older`, in the same transaction."""
    of_newer, of_older = split_records(newer.payload), split_records(older.payload)
    session.add(
        ReferenceStep(
            dataset=older.dataset,
            scope=older.scope,
            version=older.version,
            digest=older.digest,
            back=pack_delta(newer.digest, delta_parts(of_newer, of_older)),
        )
    )
    session.execute(
        delete(ReferenceStep).where(
            ReferenceStep.dataset == older.dataset,
            ReferenceStep.scope == older.scope,
            ReferenceStep.version <= older.version - STEPS_KEPT,
        )
    )


def delta_from(session: Session, newest: ReferenceVersion, base: bytes) -> bytes | None:
    """From the version of that digest to the newest, packed; None when it is not remembered, or
    the whole is no larger."""
    of_this = (ReferenceStep.dataset == newest.dataset, ReferenceStep.scope == newest.scope)
    oldest = session.scalar(
        select(func.max(ReferenceStep.version)).where(*of_this, ReferenceStep.digest == base)
    )
    if oldest is None:
        return None
    steps = session.scalars(
        select(ReferenceStep)
        .where(*of_this, ReferenceStep.version >= oldest)
        .order_by(ReferenceStep.version.desc())
    )
    records = split_records(newest.payload)
    older: Sequence[msgspec.Raw] = records
    for step in steps:
        older = tuple(applied(RecordsInMemory(older), open_delta(step.back).parts))
    delta = pack_delta(base, delta_parts(older, records))
    return delta if len(delta) < len(newest.payload) else None


class NewestDeltas:
    """Deltas to the newest version of each dataset and scope: made once, asked for by many."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], tuple[bytes, dict[bytes, bytes]]] = {}

    def find(self, session: Session, newest: ReferenceVersion, base: bytes) -> bytes | None:
        """As `delta_from`. One thread at a time."""
        place = (newest.dataset, newest.scope)
        digest, made = self._of.get(place, (b"", {}))
        if digest != newest.digest:
            made = {}
            self._of[place] = (newest.digest, made)
        if base in made:
            return made[base]
        found = delta_from(session, newest, base)
        if found is not None:
            made[base] = found
        return found
