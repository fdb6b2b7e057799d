"""The payments table, folded in the transaction that stores the events.

A commit's facts are grouped by payment in memory, so each payment is read and written once a
commit however many of its events came.
"""

from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from central.ingest import MAIN, Branch, Fact, main_facts
from central.payments.duplicates import mark_duplicates
from central.payments.folding import PaymentState, change, fold
from central.payments.models import Payment
from contract.events import PaymentEvent

TABLE = Payment.__table__
COLUMNS = PaymentState.__struct_fields__
KEYS = ("transaction_id", "branch")
CHUNK = 400
NEVER = 1 << 63
_PAYMENT_EVENTS = frozenset(get_args(PaymentEvent))
_Key = tuple[bytes, int]


class PaymentsProjection:
    """Keeps `payments` true to the events; implements `central.ingest.Projection`."""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take the payment facts among these into the table."""
        mine = [fact for fact in facts if _is_payment(fact)]
        if not mine:
            return
        states = self._load(connection, mine)
        forks = fork_points(connection, {fact.journal for fact in mine})
        approved: list[_Key] = []
        for fact in mine:
            key = _key(fact)
            before = states.get(key)
            state = fold(before, fact, fact.event)  # type: ignore[arg-type]  # _is_payment
            if not state.disputed and fact.seq >= forks.get(fact.journal, NEVER):
                state = change(state, disputed=True)
            if state.approved_id is not None and (before is None or before.approved_id is None):
                approved.append(key)
            states[key] = state
        touched = {_key(fact) for fact in mine}
        self._save(connection, [states[key] for key in touched])
        mark_duplicates(connection, [states[key] for key in approved])

    def dispute(self, connection: Connection, journal: bytes, branch: int, fork_seq: int) -> None:
        """Mark what the main branch did from the fork on."""
        connection.execute(
            update(Payment)
            .where(
                Payment.journal == journal, Payment.branch == MAIN, Payment.last_seq >= fork_seq
            )
            .values(disputed=True)
        )

    def clear(self, connection: Connection) -> None:
        """Empty the table, to be folded anew."""
        connection.execute(delete(Payment))

    def _load(self, connection: Connection, facts: Sequence[Fact]) -> dict[_Key, PaymentState]:
        keys = list({_key(fact) for fact in facts})
        states: dict[_Key, PaymentState] = {}
        for start in range(0, len(keys), CHUNK):
            part = keys[start : start + CHUNK]
            transactions = [transaction for transaction, _ in part]
            rows = connection.execute(
                select(*(TABLE.c[name] for name in COLUMNS)).where(
                    TABLE.c.transaction_id.in_(transactions)
                )
            )
            states.update({(row[0], row[1]): PaymentState(*row) for row in rows})
        for fact in facts:
            key = _key(fact)
            if fact.branch != MAIN and key not in states:
                inherited = _before_the_fork(connection, fact)
                if inherited is not None:
                    states[key] = inherited
        return states

    def _save(self, connection: Connection, states: Sequence[PaymentState]) -> None:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        rows = [msgspec.structs.astuple(state) for state in states]
        connection.exec_driver_sql(_upsert(mark), rows)


def _upsert(mark: str) -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name not in KEYS)
    return (
        f"INSERT INTO payments ({', '.join(COLUMNS)}) "  # noqa: S608 (names from the model)
        f"VALUES ({', '.join([mark] * len(COLUMNS))}) "
        f"ON CONFLICT ({', '.join(KEYS)}) DO UPDATE SET {changes}"
    )


def _is_payment(fact: Fact) -> bool:
    return fact.transaction is not None and type(fact.event) in _PAYMENT_EVENTS


def _key(fact: Fact) -> _Key:
    assert fact.transaction is not None
    return fact.transaction, fact.branch


def fork_points(connection: Connection, journals: Iterable[bytes]) -> dict[bytes, int]:
    """The first seq at which each of the forked ones among `journals` was forked."""
    rows = connection.execute(
        select(Branch.journal, func.min(Branch.fork_seq))
        .where(Branch.journal.in_(set(journals)))
        .group_by(Branch.journal)
    )
    return {row[0]: row[1] for row in rows}


def _before_the_fork(connection: Connection, fact: Fact) -> PaymentState | None:
    """What a branch's payment was while the histories were one, from the main branch's events."""
    fork_seq = connection.scalar(
        select(Branch.fork_seq).where(Branch.journal == fact.journal, Branch.branch == fact.branch)
    )
    state: PaymentState | None = None
    for shared in main_facts(connection, fact.journal, fact.transaction, before_seq=fork_seq):
        if _is_payment(shared):
            state = fold(state, shared, shared.event)  # type: ignore[arg-type]  # _is_payment
    return None if state is None else change(state, branch=fact.branch, disputed=True)
