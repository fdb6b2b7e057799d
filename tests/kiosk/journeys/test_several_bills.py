"""Several bills in one payment: added, offered, taken out again, paid and held together."""

from dataclasses import replace

from contract.reference import BillRecord
from contract.values import Rial, make_payment_id
from kiosk.journeys import visit
from kiosk.journeys.basket import Basket
from kiosk.journeys.bill import (
    HOUR_MS,
    CityRules,
    HoldState,
    Offer,
    Quote,
    Refusal,
    RefusalReason,
    hold_subject,
    judge,
)
from kiosk.journeys.commands import Append, LookUpBill
from kiosk.journeys.entry import EntryForm
from kiosk.journeys.happenings import (
    AddTouched,
    BackTouched,
    CancelTouched,
    ChoiceTouched,
    Happening,
    Judged,
    NotMineTouched,
    OkTouched,
    PayTouched,
    RemoveTouched,
    RetryTouched,
    Scanned,
    TerminalApproved,
    TerminalDeclined,
    TerminalReady,
)
from kiosk.journeys.payment import Finished, Preparing
from kiosk.journeys.states import Entering, Home, Looking, Paying, Refused, Reviewing, VisitState
from tests.kiosk.journeys.samples import (
    BASKET,
    NOW_MS,
    OTHER_PAIR,
    OTHER_QUOTE,
    PAIR,
    QUOTE,
    RECORD,
    TWO,
    approval,
    conditions,
    facts,
    ticket,
)


def after(state: VisitState, *happenings: Happening) -> VisitState:
    for happening in happenings:
        state, _ = visit.advance(state, happening)
    return state


def next_period(period: int = 2) -> BillRecord:
    """Another instalment under the same bill id."""
    payment = make_payment_id(PAIR.bill, Rial(1_000_000), 5, period)
    return replace_record(payment_id=payment.text, amount=1_000_000, period=period)


def replace_record(**changes: object) -> BillRecord:
    return BillRecord(
        **{name: getattr(RECORD, name) for name in RECORD.__struct_fields__} | changes
    )


def scanned(pair: object) -> Scanned:
    return Scanned(pair.barcode(), conditions())  # type: ignore[attr-defined]


def test_another_bill_is_added_and_both_are_reviewed() -> None:
    entering = after(Reviewing(BASKET), AddTouched())
    assert entering == Entering(EntryForm(), BASKET)
    assert after(entering, scanned(OTHER_PAIR), Judged(OTHER_PAIR, OTHER_QUOTE)) == Reviewing(TWO)
    assert TWO.total == Rial(1_250_000 + OTHER_PAIR.amount.amount)


def test_a_scan_on_the_review_adds_a_bill_and_the_same_again_changes_nothing() -> None:
    state, commands = visit.advance(Reviewing(BASKET), scanned(OTHER_PAIR))
    assert (state, commands) == (Looking(OTHER_PAIR, BASKET), (LookUpBill(OTHER_PAIR),))
    assert visit.advance(Reviewing(BASKET), scanned(PAIR)) == (Reviewing(BASKET), ())


def test_the_same_bill_twice_is_refused_kindly_and_nothing_is_lost() -> None:
    refused = after(Entering(EntryForm(), BASKET), scanned(PAIR))
    assert refused == Refused(Refusal(RefusalReason.ALREADY_ADDED), None, BASKET)
    assert after(refused, OkTouched()) == Reviewing(BASKET)
    assert after(refused, RetryTouched()) == Entering(EntryForm(), BASKET)


def test_a_refused_further_bill_leads_back_to_the_others() -> None:
    refusal = Refusal(RefusalReason.PAID)
    refused = after(Looking(OTHER_PAIR, BASKET), Judged(OTHER_PAIR, refusal))
    assert refused == Refused(refusal, OTHER_PAIR, BASKET)
    assert after(refused, OkTouched()) == Reviewing(BASKET)
    assert after(refused, CancelTouched()) == Home()


def test_back_and_cancel_on_the_review_of_several() -> None:
    assert after(Reviewing(TWO), BackTouched()) == Entering(EntryForm(), TWO)
    assert after(Entering(EntryForm(), TWO), BackTouched()) == Reviewing(TWO)
    assert after(Reviewing(TWO), CancelTouched()) == Home()
    assert after(Entering(EntryForm(), TWO), CancelTouched()) == Home()


def test_each_bill_can_be_taken_out_and_the_last_leads_to_the_entry() -> None:
    assert after(Reviewing(TWO), RemoveTouched(OTHER_QUOTE.id)) == Reviewing(BASKET)
    assert after(Reviewing(TWO), NotMineTouched()) == Reviewing(BASKET)
    assert after(Reviewing(BASKET), RemoveTouched(QUOTE.id)) == Entering(EntryForm())
    assert after(Reviewing(TWO), RemoveTouched("nothing")) == Reviewing(TWO)


