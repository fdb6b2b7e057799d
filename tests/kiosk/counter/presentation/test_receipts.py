"""What a receipt turned out to be, in words and marks."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from contract.values import strip_isolates
from kiosk.boundary import from_model, to_model
from kiosk.boundary.screens import Message, ReceiptCheck, ReceiptEntry, ReceiptFound, Screen
from kiosk.counter.presentation import present
from kiosk.journeys.money import Slip
from kiosk.journeys.receipts.checking import CityWord, RecordedHere, Unreadable
from kiosk.journeys.receipts.search import SearchError, SearchForm, Wanted
from kiosk.journeys.receipts.states import (
    Asking,
    Checked,
    Checking,
    Copied,
    Copying,
    Menu,
    NotFound,
    Paused,
    ReceiptState,
    Searching,
    Unread,
)
from kiosk.journeys.states import Receipting
from kiosk.texts import Texts
from tests.kiosk.counter.presentation.test_information import AROUND, EN, FA
from tests.kiosk.journeys.receipts.test_journey import COPY, FINDING, FOUND, RECORD

WANTED = Wanted("0014", FOUND.payment.amount)
STATES: list[ReceiptState] = [
    Menu(),
    Asking(SearchForm()),
    Asking(SearchForm("12", "", card_error=SearchError.CARD_TOO_SHORT)),
    Asking(SearchForm("1234", "", amount_error=SearchError.AMOUNT_EMPTY)),
    Searching(WANTED),
    FOUND,
    NotFound(WANTED, 2),
    Paused(),
    Copying(FOUND, COPY, "80000001"),
    *(Copied(FOUND, slip, "paper_end") for slip in Slip),
    Checking("PISHKHAN1:AAAA"),
    *(Checked(FINDING, word) for word in CityWord),
    *(Checked(replace(FINDING, here=here), CityWord.NO_LINE) for here in RecordedHere),
    Checked(replace(FINDING, place="خیام 2"), CityWord.SETTLED),
    *(Unread(reason) for reason in Unreadable),
]


def shown(state: ReceiptState, texts: Texts = FA) -> Screen:
    return present(Receipting(state), AROUND, texts)


def marks(state: ReceiptState) -> list[str]:
    screen = shown(state)
    assert isinstance(screen, ReceiptCheck)
    return [mark.state for mark in screen.marks]


@pytest.mark.parametrize("texts", [FA, EN], ids=["fa", "en"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_crosses_the_boundary_whole(state: ReceiptState, texts: Texts) -> None:
    screen = shown(state, texts)
    assert from_model(screen.screen, to_model(screen)) == screen


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (CityWord.ASKING, ["done", "waiting", "open"]),
        (CityWord.NO_LINE, ["done", "waiting", "open"]),
        (CityWord.NOT_YET, ["done", "waiting", "open"]),
        (CityWord.REACHED, ["done", "done", "waiting"]),
        (CityWord.SETTLED, ["done", "done", "done"]),
        (CityWord.NOT_TAKEN, ["done", "done", "failed"]),
        (CityWord.DISPUTED, ["done", "failed", "open"]),
    ],
)
def test_recorded_reached_settled_are_told_each_for_itself(
    word: CityWord, expected: list[str]
) -> None:
    assert marks(Checked(FINDING, word)) == expected


def test_what_the_agent_has_heard_counts_while_the_city_can_not_be_asked() -> None:
    heard = replace(FINDING, reached=CityWord.REACHED)
    assert marks(Checked(heard, CityWord.NO_LINE)) == ["done", "done", "waiting"]
    assert marks(Checked(heard, CityWord.DISPUTED)) == ["done", "failed", "open"]


def test_a_paper_that_differs_from_the_journal_is_never_called_genuine() -> None:
    screen = shown(Checked(replace(FINDING, here=RecordedHere.DIFFERS), CityWord.SETTLED))
    assert isinstance(screen, ReceiptCheck)
    assert (screen.tone, screen.marks[0].state) == ("danger", "failed")


def test_no_more_of_a_card_is_shown_than_was_typed() -> None:
    screen = shown(FOUND)
    assert isinstance(screen, ReceiptFound)
    assert all("۶۰۳۷" not in row.value for row in screen.rows)


def test_a_found_receipt_without_paper_says_so_before_it_is_printed() -> None:
    screen = present(Receipting(FOUND), replace(AROUND, paper="failed", printer="ready"), FA)
    assert isinstance(screen, ReceiptFound)
    assert len(screen.notices) == 1


def test_the_amount_is_grouped_while_it_is_typed() -> None:
    screen = shown(Asking(SearchForm("0014", "1250000")))
    assert isinstance(screen, ReceiptEntry)
    assert screen.fields[1].value == "۱٬۲۵۰٬۰۰۰"


def test_a_closed_search_offers_no_further_try() -> None:
    screen = shown(Paused())
    assert isinstance(screen, Message)
    assert screen.secondary is None


def test_an_unknown_outcome_is_never_called_paid() -> None:
    unknown = replace(FINDING, record=changed(RECORD, outcome="unknown"))
    screen = shown(Checked(unknown, CityWord.NO_LINE))
    assert isinstance(screen, ReceiptCheck)
    assert screen.tone == "notice"


def test_who_reads_another_calendar_finds_a_payments_day_in_both() -> None:
    found = shown(FOUND, EN)
    assert isinstance(found, ReceiptFound)
    when = strip_isolates(found.rows[0].value)
    assert when == "23 November 2026 (2 Azar 1405), 5:43"
