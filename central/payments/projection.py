"""The payments table, folded in the transaction that stores the events.

A commit's facts are grouped by payment in memory, so each payment is read and written once a
commit however many of its events came.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from central.database import (
    Turn,
    ask_by_keys,
    insert_rows,
    placeholders,
    replace_rows,
    take_turn,
)
from central.ingest import MAIN, Branch, Fact, main_facts
from central.payments.bills import Key, started_form, write_bills
from central.payments.duplicates import mark_duplicates
from central.payments.folding import PaymentState, fold
from central.payments.models import Payment, PaymentBill
from central.payments.settling import settle
from contract.events import PaidBill, PaymentEvent, PaymentSettled

COLUMNS = PaymentState.__struct_fields__
CHUNK = 400
NEVER = 1 << 63
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM payments WHERE transaction_id IN"  # noqa: S608
_PAYMENT_EVENTS = frozenset((*get_args(PaymentEvent), PaymentSettled))
_Payments = dict[Key, list[Fact]]
_States = dict[Key, PaymentState]
_Begun = dict[Key, tuple[PaidBill, ...]]
"""The bills of payments whose beginning was seen just now."""


class PaymentsProjection:
    """Keeps `payments` true to the events; implements `central.ingest.Projection`."""

    def fold(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take the payment facts among these into the table."""
        payments = _by_payment(facts)
        if not payments:
            return
        # Two kiosks' payments of one bill must see each other, whoever's commit comes first.
        take_turn(connection, Turn.FOLDING_PAYMENTS)
        ask_by_keys(connection)
        forks = fork_points(connection, {fact.journal for fact in facts})
        approved: list[bytes] = []
        begun: _Begun = {}
        rows = self._load(connection, list(payments))
        held = rows | _inherited(connection, payments, rows, begun)
        states: list[PaymentState] = []
        for key, mine in payments.items():
            state = held.get(key)
            was_approved = state is not None and state.approved_id is not None
            for fact in mine:
                state = _taken(state, fact, key, begun)
                if forks and _is_past(forks, fact):
                    state.disputed = True
            assert state is not None
            states.append(state)
            if state.approved_id is not None and (not was_approved or key in begun):
                approved.append(state.transaction_id)
        self._save(connection, states, rows)
        write_bills(connection, begun)
        mark_duplicates(connection, approved)

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
        """Empty the tables, to be folded anew."""
        connection.execute(delete(PaymentBill))
        connection.execute(delete(Payment))

    def _load(self, connection: Connection, keys: Sequence[Key]) -> _States:
        states: _States = {}
        for start in range(0, len(keys), CHUNK):
            transactions = tuple(transaction for transaction, _ in keys[start : start + CHUNK])
            marks = placeholders(connection, len(transactions))
            rows = connection.exec_driver_sql(f"{_SELECT} ({marks})", transactions)
            states.update({(row[0], row[1]): _state(*row) for row in rows})
        return states

    def _save(
        self, connection: Connection, states: Sequence[PaymentState], rows: Container[Key]
    ) -> None:
        new: list[tuple[object, ...]] = []
        known: list[tuple[object, ...]] = []
        for state in states:
            kept = known if (state.transaction_id, state.branch) in rows else new
            kept.append(msgspec.structs.astuple(state))
        insert_rows(connection, Payment, new)
        replace_rows(connection, Payment, known)


def _state(*columns: Any) -> PaymentState:
    state = PaymentState(*columns)
    # Read past SQLAlchemy, which knows that SQLite's 0 and 1 are these.
    state.at_trusted = bool(state.at_trusted)
    state.disputed = bool(state.disputed)
    state.closed = bool(state.closed)
    return state


def _taken(state: PaymentState | None, fact: Fact, key: Key, begun: _Begun) -> PaymentState:
    """The payment after this fact; its bills where it is its beginning."""
    event = fact.event
    if isinstance(event, PaymentSettled):
        return settle(state, fact, event)
    had_bills = state is not None and state.bill_count
    after = fold(state, fact, event)  # type: ignore[arg-type]  # _is_payment
    if after.bill_count and not had_bills:
        started = started_form(event)  # type: ignore[arg-type]  # as above
        assert started is not None
        begun[key] = started.bills
    return after


def _is_past(forks: Mapping[bytes, int], fact: Fact) -> bool:
    return fact.seq >= forks.get(fact.journal, NEVER)


def _is_payment(fact: Fact) -> bool:
    return fact.transaction is not None and type(fact.event) in _PAYMENT_EVENTS


def _by_payment(facts: Iterable[Fact]) -> _Payments:
    """The payment facts among these, in their order, by the row that they change."""
    payments: _Payments = {}
    for fact in facts:
        if fact.transaction is not None and type(fact.event) in _PAYMENT_EVENTS:
            key = fact.transaction, fact.branch
            mine = payments.get(key)
            if mine is None:
                payments[key] = [fact]
            else:
                mine.append(fact)
    return payments


def fork_points(connection: Connection, journals: Iterable[bytes]) -> dict[bytes, int]:
    """The first seq at which each of the forked ones among `journals` was forked."""
    rows = connection.execute(
        select(Branch.journal, func.min(Branch.fork_seq))
        .where(Branch.journal.in_(set(journals)))
        .group_by(Branch.journal)
    )
    return {row[0]: row[1] for row in rows}


def _inherited(
    connection: Connection, payments: _Payments, rows: Container[Key], begun: _Begun
) -> _States:
    """What branches' payments were while the histories were one, where they have no row yet."""
    states: _States = {}
    for key, (fact, *_) in payments.items():
        if fact.branch != MAIN and key not in rows:
            inherited = _before_the_fork(connection, fact, begun)
            if inherited is not None:
                states[key] = inherited
    return states


def _before_the_fork(connection: Connection, fact: Fact, begun: _Begun) -> PaymentState | None:
    """What a branch's payment was while the histories were one, from the main branch's events."""
    fork_seq = connection.scalar(
        select(Branch.fork_seq).where(Branch.journal == fact.journal, Branch.branch == fact.branch)
    )
    assert fact.transaction is not None
    state: PaymentState | None = None
    for shared in main_facts(connection, fact.journal, fact.transaction, before_seq=fork_seq):
        if _is_payment(shared):
            state = _taken(state, shared, (fact.transaction, fact.branch), begun)
    if state is not None:
        state.branch = fact.branch
        state.disputed = True
    return state
