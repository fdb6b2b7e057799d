"""Opening databases, and what a session may do."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from central.database import DatabaseRefused, Sessions, open_engine, open_sessions, resolve_url
from tests.support.ports import free_port


@pytest.mark.parametrize(
    "url", ["mysql://host/name", "oracle://x", "what is this", "postgresql://u@h:nonsense/n"]
)
def test_a_url_of_no_kind_we_know_says_how_to_write_it(url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused) as refused:
        resolve_url({}, tmp_path, url)
    assert "postgresql://" in refused.value.next_step


def test_the_given_url_goes_before_the_environment_and_that_before_the_file(
    tmp_path: Path,
) -> None:
    environment = {"PISHKHAN_DATABASE_URL": "postgresql://u:p@h/n"}
    assert resolve_url({}, tmp_path).database == str(tmp_path / "hub.sqlite")
    assert resolve_url(environment, tmp_path).drivername == "postgresql+psycopg"
    assert resolve_url(environment, tmp_path, "sqlite:///x").database == "x"


def test_a_silent_server_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://someone:secret@127.0.0.1:{free_port()}/name"
    with pytest.raises(DatabaseRefused) as refused:
        open_engine(resolve_url({}, tmp_path, url))
    assert "127.0.0.1" in refused.value.what
    assert "secret" not in str(refused.value)


def test_sqlite_keeps_what_it_committed_through_a_power_cut(tmp_path: Path) -> None:
    engine = open_engine(resolve_url({}, tmp_path))
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


def test_a_reading_session_changes_nothing(sessions: Sessions) -> None:
    statement = text("INSERT INTO backups VALUES (1, 'x', 1, 1, 1)")
    with pytest.raises(DBAPIError, match=r"read-?only"), sessions.reading() as session:
        session.execute(statement)
    with sessions.writing() as session:
        session.execute(statement)


def test_a_wrong_statement_is_no_database_that_is_away(sessions: Sessions) -> None:
    with pytest.raises(ProgrammingError), sessions.reading() as session:
        session.execute(text("SELECT 1 FROM no_such_table"))
    with pytest.raises(ProgrammingError), sessions.writing() as session:
        session.execute(text("SELECT nothing FROM backups"))


def test_a_session_that_raises_leaves_nothing(sessions: Sessions) -> None:
    with pytest.raises(ZeroDivisionError), sessions.writing() as session:
        session.execute(text("INSERT INTO backups VALUES (1, 'x', 1, 1, 1)"))
        raise ZeroDivisionError
    with sessions.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM backups")) == 0


def test_a_reading_session_sees_one_moment(engine: Engine) -> None:
    sessions = open_sessions(engine)
    count = text("SELECT count(*) FROM backups")
    with sessions.reading() as reader:
        assert reader.scalar(count) == 0
        with sessions.writing() as writer:
            writer.execute(text("INSERT INTO backups VALUES (1, 'x', 1, 1, 1)"))
        assert reader.scalar(count) == 0
