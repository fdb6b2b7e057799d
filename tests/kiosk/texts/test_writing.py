"""Numbers, codes and days as each language writes them."""

import pytest

from contract.values import LRI, PDI, JalaliDate, Rial, strip_isolates
from kiosk.texts import Texts, Writing, languages

FA, EN = Writing(Texts("fa")), Writing(Texts("en"))


def plain(text: str) -> str:
    """Without the marks that only order a line."""
    return strip_isolates(text).replace("\u200f", "")


def test_persian_comes_first_of_all_languages() -> None:
    assert languages() == ("fa", "en")


def test_amounts_are_grouped_and_isolated() -> None:
    assert FA.amount(Rial(1_250_000)) == f"{LRI}۱٬۲۵۰٬۰۰۰{PDI}"
    assert EN.amount(Rial(1_250_000)) == f"{LRI}1,250,000{PDI}"


def test_what_is_below_zero_keeps_its_minus() -> None:
    assert FA.number(-5_000) == "−۵٬۰۰۰"
    assert EN.number(-5_000) == "−5,000"


@pytest.mark.parametrize(
    ("number", "persian", "english"),
    [
        (0, "صفر", "zero"),
        (120_000, "یکصد و بیست هزار", "one hundred twenty thousand"),
        (
            2_105_000,
            "دو میلیون و یکصد و پنج هزار",
            "two million one hundred five thousand",
        ),
    ],
)
def test_amounts_in_words(number: int, persian: str, english: str) -> None:
    assert FA.in_words(number) == persian
    assert EN.in_words(number) == english


def test_tomans_keep_the_last_rial() -> None:
    assert FA.tomans(Rial(1_235)) == "۱۲۳٫۵"
    assert EN.tomans(Rial(1_235)) == "123.5"


def test_days_are_of_the_jalali_calendar_in_every_language() -> None:
    day = JalaliDate(1405, 9, 2)
    assert plain(FA.long_date(day)) == "دوشنبه ۲ آذر ۱۴۰۵"
    assert plain(EN.long_date(day)) == "Monday, 2 Azar 1405"
    assert EN.date(day) == "1405/09/02"


def test_readers_of_another_calendar_find_the_day_in_it_first() -> None:
    day = JalaliDate(1405, 9, 2)
    assert plain(EN.both_days(day, EN.long_date(day))) == "23 November 2026 (Monday, 2 Azar 1405)"
    assert FA.both_days(day, FA.long_date(day)) == FA.long_date(day)
    assert FA.day_abroad(day) is None


def test_codes_stand_left_to_right_in_groups() -> None:
    assert FA.grouped_code("12345678") == f"{LRI}۱۲۳۴\u2009۵۶۷۸{PDI}"
    assert FA.grouped_code("") == ""
    assert EN.hour("08:15") == "8:15"
