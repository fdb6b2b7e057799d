"""A happening in; the next state and its commands out. None as next state: back to home."""

from dataclasses import replace
from typing import assert_never

from kiosk.journeys.commands import Commands, ReadCatalogue
from kiosk.journeys.happenings import (
    BackTouched,
    CancelTouched,
    CharacterTouched,
    ChoiceTouched,
    ClearTouched,
    EraseTouched,
    Happening,
)
from kiosk.journeys.information import search
from kiosk.journeys.information.answers import CatalogueRead
from kiosk.journeys.information.pages import (
    Browsing,
    Contents,
    Fetching,
    InformationState,
    Listing,
    OfficePage,
    Page,
    Search,
    ServicePage,
    Shelf,
)

Step = tuple[InformationState | None, Commands]
SEARCH = "search"
SERVICE, OFFICE = "service:", "office:"


def begin() -> tuple[InformationState, Commands]:
    return Fetching(), (ReadCatalogue(),)


def advance(state: InformationState, happening: Happening) -> Step:
    match state:
        case Fetching():
            return _fetched(state, happening), ()
        case Browsing():
            return _browse(state, happening), ()
        case _:
            assert_never(state)


def _fetched(state: Fetching, happening: Happening) -> InformationState | None:
    match happening:
        case CatalogueRead(catalogue):
            return Browsing(catalogue, Contents())
        case BackTouched() | CancelTouched():
            return None
        case _:
            return state


def _browse(state: Browsing, happening: Happening) -> Browsing | None:
    match happening:
        case ChoiceTouched(id):
            page = _page_of(state, id)
            return state if page is None else _turned(state, page)
        case BackTouched():
            if not state.way:
                return None
            return replace(state, page=state.way[-1], way=state.way[:-1])
        case CancelTouched():
            return None
        case _:
            return _typed(state, happening)


def _turned(state: Browsing, page: Page) -> Browsing:
    return replace(state, page=page, way=(*state.way, state.page))


def _page_of(state: Browsing, id: str) -> Page | None:
    """None: there is no such thing here (a touch for a page already gone)."""
    if id == SEARCH:
        return Search("")
    if id in set(Shelf):
        return Listing(Shelf(id))
    if id.startswith(SERVICE):
        code = id.removeprefix(SERVICE)
        return None if state.catalogue.service(code) is None else ServicePage(code)
    if id.startswith(OFFICE):
        code = id.removeprefix(OFFICE)
        return None if state.catalogue.office_of(code) is None else OfficePage(code)
    return None


def _typed(state: Browsing, happening: Happening) -> Browsing:
    if not isinstance(state.page, Search):
        return state
    query = state.page.query
    match happening:
        case CharacterTouched(character):
            return replace(state, page=Search(search.typed(query, character)))
        case EraseTouched():
            return replace(state, page=Search(query[:-1]))
        case ClearTouched():
            return replace(state, page=Search(""))
        case _:
            return state
