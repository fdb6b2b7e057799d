"""States to screens: the right one, whole, in Persian, nothing of a person where none may be."""

import re
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from contract.place import Place
from contract.values import strip_isolates
from hardware.faults import FAULTS, Fault
from hardware.printers import PrintTrouble
from hardware.state import Component, DeviceState
from hardware.terminals.port import Capability
from kiosk.boundary import from_model, to_model
from kiosk.boundary.parts import DeviceWord
from kiosk.boundary.screens import (
    BillEntry,
    BillReview,
    Done,
    Home,
    Message,
    OutOfService,
    Paying,
    Recovery,
    Screen,
)
from kiosk.counter.presentation import Surroundings, present
from kiosk.journeys import states
from kiosk.journeys.basket import Basket
from kiosk.journeys.bill import Quote, Refusal, RefusalReason
from kiosk.journeys.entry import EntryError, EntryField, EntryForm
from kiosk.journeys.happenings import Stage, StopReason
from kiosk.journeys.help import Open
from kiosk.journeys.money import NotTaken, Paid, Slip, Unsettled
from kiosk.journeys.payment import (
    Finished,
    NotStarted,
    PaymentState,
    Preparing,
    Printing,
    Requested,
    Unknown,
)
from kiosk.texts import Texts
from tests.kiosk.journeys.samples import (
    BASKET,
    DAY_MS,
    NOW_MS,
    PAIR,
    QUOTE,
    RECORD,
    TWO,
    approval,
    payment,
)

TEXTS = Texts()
PAYMENT = payment()
PAID = Paid(approval(PAYMENT))
AROUND = Surroundings(
    now_ms=NOW_MS,
    place=Place(
        city="qazvin",
        city_name="قزوین",
        district=2,
        office="khayyam",
        office_name="خیام",
        number=1,
    ),
    phone="137",
    support_phone="02833228888",
    as_of_ms=NOW_MS - DAY_MS,
    printer="ready",
    paper="ready",
    terminal="ready",
    remaining_s=96,
)

PAYMENT_STATES: list[PaymentState] = [
    Preparing(PAYMENT),
    *(Requested(PAYMENT, None, stage) for stage in Stage),
    Unknown(PAYMENT, None),
    Printing(PAYMENT, PAID),
    Printing(PAYMENT, Unsettled("timeout")),
    *(Finished(PAYMENT, PAID, slip) for slip in Slip),
    Finished(PAYMENT, Unsettled("timeout"), Slip.PRINTED),
    Finished(PAYMENT, NotTaken("51", "no_funds"), Slip.NONE),
    Finished(PAYMENT, NotTaken("XX", "never heard of"), Slip.NONE),
    NotStarted(PAYMENT, "link_down"),
]
EVERY_STATE: list[states.VisitState] = [
    states.Home(),
    states.Entering(EntryForm()),
    *(
        states.Entering(EntryForm("1000012726168", "125", EntryField.PAYMENT, error, error))
        for error in EntryError
    ),
    states.Looking(PAIR),
    states.Reviewing(BASKET),
    states.Reviewing(TWO),
    states.Entering(EntryForm(), TWO),
    states.Refused(Refusal(RefusalReason.ALREADY_ADDED), None, TWO),
    states.Reviewing(Basket((Quote(PAIR),))),
    states.AskingWithoutPaper(BASKET),
    *(states.Refused(Refusal(reason, NOW_MS), PAIR) for reason in RefusalReason),
    *(states.Refused(Refusal(reason), None) for reason in RefusalReason),
    *(states.Paying(state) for state in PAYMENT_STATES),
    states.Recovering(Unknown(PAYMENT, None), (), ()),
    *(states.Recovered((state,)) for state in PAYMENT_STATES if isinstance(state, Finished)),
    *(states.OutOfService(reason) for reason in StopReason),
    states.OutOfService(StopReason.STORAGE, PAYMENT),
]

PRINTER_FAULTS = [
    fault
    for fault in FAULTS
    if fault.component in (Component.PRINTER, Component.PAPER)
    and fault.state is DeviceState.FAILED
]


