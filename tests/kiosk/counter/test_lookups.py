"""How many bills a visit may look up."""

from contract.values import BillId, BillPair, Rial, make_payment_id
from kiosk.counter.lookups import Lookups
from kiosk.journeys.bill import Offer, Quote, Refusal, RefusalReason
from tests.kiosk.journeys.samples import PAIR, RECORD


def pair(period: int) -> BillPair:
    bill = BillId.parse(PAIR.bill.text)
    return BillPair.of(bill, make_payment_id(bill, Rial(5_000), 5, period))


def test_five_different_bills_and_no_sixth_until_the_visit_ends() -> None:
    lookups = Lookups()
    for period in range(1, 6):
        assert not lookups.is_beyond(pair(period), 5)
        lookups.note(pair(period), Refusal(RefusalReason.PAID))
    assert lookups.is_beyond(pair(6), 5)
    lookups.forget()
    assert not lookups.is_beyond(pair(6), 5)


def test_the_same_bill_again_is_not_counted() -> None:
    lookups = Lookups()
    for _ in range(9):
        lookups.note(pair(1), Quote(pair(1)))
    assert not lookups.is_beyond(pair(1), 1)
    assert not lookups.is_beyond(pair(2), 2)
    assert lookups.is_beyond(pair(2), 1)


def test_a_bill_that_the_kiosk_offered_is_not_counted() -> None:
    lookups = Lookups()
    lookups.note(pair(1), Quote(pair(1), others=(Offer(pair(2), RECORD),)))
    assert not lookups.is_beyond(pair(2), 1)
    lookups.note(pair(2), Quote(pair(2)))
    assert lookups.is_beyond(pair(3), 1)
