"""Reviewing one bill or several, and what is said around the payment itself."""

from dataclasses import replace

from msgspec.structs import replace as changed

from contract.reference import BillItem, Instalment, ItemKind
from contract.values import strip_isolates
from kiosk.boundary.screens import BillReview, Done, Home
from kiosk.boundary.screens import Printing as PrintingScreen
from kiosk.counter.presentation import present
from kiosk.journeys import states
from kiosk.journeys.basket import Basket
from kiosk.journeys.money import Slip, Unsettled
from kiosk.journeys.payment import Finished, Printing
from kiosk.texts import Texts
from tests.kiosk.counter.test_presentation import AROUND, PAID, PAYMENT, TEXTS, shown
from tests.kiosk.journeys.samples import QUOTE, RECORD, TWO


def test_several_bills_are_cards_with_their_sum_and_each_can_be_removed() -> None:
    review = shown(states.Reviewing(TWO))
    assert isinstance(review, BillReview)
    assert strip_isolates(review.amount.grouped) == "۶٬۱۲۰٬۰۰۰"
    assert "شش میلیون" in review.amount.words
    assert [card.id for card in review.bills] == [quote.id for quote in TWO.quotes]
    assert all(card.remove for card in review.bills)
    assert (review.rows, review.sums, review.not_mine) == ((), (), None)
    assert review.bills[0].warning is None
    assert review.bills[1].warning is not None
    assert review.add is not None


def test_each_line_of_a_bill_has_its_rule_and_a_word_for_discount_and_penalty() -> None:
    items = (
        BillItem("عوارض", 1_000_000, ItemKind.DUE, "مصوبهٔ شورا", "Levy", "Council's resolution"),
        BillItem("تأخیر", 300_000, ItemKind.PENALTY),
        BillItem("خوش‌حسابی", -50_000, ItemKind.DISCOUNT),
    )
    record = changed(RECORD, items=items, instalment=Instalment(2, 4), title_en="Levy of 1405")
    basket = Basket((replace(QUOTE, record=record),))
    review = shown(states.Reviewing(basket))
    assert isinstance(review, BillReview)
    assert [(due.mark, due.tone) for due in review.sums[:3]] == [
        (None, "plain"),
        (TEXTS("review-penalty"), "notice"),
        (TEXTS("review-discount"), "good"),
    ]
    assert review.sums[0].rule == "مصوبهٔ شورا"
    assert strip_isolates(review.sums[3].value) == "قسط ۲ از ۴"
    english = present(states.Reviewing(basket), AROUND, Texts("en"))
    assert isinstance(english, BillReview)
    assert english.rows[0].value == "Levy of 1405"
    assert (english.sums[0].label, english.sums[0].rule) == ("Levy", "Council's resolution")


def test_the_tile_says_that_the_data_is_too_old_before_anybody_begins() -> None:
    home = shown(states.Home(), replace(AROUND, bills_are_too_old=True))
    assert isinstance(home, Home)
    assert not home.tiles[0].enabled
    assert home.tiles[0].why == TEXTS("tile-pay-why-data")


def test_a_full_basket_offers_no_further_bill() -> None:
    full = Basket((replace(QUOTE, most_bills=1),))
    review = shown(states.Reviewing(full))
    assert isinstance(review, BillReview)
    assert (review.add, review.offers) == (None, ())


def test_an_unknown_result_without_paper_is_a_screen_to_photograph() -> None:
    state = states.Paying(Finished(PAYMENT, Unsettled("timeout"), Slip.NONE))
    done = shown(state, replace(AROUND, receipt_code="PISHKHAN1:ABC"))
    assert isinstance(done, Done)
    assert (done.qr, done.qr_hint) == ("PISHKHAN1:ABC", None)
    assert done.tracking is not None
    assert any(row.label == TEXTS("done-reference") for row in done.rows)
    assert "۱۳۷" in done.notices[0].text
    assert "عکس" in done.body


def test_the_card_is_to_be_taken_before_the_paper_is_spoken_of() -> None:
    printing = shown(states.Paying(Printing(PAYMENT, PAID)))
    assert isinstance(printing, PrintingScreen)
    assert printing.take_card == TEXTS("printing-take-card")