def shown(state: states.VisitState, around: Surroundings = AROUND) -> Screen:
    return present(state, around, TEXTS)


def strings(value: object, key: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [found for k, v in value.items() if k != "preferences" for found in strings(v, k)]
    if isinstance(value, list | tuple):
        return [found for item in value for found in strings(item, key)]
    return [(key, value)] if isinstance(value, str) else []


NAMES = {
    "screen",
    "icon",
    "name",
    "intent",
    "id",
    "tone",
    "link",
    "printer",
    "terminal",
    "outcome",
    "phase",
}


@pytest.mark.parametrize("state", EVERY_STATE)
def test_every_state_has_a_screen_that_crosses_the_boundary_whole(
    state: states.VisitState,
) -> None:
    around = replace(AROUND, idle_remaining_s=12, help=Open(0), waited_s=9)
    screen = shown(state, around)
    model = to_model(screen)
    assert from_model(screen.screen, model) == screen
    for key, text in strings(model):
        if key not in NAMES:
            assert not re.search(r"[0-9A-Za-z٠-٩يك]", text), f"{key}: {text}"


def test_home_says_why_the_tile_is_closed_and_what_works_without_paper() -> None:
    home = shown(
        states.Home(),
        replace(AROUND, terminal="failed", paper="failed", printer_reason="paper_end"),
    )
    assert isinstance(home, Home)
    assert not home.tiles[0].enabled
    assert home.tiles[0].why == TEXTS("tile-pay-why-terminal")
    no_paper = TEXTS("home-no-paper", cause=TEXTS("slip-paper_end"))
    assert no_paper in [notice.text for notice in home.notices]
    troubles: list[tuple[DeviceWord, str]] = [
        ("degraded", "home-paper-low"),
        ("ready", "home-offline"),
    ]
    for trouble, key in troubles:
        home = shown(states.Home(), replace(AROUND, paper=trouble))
        assert isinstance(home, Home)
        assert TEXTS(key) in [notice.text for notice in home.notices]


@pytest.mark.parametrize("fault", PRINTER_FAULTS, ids=lambda fault: str(fault.reason))
def test_each_fault_of_the_printer_has_its_own_sentence(fault: Fault) -> None:
    around = replace(AROUND, printer="failed", printer_reason=fault.reason)
    home = shown(states.Home(), around)
    assert isinstance(home, Home)
    cause = TEXTS(f"slip-{fault.reason}")
    assert TEXTS("home-no-paper", cause=cause) in [notice.text for notice in home.notices]


def test_the_status_line_tells_how_old_the_data_is() -> None:
    today = shown(states.Home(), replace(AROUND, as_of_ms=NOW_MS - 3_600_000)).status
    assert strip_isolates(today.text) == "بدون ارتباط با مرکز · داده‌ها تا ساعت ۱۳:۳۶"
    assert "آبان" in shown(states.Home()).status.text
    none = shown(states.Home(), replace(AROUND, as_of_ms=None, link="online")).status
    assert none.text == TEXTS("status-online")


def test_typed_digits_are_shown_persian_and_grouped() -> None:
    entry = shown(states.Entering(EntryForm("1000012726167")))
    assert isinstance(entry, BillEntry)
    assert strip_isolates(entry.fields[0].value) == "۱۰۰۰\u2009۰۱۲۷\u2009۲۶۱۶\u2009۷"
    assert entry.fields[1].value == ""
    empty = shown(states.Entering(EntryForm()))
    assert isinstance(empty, BillEntry)
    assert not empty.primary.enabled


def test_the_review_shows_whose_bill_what_for_and_how_it_adds_up() -> None:
    review = shown(states.Reviewing(BASKET))
    assert isinstance(review, BillReview)
    assert "م*** رحیمی" in [row.value for row in review.rows]
    assert strip_isolates(review.rows[0].value) == "عوارض نوسازی، سال ۱۴۰۵"
    assert [total.tone for total in review.sums] == ["plain", "good", "plain"]
    assert "\u2212۱۳۸٬۸۸۹" in review.sums[1].value
    assert strip_isolates(review.amount.grouped) == "۱٬۲۵۰٬۰۰۰"
    assert strip_isolates(review.amount.toman) == "۱۲۵٬۰۰۰ تومان"


def test_an_unverified_bill_says_that_only_its_digits_were_checked() -> None:
    review = shown(states.Reviewing(Basket((Quote(PAIR),))))
    assert isinstance(review, BillReview)
    assert review.sums == ()
    assert [notice.text for notice in review.notices] == [TEXTS("review-unverified")]


def test_a_bill_without_details_still_fits() -> None:
    bare = changed(
        RECORD, owner_masked=None, address=None, property_code=None, due_ms=None, items=()
    )
    review = shown(states.Reviewing(Basket((replace(QUOTE, record=bare),))))
    assert isinstance(review, BillReview)
    assert len(review.rows) == 3
    assert review.sums == ()


def test_only_while_card_or_pin_are_awaited_the_red_key_cancels() -> None:
    for stage, key in (
        (Stage.CARD, "paying-cancel"),
        (Stage.PIN, "paying-cancel"),
        (Stage.BANK, "paying-no-cancel"),
    ):
        paying = shown(states.Paying(Requested(PAYMENT, None, stage)))
        assert isinstance(paying, Paying)
        assert paying.cancel_hint == TEXTS(key)


def test_a_terminal_that_can_be_told_has_a_button_instead_of_a_red_key() -> None:
    around = replace(AROUND, terminal_can=frozenset({Capability.CANCEL}))
    for stage in (Stage.CARD, Stage.PIN):
        paying = shown(states.Paying(Requested(PAYMENT, None, stage)), around)
        assert isinstance(paying, Paying)
        assert paying.cancel is not None
        assert (paying.cancel.intent, paying.cancel_hint) == ("cancel", "")
    for state in (
        Requested(PAYMENT, None, Stage.BANK),
        Requested(PAYMENT, None, is_cancelled=True),
        Unknown(PAYMENT, None),
    ):
        paying = shown(states.Paying(state), around)
        assert isinstance(paying, Paying)
        assert paying.cancel is None
        assert paying.cancel_hint


def test_holding_a_card_to_the_terminal_is_named_where_it_can_be_done() -> None:
    around = replace(AROUND, terminal_can=frozenset({Capability.CONTACTLESS}))
    state = states.Paying(Requested(PAYMENT, None))
    near, plain = shown(state, around), shown(state)
    assert isinstance(near, Paying)
    assert isinstance(plain, Paying)
    assert "نزدیک بگیرید" in near.headline
    assert "نزدیک بگیرید" not in plain.headline
    at_bank = shown(states.Paying(Requested(PAYMENT, None, Stage.BANK)), around)
    assert isinstance(at_bank, Paying)
    assert at_bank.headline == TEXTS("paying-bank")


def test_after_eight_seconds_it_says_what_else_one_can_do() -> None:
    state = states.Paying(Requested(PAYMENT, None))
    for waited_s, expected in ((7, None), (8, TEXTS("paying-more"))):
        paying = shown(state, replace(AROUND, waited_s=waited_s))
        assert isinstance(paying, Paying)
        assert paying.waiting_more == expected


def test_the_result_keeps_the_code_unless_no_money_was_taken() -> None:
    done = shown(states.Paying(Finished(PAYMENT, Unsettled("timeout"), Slip.NOT_PRINTED)))
    assert isinstance(done, Done)
    assert done.outcome == "unknown"
    assert done.tracking is not None
    assert strip_isolates(done.tracking.grouped) == "۳۰۵۶ ۰۰۰ ۰۱۰"
    assert done.secondary is None
    declined = shown(states.Paying(Finished(PAYMENT, NotTaken("51", "no_funds"), Slip.NONE)))
    assert isinstance(declined, Done)
    assert declined.tracking is None
    assert declined.secondary is not None
    assert declined.secondary.intent == "retry"


@pytest.mark.parametrize("slip", [Slip.NOT_PRINTED, Slip.UNCERTAIN])
def test_a_paid_bill_without_paper_says_that_it_is_paid(slip: Slip) -> None:
    done = shown(states.Paying(Finished(PAYMENT, PAID, slip)))
    assert isinstance(done, Done)
    assert done.outcome == "not_printed"
    assert done.headline == TEXTS("done-paid")


@pytest.mark.parametrize("slip", [Slip.NOT_PRINTED, Slip.UNCERTAIN])
def test_each_trouble_of_the_printer_has_a_sentence_of_its_own(slip: Slip) -> None:
    bodies = [
        done.body
        for trouble in PrintTrouble
        if isinstance(
            done := shown(states.Paying(Finished(PAYMENT, PAID, slip, trouble.value))), Done
        )
    ]
    assert len(set(bodies)) == len(PrintTrouble)
    assert all("پرداخت شما ثبت شد" in body and "کد رهگیری" in body for body in bodies)


def test_a_trouble_without_a_sentence_is_told_in_general() -> None:
    done = shown(states.Paying(Finished(PAYMENT, PAID, Slip.NOT_PRINTED, "never heard of")))
    assert isinstance(done, Done)
    assert done.body == TEXTS("done-not-printed-body")


def test_the_recovery_names_nobody() -> None:
    recovery = shown(states.Recovered((Finished(PAYMENT, PAID, Slip.PRINTED),)))
    assert isinstance(recovery, Recovery)
    said = strip_isolates(str(to_model(recovery)))
    for secret in ("رحیمی", "نوروزیان", "۳۰۵۶", "۱٬۲۵۰٬۰۰۰", "۰۰۱۴", "۱۰۰۰۰۱۲۷"):
        assert secret not in said


def test_a_cut_off_payment_leaves_its_code_on_the_screen() -> None:
    screen = shown(states.OutOfService(StopReason.STORAGE, PAYMENT))
    assert isinstance(screen, OutOfService)
    assert "۰۲۸۳۳۲۲۸۸۸۸" in screen.phone, "whom the city has set for this kiosk"
    assert "۳۰۵۶ ۰۰۰ ۰۱۰" in screen.body
    assert "دوباره پرداخت نکنید" in screen.body


@pytest.mark.parametrize(
    ("after_min", "fa", "en"),
    [
        (90, "ساعت ۱۶:۰۶ بازمی‌گردد.", "Back at 16:06."),
        (
            26 * 60,
            "پنجشنبه ۲۸ آبان ۱۴۰۵ ساعت ۱۶:۳۶ بازمی‌گردد.",
            "Back on 19 November 2026 (Thursday, 28 Aban 1405) at 16:36.",
        ),
    ],
)
def test_a_window_says_when_the_kiosk_is_back(after_min: int, fa: str, en: str) -> None:
    state = states.OutOfService(StopReason.CITY_MAINTENANCE, until_ms=NOW_MS + after_min * 60_000)
    for language, said in (("fa", fa), ("en", en)):
        screen = present(state, AROUND, Texts(language))
        assert isinstance(screen, OutOfService)
        assert strip_isolates(screen.back).removeprefix("\u200f") == said


def test_without_a_known_end_nothing_is_promised() -> None:
    screen = shown(states.OutOfService(StopReason.CITY_CLOSED))
    assert isinstance(screen, OutOfService)
    assert screen.back == ""


def test_a_bill_that_cannot_be_corrected_offers_no_correction() -> None:
    paid = shown(states.Refused(Refusal(RefusalReason.PAID, NOW_MS), PAIR))
    assert isinstance(paid, Message)
    assert paid.secondary is None
    assert paid.tone == "good"
    assert "۱۴۰۵/۰۸/۲۷" in paid.body
    misread = shown(states.Refused(Refusal(RefusalReason.SCANNED_MISREAD), None))
    assert isinstance(misread, Message)
    assert misread.secondary is not None


def test_the_idle_question_counts_down() -> None:
    idle = shown(states.Entering(EntryForm()), replace(AROUND, idle_remaining_s=20)).idle
    assert idle is not None
    assert idle.remaining_s == 20
    assert "۲۰" in idle.text
