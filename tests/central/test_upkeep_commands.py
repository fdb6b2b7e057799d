"""The commands that count, show, rebuild, audit and back up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from central.__main__ import main
from central.database import migrate, open_engine, open_sessions, resolve_url
from central.fleet import find_verify_key
from central.ingest.custody import Custody
from central.ingesting import projections
from contract.errors import PishkhanError
from tests.central.support.kiosk import CITY, Kiosk
from tests.central.support.payments import pay

Hub = Callable[..., tuple[int, Any]]


@pytest.fixture
def transaction(database_url: str, tmp_path: Path) -> bytes:
    """The one payment of a hub that holds a journal of six events."""
    engine = open_engine(resolve_url({}, tmp_path, database_url))
    migrate(engine)
    with open_sessions(engine).writing() as session:
        kiosk = Kiosk().enrol(session)
    transaction = pay(kiosk.journal)
    with engine.begin() as connection:
        Custody(CITY, find_verify_key, projections()).accept(connection, kiosk.messages())
    engine.dispose()
    return transaction


@pytest.fixture
def hub(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Hub:
    """Runs a subcommand with --json on this test's database."""

    def run(*words: str) -> tuple[int, Any]:
        where = ["--data", str(tmp_path), "--database-url", database_url, "--json"]
        code = main([*words, *where])
        return code, json.loads(capsys.readouterr().out)

    return run


def change(database_url: str, tmp_path: Path, statement: str) -> None:
    engine = open_engine(resolve_url({}, tmp_path, database_url))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_counting_names_each_journal(transaction: bytes, hub: Hub) -> None:
    code, counts = hub("events", "--count")
    assert code == 0
    assert (counts["events"], counts["parked"], counts["quarantined"]) == (6, 0, 0)
    assert counts["payments"] == {"approved": 1}
    assert [(row["through"], row["events"]) for row in counts["journals"]] == [(6, 6)]


def test_a_transaction_and_its_journal_are_shown_event_by_event(
    transaction: bytes, hub: Hub
) -> None:
    code, events = hub("events", "--transaction", transaction.hex())
    assert code == 0
    assert [event["kind"] for event in events] == [
        "payment.started",
        "payment.requested",
        "payment.approved",
        "receipt.printed",
        "payment.closed",
    ]
    assert events[2]["body"]["rrn"] == "898194184"
    _, journal = hub("events", "--journal", events[0]["journal"], "--after", "2", "--limit", "3")
    assert [event["seq"] for event in journal] == [3, 4, 5]


def test_what_isnt_there_is_a_no(transaction: bytes, hub: Hub) -> None:
    assert hub("events", "--transaction", "00" * 16) == (1, [])
    with pytest.raises(PishkhanError, match="hexadecimal"):
        hub("events", "--journal", "nonsense")


def test_a_rebuild_mends_what_was_changed_by_hand(
    transaction: bytes, hub: Hub, database_url: str, tmp_path: Path
) -> None:
    change(database_url, tmp_path, "DELETE FROM payments")
    assert hub("rebuild") == (0, {"folded": 6, "parked": 0})
    assert hub("events", "--count")[1]["payments"] == {"approved": 1}


def test_an_audit_holds_until_someone_changes_the_past(
    transaction: bytes, hub: Hub, database_url: str, tmp_path: Path
) -> None:
    code, report = hub("audit", "verify")
    assert (code, report["holds"]) == (0, True)
    change(database_url, tmp_path, "UPDATE events SET envelope = hash WHERE seq = 4")
    code, report = hub("audit", "verify")
    assert (code, report["holds"]) == (4, False)
    assert report["journals"][0]["fault"] == "the chain breaks at seq 4"


def test_people_read_lines_and_a_terminal_sees_progress(
    transaction: bytes, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path), "--database-url", database_url]
    for words in (["migrate"], ["events", "--count"], ["rebuild"], ["audit", "verify"]):
        assert main([*words, *where]) == 0
    said = capsys.readouterr().out
    assert "up to date" in said
    assert "6 events in 1 journals" in said
    assert "6 events folded, 0 parked" in said
    assert "1 chains, 0 broken" in said
