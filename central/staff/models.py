"""Accounts of staff, their open sessions, and the refused sign-ins that the limit counts."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from central.database.base import BIG_ID, Base


class StaffAccount(Base):
    """`account` is the folded name that people sign in with, `name` how it is shown.

    An account is disabled, never deleted: the journal names it.
    """

    __tablename__ = "staff_accounts"

    account: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    created_ms: Mapped[int]
    disabled_ms: Mapped[int | None]


class StaffSession(Base):
    """A signed-in browser. Only the hash of its token rests here."""

    __tablename__ = "staff_sessions"
    __table_args__ = (Index(None, "account"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("staff_accounts.account"))
    opened_ms: Mapped[int]
    seen_ms: Mapped[int]


class RefusedSignIn(Base):
    """One wrong attempt, kept as long as the limit counts it. `account` only when it exists."""

    __tablename__ = "staff_refused_sign_ins"
    __table_args__ = (Index(None, "account", "at_ms"), Index(None, "address", "at_ms"))

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    account: Mapped[str | None]
    address: Mapped[str]
    at_ms: Mapped[int]
