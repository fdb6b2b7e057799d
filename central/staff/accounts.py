"""Adding, disabling and finding accounts; each change goes to the hub's journal."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.journal import HubJournal
from central.staff.errors import AccountTaken, AccountUnknown, BadAccountName
from central.staff.models import RefusedSignIn, StaffAccount, StaffSession
from central.staff.passwords import check_strength, hash_password
from central.staff.roles import Role
from contract.events import StaffChanged
from contract.values import normalise_letters, search_key

SHORTEST_NAME, LONGEST_NAME = 3, 40


@dataclass(frozen=True)
class Staff:
    """An account as pages and lists know it."""

    account: str
    name: str
    role: Role


def account_of(name: str) -> str:
    """What an account is called in the database, whichever way its name is typed."""
    return search_key(name)


def add_account(
    session: Session, journal: HubJournal, name: str, role: Role, password: str, by: str
) -> Staff:
    """Raises BadAccountName, WeakPassword or AccountTaken."""
    shown = " ".join(normalise_letters(name).split())
    account = account_of(shown)
    if not SHORTEST_NAME <= len(account) <= LONGEST_NAME or not account.isprintable():
        raise BadAccountName(
            f"«{shown}» can't be an account's name.",
            f"Use {SHORTEST_NAME} to {LONGEST_NAME} letters and digits.",
        )
    check_strength(password, account)
    if session.get(StaffAccount, account) is not None:
        raise AccountTaken(
            f"There is an account «{account}» already.",
            "Choose another name; the journal keeps old ones apart for ever.",
        )
    session.add(
        StaffAccount(
            account=account,
            name=shown,
            role=role,
            password_hash=hash_password(password),
            created_ms=journal.clock.now().utc_ms,
            disabled_ms=None,
        )
    )
    journal.append(session, StaffChanged(account=account, change="added", role=role, by=by))
    return Staff(account, shown, role)


def change_password(
    session: Session, journal: HubJournal, name: str, password: str, by: str
) -> None:
    """Ends its sessions and forgives its wrong attempts. Raises WeakPassword or AccountUnknown."""
    row = _existing(session, name)
    check_strength(password, row.account)
    row.password_hash = hash_password(password)
    session.execute(delete(StaffSession).where(StaffSession.account == row.account))
    session.execute(delete(RefusedSignIn).where(RefusedSignIn.account == row.account))
    journal.append(
        session,
        StaffChanged(account=row.account, change="password_changed", role=row.role, by=by),
    )


def disable_account(session: Session, journal: HubJournal, name: str, by: str) -> bool:
    """Ends its sessions too. False when it was disabled already. Raises AccountUnknown."""
    row = _existing(session, name)
    account = row.account
    if row.disabled_ms is not None:
        return False
    row.disabled_ms = journal.clock.now().utc_ms
    session.execute(delete(StaffSession).where(StaffSession.account == account))
    journal.append(session, StaffChanged(account=account, change="disabled", role=row.role, by=by))
    return True


def all_accounts(session: Session) -> list[StaffAccount]:
    return list(session.scalars(select(StaffAccount).order_by(StaffAccount.account)))


def _existing(session: Session, name: str) -> StaffAccount:
    account = account_of(name)
    row = session.get(StaffAccount, account)
    if row is None:
        raise AccountUnknown(f"There is no account «{account}».", "See `pishkhan hub staff list`.")
    return row
