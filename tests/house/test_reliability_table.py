"""The table of bad days says what the tests saw, and replaces only itself on its page."""

import pytest

from tests.support.reliability import BEGIN, END, BadDay, table, written_into

DAYS = [
    BadDay(fault="hub killed", tries=3, lost=0, doubled=1, recovered_s=2.04),
    BadDay(fault="broker killed", tries=12, lost=2, doubled=0, recovered_s=11),
]


def test_each_fault_is_a_row_in_alphabetical_order() -> None:
    assert table(DAYS).splitlines()[2:] == [
        "| broker killed | 12 | 2 | 0 | 11.0 s |",
        "| hub killed | 3 | 0 | 1 | 2.0 s |",
    ]


def test_the_words_around_the_table_stay() -> None:
    page = f"# Title\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    written = written_into(page, DAYS)
    assert written == f"# Title\n\n{BEGIN}\n{table(DAYS)}\n{END}\n\nAfter.\n"
    assert written_into(written, DAYS) == written


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="has no"):
        written_into("# Title\n", DAYS)
