"""Which bills the kiosk takes."""

import pytest
from msgspec.structs import replace

from contract.events import BillStanding
from contract.reference import BillState
from contract.values import BillPair, Rial, make_payment_id
from kiosk.journeys.bill import (
    CityRules,
    Facts,
    HoldState,
    Quote,
    Refusal,
    RefusalReason,
    hold_subject,
    judge,
)
from tests.kiosk.journeys.samples import (
    DAY_MS,
    ELECTRICITY,
    NOW_MS,
    OTHER_PAIR,
    PAIR,
    RECORD,
    facts,
)


def test_a_bill_the_city_knows_is_verified() -> None:
    verdict = judge(PAIR, facts(RECORD))
    assert isinstance(verdict, Quote)
    assert verdict.standing is BillStanding.VERIFIED
    assert verdict.amount == Rial(1_250_000)


def test_an_unknown_bill_is_marked_unverified_not_refused() -> None:
    verdict = judge(PAIR, facts())
    assert isinstance(verdict, Quote)
    assert verdict.standing is BillStanding.UNVERIFIED


def test_a_bill_of_another_period_says_nothing_about_this_one() -> None:
    paid_last_period = replace(RECORD, period=2, payment_id="9", state=BillState.PAID)
    assert isinstance(judge(PAIR, facts(paid_last_period)), Quote)


def test_electricity_is_not_paid_at_the_municipality() -> None:
    assert judge(ELECTRICITY, facts()) == Refusal(RefusalReason.OTHER_SERVICE)


def test_another_organisations_bill_is_refused_only_where_the_city_names_its_own() -> None:
    elsewhere = Facts(CityRules(frozenset({6}), frozenset({"999"})), (), None, None, None, NOW_MS)
    anywhere = Facts(CityRules(), (), None, None, None, NOW_MS)
    assert judge(OTHER_PAIR, elsewhere) == Refusal(RefusalReason.OTHER_ORGANISATION)
    assert isinstance(judge(OTHER_PAIR, anywhere), Quote)


def test_a_paid_bill_says_when() -> None:
    paid = replace(RECORD, state=BillState.PAID, paid_ms=NOW_MS - DAY_MS)
    assert judge(PAIR, facts(paid)) == Refusal(RefusalReason.PAID, NOW_MS - DAY_MS)


def test_a_period_paid_by_another_payment_id_is_paid() -> None:
    other_id = make_payment_id(PAIR.bill, Rial(1_300_000), 5, 1).text
    paid = replace(RECORD, payment_id=other_id, amount=1_300_000, state=BillState.PAID)
    assert judge(PAIR, facts(paid)) == Refusal(RefusalReason.PAID)


def test_a_known_bill_with_another_amount_is_refused() -> None:
    other_id = make_payment_id(PAIR.bill, Rial(1_300_000), 5, 1).text
    changed = replace(RECORD, payment_id=other_id, amount=1_300_000)
    assert judge(PAIR, facts(changed)) == Refusal(RefusalReason.AMOUNT_DIFFERS)
    wrong_row = replace(RECORD, amount=1_300_000)
    assert judge(PAIR, facts(wrong_row)) == Refusal(RefusalReason.AMOUNT_DIFFERS)


def test_a_cancelled_bill_is_refused() -> None:
    cancelled = replace(RECORD, state=BillState.CANCELLED)
    assert judge(PAIR, facts(cancelled)) == Refusal(RefusalReason.CANCELLED)


def test_a_bill_past_its_day_is_expired() -> None:
    late = replace(RECORD, due_ms=NOW_MS - 1)
    assert judge(PAIR, facts(late)) == Refusal(RefusalReason.EXPIRED, NOW_MS - 1)


@pytest.mark.parametrize(
    ("hold", "reason"),
    [
        (HoldState.REQUESTED, RefusalReason.RESULT_UNKNOWN),
        (HoldState.UNKNOWN, RefusalReason.RESULT_UNKNOWN),
        (HoldState.APPROVED, RefusalReason.PAID_HERE),
    ],
)
def test_this_kiosk_takes_no_second_payment_for_a_bill_it_holds(
    hold: HoldState, reason: RefusalReason
) -> None:
    assert judge(PAIR, facts(RECORD, hold=hold)) == Refusal(reason)


def test_a_declined_payment_leaves_the_bill_free() -> None:
    assert isinstance(judge(PAIR, facts(RECORD, hold=HoldState.FREE)), Quote)


def test_a_payment_id_of_a_changed_amount_meets_the_same_hold() -> None:
    changed = BillPair.of(PAIR.bill, make_payment_id(PAIR.bill, Rial(1_300_000), 5, 1))
    next_period = BillPair.of(PAIR.bill, make_payment_id(PAIR.bill, Rial(1_250_000), 5, 2))
    assert hold_subject(changed) == hold_subject(PAIR)
    assert hold_subject(next_period) != hold_subject(PAIR)
