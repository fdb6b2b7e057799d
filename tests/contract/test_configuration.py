"""Configuration: what each setting may be, and one result whatever else a newer hub sends."""

import pytest

from contract.configuration import (
    DEFAULTS,
    SETTINGS,
    Configuration,
    ConfigurationRecord,
    configuration_of,
    setting_of,
    text_of,
)
from contract.errors import InvalidValue
from tests.contract.document import DOCS


def record(key: str, value: object) -> ConfigurationRecord:
    return ConfigurationRecord(key=key, value=value, origin="city")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("bills_max_age_h", "48", 48),
        ("bills_max_age_h", " ۷۲ ", 72),
        ("bills_max_age_h", "none", None),
        ("lookups_per_visit", "99", 99),
        ("bills_per_payment", "1", 1),
        ("support_phone", "۰۲۸۳۳۲۲۸۸۸۸", "02833228888"),
    ],
)
def test_a_value_is_read_as_people_write_it(key: str, text: str, value: object) -> None:
    read = setting_of(key).parse(text)
    assert read == value
    assert setting_of(key).parse(text_of(read)) == value


@pytest.mark.parametrize(
    ("key", "text", "allowed"),
    [
        ("bills_max_age_h", "0", "from 1 to 9999, or none"),
        ("bills_max_age_h", "10000", "from 1 to 9999"),
        ("bills_max_age_h", "two days", "a whole number"),
        ("lookups_per_visit", "none", "from 1 to 99."),
        ("bills_per_payment", "6", "from 1 to 5"),
        ("bills_per_payment", "-1", "from 1 to 5"),
        ("bills_per_payment", "", "from 1 to 5"),
        ("support_phone", "110-x", "3 to 11 digits"),
        ("support_phone", "12", "3 to 11 digits"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(
    key: str, text: str, allowed: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        setting_of(key).parse(text)
    assert key in refused.value.what
    assert allowed in refused.value.next_step


def test_an_unknown_setting_is_refused_with_all_there_are() -> None:
    with pytest.raises(InvalidValue) as refused:
        setting_of("colour")
    assert all(key in refused.value.next_step for key in SETTINGS)


def test_every_default_is_a_value_that_its_setting_can_have() -> None:
    assert {key: setting.default for key, setting in SETTINGS.items()} == {
        name: getattr(DEFAULTS, name) for name in SETTINGS
    }
    for setting in SETTINGS.values():
        assert setting.form.allows(setting.default), setting.key


def test_what_a_kiosk_follows_is_what_came_and_else_the_defaults() -> None:
    follows = configuration_of([record("bills_per_payment", 2), record("door", {"open": 1})])
    assert follows == Configuration(bills_per_payment=2)


@pytest.mark.parametrize("value", [0, 6, "2", None, True, 2.0, [2]])
def test_a_value_that_cannot_be_is_not_followed(value: object) -> None:
    with pytest.raises(InvalidValue, match="bills_per_payment"):
        configuration_of([record("bills_per_payment", value)])


@pytest.mark.parametrize("document", ["contract/reference.md", "operations.md"])
def test_the_documents_name_every_setting_with_what_it_may_be(document: str) -> None:
    text = (DOCS / document).read_text(encoding="utf-8")
    for setting in SETTINGS.values():
        (line,) = (row for row in text.splitlines() if row.startswith(f"| `{setting.key}` |"))
        assert setting.meaning in line
        allowed = setting.form.allowed
        assert allowed in line or allowed.replace("none", "nil") in line
