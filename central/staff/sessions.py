"""Sessions of browsers: a random token in a cookie, its hash in the database, two expiries."""

import hmac
import secrets
from hashlib import blake2b

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from central.staff.accounts import Staff
from central.staff.models import StaffAccount, StaffSession
from central.staff.roles import Role

TOKEN_BYTES = 32
IDLE_MS = 2 * 60 * 60 * 1000
LONGEST_MS = 12 * 60 * 60 * 1000
SEEN_EVERY_MS = 60 * 1000
"""How often a busy session is written as seen; between, a request only reads."""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def form_token(token: str) -> str:
    """What a form of this session must carry; it follows from the cookie that scripts of other
    sites can't read, so nothing more need be kept."""
    return blake2b(
        b"form", key=token.encode()[:64], digest_size=24, person=b"pishkhan.form.1"
    ).hexdigest()


def is_form_token(token: str, given: str) -> bool:
    return hmac.compare_digest(form_token(token).encode(), given.encode())


def open_session(session: Session, account: str, now_ms: int) -> str:
    """A new session's token. Sessions that have expired are swept on the way."""
    session.execute(
        delete(StaffSession).where(
            (StaffSession.seen_ms < now_ms - IDLE_MS)
            | (StaffSession.opened_ms < now_ms - LONGEST_MS)
        )
    )
    token = new_token()
    session.add(
        StaffSession(token_hash=_hash(token), account=account, opened_ms=now_ms, seen_ms=now_ms)
    )
    session.flush()
    return token


def find_session(session: Session, token: str, now_ms: int) -> tuple[Staff, int] | None:
    """Who holds this token and when it was last seen; None when expired, closed or disabled."""
    row = session.execute(
        select(StaffAccount, StaffSession.seen_ms)
        .join(StaffSession, StaffSession.account == StaffAccount.account)
        .where(
            StaffSession.token_hash == _hash(token),
            StaffSession.seen_ms >= now_ms - IDLE_MS,
            StaffSession.opened_ms >= now_ms - LONGEST_MS,
            StaffAccount.disabled_ms.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    account, seen_ms = row
    return Staff(account.account, account.name, Role(account.role)), seen_ms


def mark_seen(session: Session, token: str, now_ms: int) -> None:
    session.execute(
        update(StaffSession).where(StaffSession.token_hash == _hash(token)).values(seen_ms=now_ms)
    )


def close_session(session: Session, token: str) -> None:
    session.execute(delete(StaffSession).where(StaffSession.token_hash == _hash(token)))


def _hash(token: str) -> bytes:
    return blake2b(token.encode(), digest_size=32, person=b"pishkhan.token.1").digest()
