"""Identifiers, money, dates and text, by the vectors of the field."""

import datetime
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import InvalidValue
from contract.values import (
    JalaliDate,
    LegalEntityId,
    MaskedPan,
    NationalId,
    PropertyCode,
    Rial,
    TrackingCode,
    TransactionId,
    clean_identifier,
    damm_digit,
    isolate_ltr,
    jalali_local,
    mask_name,
    normalise_letters,
    parse_city_id,
    parse_device_id,
    persian_digits,
    search_key,
    start_of_day_ms,
    strip_isolates,
)


@pytest.mark.parametrize("text", ["4320123451", "4329987619", "0012345679", "4320200020"])
def test_national_ids_hold(text: str) -> None:
    assert NationalId.parse(persian_digits(text)).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4320123452", "check_digit"),
        ("1111111111", "repeated"),
        ("432012345", "length"),
        ("4321023451", "check_digit"),
    ],
)
def test_wrong_national_ids_say_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        NationalId.parse(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize("text", ["10380284790", "10860123456", "14007654327", "10101234565"])
def test_legal_entities_hold(text: str) -> None:
    assert LegalEntityId.parse(text).text == text


@pytest.mark.parametrize("text", ["10380284791", "11111111111", "1086012345"])
def test_wrong_legal_entities_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        LegalEntityId.parse(text)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "صفر"),
        (1_000, "یک هزار"),
        (120_000, "یکصد و بیست هزار"),
        (1_000_000, "یک میلیون"),
        (2_105_000, "دو میلیون و یکصد و پنج هزار"),
        (18_400_000, "هجده میلیون و چهارصد هزار"),
        (250_000_000, "دویست و پنجاه میلیون"),
        (1_193_000, "یک میلیون و یکصد و نود و سه هزار"),
        (1_000_000_000, "یک میلیارد"),
    ],
)
def test_amounts_in_words_as_on_papers(amount: int, words: str) -> None:
    assert Rial(amount).in_words() == words


def test_amounts_are_grouped_in_persian_digits() -> None:
    assert Rial(1_250_000).grouped() == "۱٬۲۵۰٬۰۰۰"
    assert Rial(1_250_000).toman_grouped() == "۱۲۵٬۰۰۰"
    assert Rial(1_255).toman_grouped() == "۱۲۵٫۵"


@pytest.mark.parametrize("amount", [-1, 2**63])
def test_rial_is_a_signed_64_bit_amount_of_zero_or_more(amount: int) -> None:
    with pytest.raises(InvalidValue):
        Rial(amount)


@pytest.mark.parametrize(
    ("gregorian", "jalali"),
    [
        ((2024, 3, 20), "1403/01/01"),
        ((2025, 3, 20), "1403/12/30"),
        ((2025, 3, 21), "1404/01/01"),
        ((2026, 3, 21), "1405/01/01"),
        ((2026, 11, 23), "1405/09/02"),
    ],
)
def test_jalali_dates(gregorian: tuple[int, int, int], jalali: str) -> None:
    date = JalaliDate.from_gregorian(datetime.date(*gregorian))
    assert date.text == jalali
    assert JalaliDate.parse(persian_digits(jalali)).to_gregorian() == datetime.date(*gregorian)


def test_a_day_that_is_not_in_the_calendar_is_refused() -> None:
    with pytest.raises(InvalidValue):
        JalaliDate(1404, 12, 30)


def test_a_citys_day_begins_at_its_own_midnight() -> None:
    date = JalaliDate(1405, 9, 2)
    begins_ms = start_of_day_ms(date)
    assert jalali_local(begins_ms) == (date, "00:00")
    assert jalali_local(begins_ms - 1)[0] == JalaliDate(1405, 9, 1)
    assert date.long() == "دوشنبه ۲ آذر ۱۴۰۵"


@pytest.mark.parametrize("text", ["0509000016", "0509 000 027", "0509123457", "۰۵۱۲ ۰۰۷ ۷۷۶"])
def test_tracking_codes_hold_by_damm(text: str) -> None:
    assert TrackingCode.parse(text).text == clean_identifier(text)


def test_damm_published_vector() -> None:
    assert damm_digit("572") == 4


@given(prefix=st.integers(1000, 9999), serial=st.integers(1, 99_999), place=st.integers(0, 8))
def test_a_swapped_or_wrong_digit_never_passes(prefix: int, serial: int, place: int) -> None:
    code = TrackingCode.make(prefix, serial)
    assert (code.prefix, code.serial) == (prefix, serial)
    digits = list(code.text)
    if digits[place] == digits[place + 1]:
        digits[place] = str((int(digits[place]) + 1) % 10)
    else:
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
    with pytest.raises(InvalidValue):
        TrackingCode.parse("".join(digits))


def test_property_codes_know_their_parents() -> None:
    apartment = PropertyCode.parse("۱-۴-۱۲-۳۵-۱-۶-۰")
    assert apartment.text == "1-4-12-35-1-6-0"
    building = apartment.parent()
    assert building is not None
    assert building.text == "1-4-12-35-1-0-0"
    assert PropertyCode.parse("9/8/72/47/1/0/2/0", parts=8).district == 9


@pytest.mark.parametrize(
    ("text", "reason"),
    [("1-2-3", "parts"), ("1-4-x-35-1-6-0", "not_digits"), ("1-400-1-1-1-1-1", "width")],
)
def test_wrong_property_codes_say_why(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        PropertyCode.parse(text)
    assert refused.value.reason == reason


def test_card_numbers_are_masked_before_anything_else() -> None:
    assert MaskedPan.from_full("6037990000000014").text == "603799******0014"
    assert MaskedPan.parse("۶۰۳۷۹۹******۰۰۱۴").last_four == "0014"
    with pytest.raises(InvalidValue):
        MaskedPan.from_full("6037990000000015")
    with pytest.raises(InvalidValue):
        MaskedPan.parse("6037990000000014")


def test_arabic_letters_become_persian_and_spellings_share_a_key() -> None:
    assert normalise_letters("كاظمي") == "کاظمی"
    keys = {search_key(name) for name in ("علی‌اکبری", "علی اکبری", "علیاکبری", "علي اكبري")}
    assert len(keys) == 1


def test_isolates_wrap_and_unwrap() -> None:
    assert strip_isolates(isolate_ltr("2-14-108")) == "2-14-108"


def test_names_are_masked() -> None:
    assert mask_name("مریم رحیمی") == "م*** رحیمی"
    assert mask_name("علی") == "ع***"
    assert mask_name("  ") == ""


@pytest.mark.parametrize("text", ["", "K-1", "k_1", "a" * 41, "k/1", "+"])
def test_device_ids_are_safe_in_topics(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse_device_id(text)


def test_city_ids() -> None:
    assert parse_city_id("qazvin") == "qazvin"


def test_a_transactions_id_begins_with_its_time_and_is_nobodys_guess() -> None:
    before = time.time_ns() // 1_000_000
    ids = [TransactionId.new().raw for _ in range(1_000)]
    after = time.time_ns() // 1_000_000
    assert all(before <= int.from_bytes(raw[:6], "big") <= after for raw in ids)
    assert all(uuid.UUID(bytes=raw).version == 7 for raw in ids)
    assert len({raw[9:] for raw in ids}) == len(ids)
