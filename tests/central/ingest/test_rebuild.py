"""Folding everything anew gives exactly what was there, however events were cut into commits."""

import random

import pytest
from sqlalchemy import select, update

from central.ingest import ParkedEvent
from central.ingest.custody import Received
from central.ingest.rebuild import Rebuilt, rebuild
from central.payments import Payment, PaymentBill, PaymentsProjection
from contract.events import Event
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import (
    approved,
    closed,
    declined,
    of_bills,
    pay,
    requested,
    started,
    unknown,
    whole_payment,
)
from tests.central.support.store import HubStore

Rows = list[tuple[object, ...]]


def tables(store: HubStore) -> tuple[Rows, Rows, Rows]:
    with store.engine.connect() as connection:
        return (
            [
                tuple(r)
                for r in connection.execute(
                    select(Payment.__table__).order_by("transaction_id", "branch")
                )
            ],
            [
                tuple(r)
                for r in connection.execute(
                    select(PaymentBill.__table__).order_by("transaction_id", "branch", "position")
                )
            ],
            [
                tuple(r)
                for r in connection.execute(select(ParkedEvent.__table__).order_by("ingest_id"))
            ],
        )


def live_a_day(kiosk: Kiosk, chance: random.Random) -> None:
    """Payments of all outcomes, some bills paid twice, an event of a later version, odd orders."""
    for _ in range(40):
        bill = str(10**12 + chance.randrange(12))
        courses: list[list[Event]] = [
            whole_payment(bill),
            of_bills(bill, str(10**12 + chance.randrange(12))),
            [started(bill), requested(), unknown(), closed()],
            [started(bill), requested(), declined(), requested("r2"), approved("r2")],
            [started(bill), requested(), approved(amount=1), declined()],
            [requested(), approved()],
        ]
        pay(kiosk.journal, chance.choice(courses))
        if chance.random() < 0.1:
            kiosk.journal.append_raw("payment.split", 1, b"\x80", bytes(16))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_rebuild_gives_the_same_rows(store: HubStore, seed: int) -> None:
    chance = random.Random(seed)
    kiosks = [store.enrol() for _ in range(3)]
    for kiosk in kiosks:
        live_a_day(kiosk, chance)
    clone = kiosks[0].journal.clone(50)
    pay(clone)
    queues = [kiosk.messages(size=chance.randrange(5, 90)) for kiosk in kiosks]
    queues[0].append(kiosks[0].message(clone.batch(1)))
    waiting: list[Received] = []
    while any(queues):
        queue = chance.choice([queue for queue in queues if queue])
        waiting.append(queue.pop(0))
        if chance.random() < 0.4:
            store.accept(waiting)
            waiting = []
    store.accept(waiting)

    before = tables(store)
    assert len(before[0]) > 100
    assert len(before[1]) > 100
    assert before[2]
    with store.engine.begin() as connection:
        connection.execute(update(Payment).values(state="nonsense", amount=0))
        connection.execute(update(PaymentBill).values(duplicate_of=None))
        done = rebuild(connection, (PaymentsProjection(),), lambda _done, _total: None)
    assert tables(store) == before
    assert done == Rebuilt(store.events() - len(before[2]), len(before[2]))


def test_progress_reaches_the_total(store: HubStore, kiosk: Kiosk) -> None:
    pay(kiosk.journal)
    store.accept(kiosk.messages())
    told: list[tuple[int, int]] = []
    with store.engine.begin() as connection:
        rebuild(
            connection, (PaymentsProjection(),), lambda done, total: told.append((done, total))
        )
    assert told[-1] == (6, 6)
