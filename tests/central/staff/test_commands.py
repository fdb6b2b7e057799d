"""`pishkhan hub staff`: the first account is made here."""

import getpass
import io
import json
from pathlib import Path

import pytest

from central.__main__ import main
from central.staff.errors import AccountTaken, WeakPassword
from central.staff.models import StaffSession
from central.staff.sign_in import ATTEMPTS_AN_ACCOUNT_HERE, Refused, SignedIn
from contract.events import CityInitialised, StaffChanged
from tests.central.console.rig import PASSWORD
from tests.central.staff.conftest import Office

BY = f"command line, {getpass.getuser()}"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """What is tested here is the same on each kind of database."""
    return f"sqlite:///{tmp_path / 'hub.sqlite'}"


def run(office: Office, monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = "") -> int:
    settings = office.hub.settings
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert settings.database_url is not None
    where = ["--city-dir", str(settings.city_dir), "--data", str(settings.data_dir)]
    return main(["staff", *arguments, *where, "--database-url", settings.database_url])


def test_an_account_is_added_from_standard_input_and_may_sign_in(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(
        office, monkeypatch, "add", "maryam", "--role", "operator", "--password-stdin",
        typed=f"{PASSWORD}\n",
    )  # fmt: skip
    assert code == 0
    assert "maryam (operator) may sign in" in capsys.readouterr().out
    assert isinstance(office.sign_in("maryam"), SignedIn)
    assert isinstance(office.events()[0], CityInitialised)


def test_a_weak_or_taken_one_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    add = ("add", "maryam", "--role", "operator", "--password-stdin")
    with pytest.raises(WeakPassword):
        run(office, monkeypatch, *add, typed="secret\n")
    run(office, monkeypatch, *add, typed=f"{PASSWORD}\n")
    with pytest.raises(AccountTaken):
        run(office, monkeypatch, *add, typed=f"{PASSWORD}\n")


def test_a_password_typed_twice_must_be_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter([PASSWORD, "another one entirely"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    with pytest.raises(WeakPassword):
        run(office, monkeypatch, "add", "maryam", "--role", "operator")


def test_accounts_are_listed_and_disabled(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.add("maryam")
    office.add("ali")
    assert run(office, monkeypatch, "disable", "maryam") == 0
    assert run(office, monkeypatch, "disable", "maryam") == 1
    capsys.readouterr()
    assert run(office, monkeypatch, "list", "--json") == 0
    rows = {row["account"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["ali"]["disabled_ms"] is None
    assert rows["maryam"]["disabled_ms"] is not None


def test_a_new_password_ends_the_sessions_and_forgives_wrong_attempts(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.add("maryam")
    office.sign_in("maryam")
    for _ in range(ATTEMPTS_AN_ACCOUNT_HERE):
        office.sign_in("maryam", "wrong")
    typed = "five green fish in snow"
    arguments = ("password", "maryam", "--password-stdin")
    assert run(office, monkeypatch, *arguments, typed=f"{typed}\n") == 0
    with office.hub.sessions.reading() as session:
        assert session.query(StaffSession).count() == 0
    assert office.sign_in("maryam") == Refused("wrong")
    assert isinstance(office.sign_in("maryam", typed), SignedIn)
    assert (
        StaffChanged(account="maryam", change="password_changed", role="operator", by=BY)
        in office.events()
    )
