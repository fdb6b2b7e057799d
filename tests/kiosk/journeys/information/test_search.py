"""Found whatever the spelling, the nearest meaning first."""

import pytest

from kiosk.journeys.information.search import MOST_LETTERS, MOST_RESULTS, results, typed
from tests.kiosk.journeys.information.samples import CATALOGUE, KHAYYAM, PERMIT, TREE


@pytest.mark.parametrize(
    "query", ["پروانه", "پروانه ساختمانی", "سند مالكيت", "building", "PERMIT", "title deed"]
)
def test_a_service_is_found_by_title_or_document_in_any_spelling(query: str) -> None:
    assert PERMIT in results(CATALOGUE, query)


def test_an_office_is_found_by_its_street() -> None:
    assert results(CATALOGUE, "خیام شمالی") == (KHAYYAM,)


def test_what_begins_with_the_query_comes_before_what_only_holds_it() -> None:
    assert results(CATALOGUE, "tree")[0] == TREE


def test_nothing_is_found_for_nothing() -> None:
    assert results(CATALOGUE, "") == ()
    assert results(CATALOGUE, " \u200c") == ()
    assert results(CATALOGUE, "قطار") == ()
    assert len(results(CATALOGUE, "ا")) <= MOST_RESULTS


def test_typing_keeps_to_what_can_be_a_word() -> None:
    assert typed("", " ") == ""
    assert typed("قبض", "\u200c") == "قبض\u200c"
    assert typed("قبض\u200c", " ") == "قبض\u200c"
    assert typed("a" * MOST_LETTERS, "b") == "a" * MOST_LETTERS
    assert typed("a", "bc") == "a"
