"""Signing in: how many wrong attempts are borne, and what each outcome leaves in the journal."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from central.database import Sessions
from central.journal import HubJournal
from central.staff.accounts import Staff, account_of
from central.staff.models import RefusedSignIn, StaffAccount
from central.staff.passwords import verify_password
from central.staff.roles import Role
from central.staff.sessions import open_session
from contract.events import StaffSignedIn, StaffSignInRefused

WINDOW_MS = 15 * 60 * 1000
ATTEMPTS_AN_ACCOUNT_HERE = 5
"""From one address: whoever guesses elsewhere does not lock the owner of an account out."""
ATTEMPTS_AN_ACCOUNT = 50
ATTEMPTS_AN_ADDRESS = 20
"""An office may stand behind one address."""


@dataclass(frozen=True)
class SignedIn:
    staff: Staff
    token: str


@dataclass(frozen=True)
class Refused:
    """`wrong` never says which of name and password; `retry_after_s` only with `too_many`."""

    reason: Literal["wrong", "too_many"]
    retry_after_s: int = 0


@dataclass(frozen=True)
class _Known:
    account: str
    name: str
    role: str
    password_hash: str
    disabled: bool


def sign_in(
    sessions: Sessions, journal: HubJournal, name: str, password: str, address: str
) -> SignedIn | Refused:
    """Reads, then hashes with no transaction open, then writes what came of it.

    Argon2 is slow on purpose; a write transaction held meanwhile would hold up the kiosks.
    """
    now_ms = journal.clock.now().utc_ms
    with sessions.reading() as session:
        known = _find(session, name)
        wait_ms = _wait_ms(session, known, address, now_ms)
    if wait_ms:
        return Refused("too_many", -(-wait_ms // 1000))
    right = verify_password(password, known.password_hash if known else None)
    with sessions.writing() as session:
        if known is None or known.disabled or not right:
            return _refuse(session, journal, known, address, now_ms)
        journal.append(session, StaffSignedIn(account=known.account))
        token = open_session(session, known.account, now_ms)
        session.execute(delete(RefusedSignIn).where(RefusedSignIn.account == known.account))
    return SignedIn(Staff(known.account, known.name, Role(known.role)), token)


def _find(session: Session, name: str) -> _Known | None:
    row = session.get(StaffAccount, account_of(name))
    if row is None:
        return None
    return _Known(row.account, row.name, row.role, row.password_hash, row.disabled_ms is not None)


def _wait_ms(session: Session, known: _Known | None, address: str, now_ms: int) -> int:
    """How long until one more attempt is borne: the newest refused one must leave the window."""
    here = RefusedSignIn.address == address
    waits = [_left(session, here, ATTEMPTS_AN_ADDRESS, now_ms)]
    if known is not None:
        theirs = RefusedSignIn.account == known.account
        waits.append(_left(session, theirs & here, ATTEMPTS_AN_ACCOUNT_HERE, now_ms))
        waits.append(_left(session, theirs, ATTEMPTS_AN_ACCOUNT, now_ms))
    return max(waits)


def _left(session: Session, of: ColumnElement[bool], most: int, now_ms: int) -> int:
    since_ms = now_ms - WINDOW_MS
    count, newest_ms = session.execute(
        select(func.count(), func.max(RefusedSignIn.at_ms)).where(
            of, RefusedSignIn.at_ms > since_ms
        )
    ).one()
    return newest_ms - since_ms if count >= most else 0


def _refuse(
    session: Session, journal: HubJournal, known: _Known | None, address: str, now_ms: int
) -> Refused:
    session.execute(delete(RefusedSignIn).where(RefusedSignIn.at_ms <= now_ms - WINDOW_MS))
    account = known.account if known else None
    session.add(RefusedSignIn(account=account, address=address, at_ms=now_ms))
    reason = "disabled" if known and known.disabled else "wrong"
    journal.append(session, StaffSignInRefused(known_account=account, reason=reason))
    return Refused("wrong")
