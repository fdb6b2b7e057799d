"""A payment of several bills: one payment, a row for each bill, doubled bills found one by one."""

import pytest
from sqlalchemy import select

from central.city.paid import approved_bills
from central.payments import Payment
from contract.events import BillStanding, OneBillStarted
from tests.central.support.kiosk import Kiosk
from tests.central.support.payments import (
    AMOUNT,
    of_bills,
    pay,
    whole_payment,
)
from tests.central.support.store import HubStore

FIRST, SECOND, THIRD = "1000012726167", "1000234826160", "1117753200140"


def test_two_bills_are_one_payment_of_their_sum(store: HubStore, kiosk: Kiosk) -> None:
    transaction = pay(kiosk.journal, of_bills(FIRST, SECOND))
    store.accept(kiosk.messages())
    with store.sessions.reading() as session:
        (payment,) = session.scalars(select(Payment)).all()
        paid = approved_bills(session)
    assert payment.transaction_id == transaction
    assert (payment.amount, payment.approved_amount) == (2 * AMOUNT, 2 * AMOUNT)
    assert [(bill.bill_id, bill.amount) for bill in payment.bills] == [
        (FIRST, AMOUNT),
        (SECOND, AMOUNT),
    ]
    assert not payment.disputed
    assert {bill for bill, _ in paid} == {FIRST, SECOND}


@pytest.mark.parametrize("together", [True, False])
def test_a_bill_paid_elsewhere_too_is_found_among_several(store: HubStore, together: bool) -> None:
    first, second, third = (store.enrol() for _ in range(3))
    alone = pay(first.journal, whole_payment(SECOND))
    other = pay(second.journal, whole_payment(FIRST))
    several = pay(third.journal, of_bills(THIRD, SECOND, FIRST))
    messages = [message for kiosk in (first, second, third) for message in kiosk.messages()]
    for part in [messages] if together else [[message] for message in messages]:
        store.accept(part)
    with store.sessions.reading() as session:
        payment = session.get(Payment, (several, 0))
        assert payment is not None
        assert [bill.duplicate_of for bill in payment.bills] == [None, alone, other]
        assert payment.duplicate_of == alone


def test_the_first_releases_form_is_a_payment_of_one_bill(store: HubStore, kiosk: Kiosk) -> None:
    old = OneBillStarted(
        tracking="3056000018",
        bill_id=FIRST,
        payment_id="125050196",
        amount=AMOUNT,
        standing=BillStanding.UNVERIFIED,
    )
    pay(kiosk.journal, [old, *whole_payment()[1:]])
    store.accept(kiosk.messages())
    with store.sessions.reading() as session:
        (payment,) = session.scalars(select(Payment)).all()
    assert (payment.state, payment.bill_count, payment.disputed) == ("approved", 1, False)
    assert [(b.bill_id, b.standing) for b in payment.bills] == [(FIRST, "unverified")]