def test_more_than_the_city_allows_are_not_added() -> None:
    full = Basket((replace(QUOTE, most_bills=2), OTHER_QUOTE))
    third = make_payment_id(PAIR.bill, Rial(2_000), 5, 3)
    assert after(Reviewing(full), AddTouched()) == Reviewing(full)
    refused = after(Reviewing(full), scanned(PAIR.of(PAIR.bill, third)))
    assert refused == Refused(Refusal(RefusalReason.TOO_MANY_BILLS), None, full)


def test_other_open_bills_of_the_same_id_are_offered_with_one_touch() -> None:
    second, third = next_period(2), next_period(3)
    held = hold_subject(PAIR.of(PAIR.bill, make_payment_id(PAIR.bill, Rial(1_000_000), 5, 3)))
    known = replace(facts(RECORD, second, third), held=frozenset({held}))
    quote = judge(PAIR, known)
    assert isinstance(quote, Quote)
    (offer,) = quote.others
    assert offer == Offer(offer.pair, second)
    state, commands = visit.advance(Reviewing(Basket((quote,))), ChoiceTouched(offer.id))
    assert state == Looking(offer.pair, Basket((quote,)))
    assert commands == (LookUpBill(offer.pair),)
    both = after(state, Judged(offer.pair, Quote(offer.pair, second)))
    assert isinstance(both, Reviewing)
    assert both.basket.offers == ()


def test_a_late_other_bill_is_not_offered() -> None:
    late = replace_record(payment_id=next_period().payment_id, amount=1_000_000, period=2,
                          due_ms=NOW_MS - 1)  # fmt: skip
    quote = judge(PAIR, facts(RECORD, late))
    assert isinstance(quote, Quote)
    assert quote.others == ()


def test_all_bills_are_journaled_at_once_and_held_together() -> None:
    paying, commands = visit.advance(Reviewing(TWO), PayTouched(ticket(), conditions()))
    assert isinstance(paying, Paying)
    assert isinstance(paying.payment, Preparing)
    payment = paying.payment.payment
    append = commands[0]
    assert isinstance(append, Append)
    (started,) = append.events
    assert started.amount == TWO.total.amount  # type: ignore[union-attr]
    assert [bill.bill_id for bill in started.bills] == [  # type: ignore[union-attr]
        PAIR.bill.text,
        OTHER_PAIR.bill.text,
    ]
    ready = TerminalReady(payment.reference, "12345678", None)
    requested, commands = visit.advance(paying, ready)
    for state, answer in (
        (HoldState.REQUESTED, None),
        (HoldState.APPROVED, TerminalApproved(approval(payment))),
        (HoldState.FREE, TerminalDeclined(payment.reference, "51", "no_funds")),
    ):
        if answer is not None:
            _, commands = visit.advance(requested, answer)
        append = commands[0]
        assert isinstance(append, Append)
        assert [(hold.subject, hold.state) for hold in append.holds] == [
            (hold_subject(PAIR), state),
            (hold_subject(OTHER_PAIR), state),
        ]


def test_after_a_decline_all_bills_are_looked_up_again() -> None:
    paying = after(Reviewing(TWO), PayTouched(ticket(), conditions()))
    reference = ticket().reference
    declined = after(
        paying,
        TerminalReady(reference, "12345678", None),
        TerminalDeclined(reference, "51", "no_funds"),
    )
    assert isinstance(declined, Paying)
    assert isinstance(declined.payment, Finished)
    state, commands = visit.advance(declined, RetryTouched())
    assert commands == (LookUpBill(PAIR),)
    state, commands = visit.advance(state, Judged(PAIR, QUOTE))
    assert commands == (LookUpBill(OTHER_PAIR),)
    assert after(state, Judged(OTHER_PAIR, OTHER_QUOTE)) == Reviewing(TWO)


def test_data_older_than_the_city_allows_is_not_paid_by() -> None:
    fresh = replace(facts(RECORD), rules=CityRules(max_age_h=25))
    assert isinstance(judge(PAIR, fresh), Quote)
    old = replace(fresh, as_of_ms=NOW_MS - 25 * HOUR_MS - 1)
    assert judge(PAIR, old) == Refusal(RefusalReason.DATA_TOO_OLD, old.as_of_ms)
    none = replace(fresh, as_of_ms=None)
    assert judge(PAIR, none) == Refusal(RefusalReason.DATA_TOO_OLD)


def test_beyond_the_limit_of_lookups_nothing_is_said_of_a_bill() -> None:
    beyond = replace(facts(RECORD, hold=HoldState.APPROVED), is_beyond_limit=True)
    assert judge(PAIR, beyond) == Refusal(RefusalReason.TOO_MANY_LOOKUPS)
