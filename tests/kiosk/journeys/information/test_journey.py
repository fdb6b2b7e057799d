"""Looking something up: pages turn and turn back, and a bill ends it."""

import pytest

from kiosk.journeys import visit
from kiosk.journeys.commands import LookUpBill, ReadCatalogue
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
    CharacterTouched,
    ChoiceTouched,
    ClearTouched,
    EraseTouched,
    Happening,
    IdleEnded,
    InformationTileTouched,
    PaperPrinted,
    Scanned,
)
from kiosk.journeys.information.answers import CatalogueRead
from kiosk.journeys.information.pages import (
    Browsing,
    Contents,
    Listing,
    OfficePage,
    Page,
    Search,
    ServicePage,
    Shelf,
)
from kiosk.journeys.payment import AnswerNotAskedFor
from kiosk.journeys.states import Attract, Home, Informing, VisitState
from tests.kiosk.journeys.information.samples import CATALOGUE
from tests.kiosk.journeys.samples import conditions

BARCODE = "10000127261670000125050196"


def after(state: VisitState, *happenings: Happening) -> VisitState:
    for happening in happenings:
        state, _ = visit.advance(state, happening)
    return state


def page(state: VisitState) -> Page:
    assert isinstance(state, Informing)
    assert isinstance(state.information, Browsing)
    return state.information.page


def contents() -> VisitState:
    return after(Home(), InformationTileTouched(), CatalogueRead(CATALOGUE))


def test_the_tile_reads_the_catalogue_and_opens_at_its_contents() -> None:
    _, commands = visit.advance(Home(), InformationTileTouched())
    assert commands == (ReadCatalogue(),)
    assert page(contents()) == Contents()


def test_back_leads_back_page_by_page_and_at_last_home() -> None:
    state = after(contents(), ChoiceTouched("services"), ChoiceTouched("service:permit"))
    assert page(state) == ServicePage("permit")
    state = after(state, BackTouched())
    assert page(state) == Listing(Shelf.SERVICES)
    state = after(state, BackTouched())
    assert page(state) == Contents()
    assert after(state, BackTouched()) == Home()


@pytest.mark.parametrize("id", ["service:no-such", "office:no-such", "no-such", ""])
def test_a_touch_for_what_is_not_there_changes_nothing(id: str) -> None:
    assert after(contents(), ChoiceTouched(id)) == contents()


def test_what_is_typed_is_searched_and_a_result_opens_its_page() -> None:
    typed = [CharacterTouched(letter) for letter in "خیام"]
    state = after(contents(), ChoiceTouched("search"), *typed)
    assert page(state) == Search("خیام")
    assert page(after(state, EraseTouched())) == Search("خیا")
    assert page(after(state, ClearTouched())) == Search("")
    opened = after(state, ChoiceTouched("office:khayyam"))
    assert page(opened) == OfficePage("khayyam")
    assert page(after(opened, BackTouched())) == Search("خیام")


def test_letters_are_typed_only_where_there_is_a_field() -> None:
    assert after(contents(), CharacterTouched("خ")) == contents()


def test_cancel_leads_home_from_every_page() -> None:
    state = after(contents(), ChoiceTouched("offices"), ChoiceTouched("office:minudar"))
    assert after(state, CancelTouched()) == Home()


def test_a_bill_held_to_the_reader_is_looked_up_at_once() -> None:
    _, commands = visit.advance(contents(), Scanned(BARCODE, conditions()))
    assert isinstance(commands[0], LookUpBill)


def test_a_page_that_nobody_reads_any_more_is_cleared() -> None:
    assert visit.is_idle_watched(contents())
    assert after(contents(), IdleEnded()) == Attract()


def test_a_device_that_answers_here_was_not_asked() -> None:
    with pytest.raises(AnswerNotAskedFor):
        visit.advance(contents(), PaperPrinted("1", "process_id"))
