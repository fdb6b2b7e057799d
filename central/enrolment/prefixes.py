"""Prefixes of tracking codes: four digits that one device alone puts before its serials."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.enrolment.errors import prefixes_exhausted
from central.enrolment.models import AllottedPrefix
from central.ingest import Journal

FIRST_PREFIX = 1000
LAST_PREFIX = 9999
PREFIXES_PER_CLAIM = 4
"""Two for the journals that a kiosk may have before anyone looks at it again, and two spares.

One prefix makes 99,999 codes, more than a kiosk's year.
"""


def allot_prefixes(session: Session, claim: bytes, now_ms: int) -> tuple[int, ...]:
    """Free prefixes for the device of `claim`, chosen at random. Raises EnrolmentRefused.

    At random, because a hub restored from a copy has forgotten the newest: then only those that a
    journal has already shown are known to be taken, and counting up would repeat all the others.
    """
    taken = set(session.scalars(select(AllottedPrefix.prefix)))
    shown = session.scalars(
        select(Journal.tracking_prefix).where(Journal.tracking_prefix.is_not(None)).distinct()
    )
    taken.update(prefix for prefix in shown if prefix is not None)
    free = [prefix for prefix in range(FIRST_PREFIX, LAST_PREFIX + 1) if prefix not in taken]
    if len(free) < PREFIXES_PER_CLAIM:
        raise prefixes_exhausted()
    chosen = tuple(sorted(secrets.SystemRandom().sample(free, PREFIXES_PER_CLAIM)))
    session.add_all(
        AllottedPrefix(prefix=prefix, claim=claim, allotted_ms=now_ms) for prefix in chosen
    )
    session.flush()
    return chosen


def prefixes_of(session: Session, claim: bytes) -> list[int]:
    """The prefixes that were allotted with `claim`, ascending."""
    query = select(AllottedPrefix.prefix).where(AllottedPrefix.claim == claim)
    return list(session.scalars(query.order_by(AllottedPrefix.prefix)))
