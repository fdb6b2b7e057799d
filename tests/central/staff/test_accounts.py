"""Accounts: one name for all spellings, no weak password, every change in the journal."""

import pytest

from central.staff.accounts import all_accounts, disable_account
from central.staff.errors import AccountTaken, AccountUnknown, BadAccountName, WeakPassword
from central.staff.models import StaffAccount, StaffSession
from central.staff.roles import Permission, Role, may
from central.staff.sign_in import Refused, SignedIn
from contract.events import StaffChanged, StaffSignInRefused
from tests.central.console.rig import PASSWORD
from tests.central.staff.conftest import Office


def test_an_added_account_is_journaled_and_its_password_is_not_kept(office: Office) -> None:
    office.add("Maryam", Role.FINANCE)
    assert office.events() == [
        StaffChanged(account="maryam", change="added", role="finance", by="test")
    ]
    with office.hub.sessions.reading() as session:
        [row] = all_accounts(session)
    assert (row.account, row.name, row.role) == ("maryam", "Maryam", "finance")
    assert row.password_hash.startswith("$argon2id$")
    assert PASSWORD not in row.password_hash


def test_one_name_in_any_spelling_is_one_account(office: Office) -> None:
    office.add("علی‌اکبری")
    for other in ("علي اکبري", "علیاکبری"):
        with pytest.raises(AccountTaken):
            office.add(other)
        assert isinstance(office.sign_in(other), SignedIn)


WEAK = ("short", "aaaaaaaaaaaaaaaa", "123456789012", "I am maryam here", "x" * 201)


def test_a_weak_password_is_refused_and_nothing_is_changed(office: Office) -> None:
    for password in WEAK:
        with pytest.raises(WeakPassword):
            office.add("maryam", password=password)
    with office.hub.sessions.reading() as session:
        assert all_accounts(session) == []


def test_a_name_that_cannot_be_one_is_refused(office: Office) -> None:
    for name in ("ab", "x" * 41, "  ", "ab\x07cd"):
        with pytest.raises(BadAccountName):
            office.add(name)


def test_a_disabled_account_is_out_at_once_and_its_name_stays_taken(office: Office) -> None:
    office.add("maryam")
    assert isinstance(office.sign_in("maryam"), SignedIn)
    with office.hub.sessions.writing() as session:
        assert disable_account(session, office.hub.journal, "maryam", "test")
    with office.hub.sessions.reading() as session:
        assert session.query(StaffSession).count() == 0
        assert session.get_one(StaffAccount, "maryam").disabled_ms is not None
    assert office.sign_in("maryam") == Refused("wrong")
    assert office.events()[-1] == StaffSignInRefused(known_account="maryam", reason="disabled")
    with office.hub.sessions.writing() as session:
        assert not disable_account(session, office.hub.journal, "maryam", "test")
    with pytest.raises(AccountTaken):
        office.add("maryam")


def test_disabling_nobody_is_told(office: Office) -> None:
    with pytest.raises(AccountUnknown), office.hub.sessions.writing() as session:
        disable_account(session, office.hub.journal, "nobody", "test")


def test_each_role_sees_what_it_needs_and_no_more() -> None:
    opens = {role for role in Role if may(role, Permission.OPEN_PAYMENT)}
    assert opens == {Role.OPERATOR, Role.CASE_WORKER, Role.FINANCE, Role.AUDITOR}
    assert not may(Role.TECHNICIAN, Permission.SEE_PAYMENTS)
    assert not any(may(Role.PERSONNEL, permission) for permission in Permission)
