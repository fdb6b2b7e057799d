"""Many rows at once: whole or not at all, and a database's refusal is told as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from central.database import ROWS_A_STEP, insert_rows, open_engine, replace_rows, resolve_url
from central.payments.models import PaymentBill

COUNT = 3 * ROWS_A_STEP + 1


def bill(number: int, amount: int = 1_000) -> tuple[object, ...]:
    return (
        number.to_bytes(16, "big"),
        0,
        0,
        f"{number:013d}",
        "0",
        amount,
        "unverified",
        None,
        None,
    )


def amounts(engine: Engine) -> list[int]:
    with engine.begin() as connection:
        query = select(PaymentBill.amount).order_by(PaymentBill.transaction_id)
        return list(connection.scalars(query))


def test_rows_are_there_as_they_were_given(engine: Engine) -> None:
    with engine.begin() as connection:
        insert_rows(connection, PaymentBill, [bill(number, number) for number in range(COUNT)])
        insert_rows(connection, PaymentBill, [])
    assert amounts(engine) == list(range(COUNT))
    with engine.begin() as connection:
        assert tuple(connection.execute(select(PaymentBill.__table__)).first() or ()) == bill(0, 0)


def test_a_known_key_is_refused_and_nothing_is_stored(engine: Engine) -> None:
    with engine.begin() as connection:
        insert_rows(connection, PaymentBill, [bill(2)])
    with pytest.raises(IntegrityError), engine.begin() as connection:
        insert_rows(connection, PaymentBill, [bill(number) for number in range(COUNT)])
    assert amounts(engine) == [1_000]


def test_a_row_takes_the_place_of_the_one_with_its_key(engine: Engine) -> None:
    with engine.begin() as connection:
        insert_rows(connection, PaymentBill, [bill(1), bill(2)])
        replace_rows(connection, PaymentBill, [bill(2, 5), bill(3, 6)])
        replace_rows(connection, PaymentBill, [])
    assert amounts(engine) == [1_000, 5, 6]


class _CutHalfWay(list[tuple[object, ...]]):
    """Rows of which the second half comes when the server has ended this connection."""

    def __init__(self, rows: list[tuple[object, ...]], connection: int, other: Engine) -> None:
        super().__init__(rows)
        self._connection = connection
        self._other = other

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        for number, row in enumerate(super().__iter__()):
            if number == len(self) // 2:
                with self._other.begin() as connection:
                    connection.execute(
                        text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": self._connection}
                    )
            yield row


def test_a_connection_that_is_lost_amid_many_rows_is_told_as_lost(
    postgresql_tables: str, tmp_path: Path
) -> None:
    """Custody then waits for the database; any other error it would have taken for its own."""
    engine = open_engine(resolve_url({}, tmp_path, postgresql_tables))
    other = create_engine(engine.url)
    with pytest.raises(OperationalError) as lost, engine.begin() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
        rows = _CutHalfWay([bill(number) for number in range(50_000)], pid or 0, other)
        insert_rows(connection, PaymentBill, rows)
    assert lost.value.connection_invalidated
    assert amounts(engine) == []
    other.dispose()
    engine.dispose()
