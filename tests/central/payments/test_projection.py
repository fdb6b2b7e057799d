"""Payments as the hub shows them: found across kiosks, unknown ones on top, opened to events."""

import pytest

from central.database import Sessions
from central.payments import (
    Payment,
    day_start_ms,
    money_troubles,
    payment_branches,
    payment_counts,
    payment_events,
    todays_payments,
    todays_totals,
)
from contract.events import Event, Outcome, PaymentApproved
from tests.central.support.kiosk import NOON_MS, Kiosk
from tests.central.support.payments import (
    AMOUNT,
    approved,
    closed,
    declined,
    pay,
    requested,
    started,
    unknown,
    whole_payment,
)
from tests.central.support.store import HubStore

DAY_MS = 86_400_000


def payment(sessions: Sessions, transaction: bytes) -> Payment:
    with sessions.reading() as session:
        row = session.get(Payment, (transaction, 0))
    assert row is not None
    return row


@pytest.mark.parametrize("together", [True, False])
def test_one_bill_paid_at_two_kiosks_is_found_and_the_first_counts(
    store: HubStore, together: bool
) -> None:
    first, second, third = (store.enrol() for _ in range(3))
    paid = [pay(kiosk.journal) for kiosk in (first, second, third)]
    other = pay(third.journal, whole_payment("9999999999999"))
    messages = [message for kiosk in (first, second, third) for message in kiosk.messages()]
    for part in [messages] if together else [[message] for message in messages]:
        store.accept(part)
    rows = [payment(store.sessions, transaction) for transaction in (*paid, other)]
    assert [row.duplicate_of for row in rows] == [None, paid[0], paid[0], None]
    with store.sessions.reading() as session:
        troubles = money_troubles(session)
    assert {device: trouble.duplicates for device, trouble in troubles.items()} == {
        second.device: 1,
        third.device: 1,
    }


def test_a_declined_try_elsewhere_is_no_duplicate(store: HubStore, kiosk: Kiosk) -> None:
    pay(kiosk.journal, [started(), requested(), declined(), closed(Outcome.DECLINED)])
    paid = pay(kiosk.journal)
    store.accept(kiosk.messages())
    assert payment(store.sessions, paid).duplicate_of is None


def test_a_payment_grows_over_many_commits(store: HubStore, kiosk: Kiosk) -> None:
    transaction = pay(kiosk.journal)
    for message in kiosk.messages(size=1):
        store.accept([message])
    row = payment(store.sessions, transaction)
    assert (row.state, row.closed, row.receipt) == ("approved", True, "printed")
    assert (row.first_seq, row.last_seq, row.device) == (2, 6, kiosk.device)


def _days(store: HubStore, kiosk: Kiosk) -> dict[str, bytes]:
    """Yesterday: one unknown and one approved. Today: each outcome."""
    made: dict[str, bytes] = {}
    courses: dict[str, list[Event]] = {
        "yesterday unknown": [started("1"), requested(), unknown(), closed(Outcome.UNKNOWN)],
        "yesterday": whole_payment("2"),
        "approved": whole_payment("3"),
        "declined": [started("4"), requested(), declined()],
        "unknown": [started("5"), requested(), unknown()],
        "abandoned": [started("6"), closed(Outcome.ABANDONED)],
        "later": whole_payment("7"),
    }
    for name, events in courses.items():
        yesterday = name.startswith("yesterday")
        kiosk.journal.now_ms = max(
            kiosk.journal.now_ms, NOON_MS - DAY_MS if yesterday else NOON_MS
        )
        if name == "yesterday unknown":
            kiosk.journal.now_ms = NOON_MS - DAY_MS
        made[name] = pay(kiosk.journal, events)
    store.accept(kiosk.messages())
    return made


def test_todays_payments_have_the_unknown_ones_of_all_days_on_top(
    store: HubStore, kiosk: Kiosk
) -> None:
    made = _days(store, kiosk)
    with store.sessions.reading() as session:
        shown = [row.transaction_id for row in todays_payments(session, NOON_MS)]
        few = todays_payments(session, NOON_MS, limit=1)
    names = ["unknown", "yesterday unknown", "later", "abandoned", "declined", "approved"]
    assert shown == [made[name] for name in names]
    assert few[0].transaction_id == made["unknown"]


def test_todays_totals_are_the_sums_of_what_the_terminals_said(
    store: HubStore, kiosk: Kiosk
) -> None:
    _days(store, kiosk)
    with store.sessions.reading() as session:
        totals = todays_totals(session, NOON_MS)
        counts = payment_counts(session)
    assert (totals.approved, totals.approved_rials) == (2, 2 * AMOUNT)
    assert (totals.unknown, totals.unknown_rials) == (2, 2 * AMOUNT)
    assert (totals.declined, totals.abandoned) == (1, 1)
    assert totals.oldest_unknown_ms is not None
    assert totals.oldest_unknown_ms < NOON_MS - DAY_MS + 60_000
    assert counts == {"approved": 3, "unknown": 2, "declined": 1, "abandoned": 1}


def test_an_empty_day_has_sums_of_nothing(store: HubStore) -> None:
    with store.sessions.reading() as session:
        totals = todays_totals(session, NOON_MS)
    assert (totals.approved, totals.approved_rials, totals.oldest_unknown_ms) == (0, 0, None)


def test_the_day_begins_at_the_citys_midnight() -> None:
    start = day_start_ms(NOON_MS)
    assert 0 <= NOON_MS - start < DAY_MS
    assert (start + 12_600_000) % DAY_MS == 0


def test_an_amount_opens_down_to_its_journal_events(store: HubStore, kiosk: Kiosk) -> None:
    transaction = pay(kiosk.journal)
    pay(kiosk.journal)
    kiosk.journal.append_raw("payment.split", 1, b"\x80", transaction)
    store.accept(kiosk.messages())
    with store.sessions.reading() as session:
        views = payment_events(session, payment_branches(session, transaction))
        assert payment_events(session, []) == []
    assert [view.stored.seq for view in views] == [2, 3, 4, 5, 6, 12]
    assert isinstance(views[2].event, PaymentApproved)
    assert views[-1].event is None


def test_the_largest_amount_survives(store: HubStore, kiosk: Kiosk) -> None:
    transaction = pay(kiosk.journal, [requested(), approved(amount=2**63 - 1)])
    store.accept(kiosk.messages())
    assert payment(store.sessions, transaction).approved_amount == 2**63 - 1
