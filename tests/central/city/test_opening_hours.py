"""Opening hours as a city writes them."""

import pytest

from central.city.opening_hours import parse_hours
from contract.errors import InvalidValue
from contract.reference import OpeningHours


def test_days_are_spelled_out_in_the_order_of_the_week() -> None:
    assert parse_hours("thu 07:30-12:30; sat-sun 16:00-18:00 ;SAT 07:30-14:00") == (
        OpeningHours(0, "07:30", "14:00"),
        OpeningHours(0, "16:00", "18:00"),
        OpeningHours(1, "16:00", "18:00"),
        OpeningHours(5, "07:30", "12:30"),
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sat-wed", "no opening hours"),
        ("wed-sat 07:30-14:00", "begins on Saturday"),
        ("xyz 07:30-14:00", "begins on Saturday"),
        ("sat 14:00-07:30", "ends before it begins"),
        ("sat 25:00-26:00", "no opening hours"),
        ("sat-sun 07:30-14:00; sun 13:00-15:00", "overlap"),
    ],
)
def test_hours_that_make_no_sense_are_refused(text: str, what: str) -> None:
    with pytest.raises(InvalidValue, match="thu 07:30-12:30") as refused:
        parse_hours(text)
    assert what in refused.value.what
