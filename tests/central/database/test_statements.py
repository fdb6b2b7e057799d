"""Looking rows up by their keys, whatever a server guesses of tables that have just grown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from central.database import ask_by_keys, insert_rows, open_engine, resolve_url
from central.payments.models import PaymentBill

QUERY = "SELECT 1 FROM payment_bills a JOIN payment_bills b USING (bill_id, payment_id)"


@pytest.fixture
def engine(postgresql_tables: str, tmp_path: Path) -> Iterator[Engine]:
    """PostgreSQL: SQLite always goes by the keys."""
    opened = open_engine(resolve_url({}, tmp_path, postgresql_tables))
    yield opened
    opened.dispose()


def test_a_server_that_has_counted_nothing_goes_by_the_keys(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        rows = [(n.to_bytes(16, "big"), 0, 0, str(n), "0", 1, "", None, None) for n in range(999)]
        insert_rows(connection, PaymentBill, rows)
        assert any("Seq Scan" in step for step in _plan(connection))
        ask_by_keys(connection)
        assert not any("Seq Scan" in step or "Hash" in step for step in _plan(connection))
        transaction.rollback()


def test_it_ends_with_the_transaction(engine: Engine) -> None:
    with engine.begin() as connection:
        ask_by_keys(connection)
        assert connection.scalar(text("SHOW enable_seqscan")) == "off"
    with engine.begin() as connection:
        assert connection.scalar(text("SHOW enable_seqscan")) == "on"


def _plan(connection: Connection) -> list[str]:
    return [step for (step,) in connection.execute(text(f"EXPLAIN {QUERY}"))]
