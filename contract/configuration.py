"""What a city sets for its kiosks: each key, what it may be, and the one result a kiosk follows.

A value is set for the city, a district or a device; the narrowest one counts. A kiosk gets all
keys merged, each with where it comes from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from contract.errors import InvalidValue
from contract.technician import parse_verifiers
from contract.values import normalise_digits

Value = int | str | None
TECHNICIANS = "technicians"
NONE = "none"
"""How people write that there is no value where one may be left out."""


class Origin(StrEnum):
    """The layer that a value comes from, from the widest to the narrowest."""

    DEFAULT = "default"
    CITY = "city"
    DISTRICT = "district"
    DEVICE = "device"


class ConfigurationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One key as it holds for one kiosk. A key that only a newer hub knows may hold anything."""

    key: str
    value: Any
    origin: str


@dataclass(frozen=True)
class Configuration:
    """What a kiosk follows; a city that has set nothing gets these."""

    bills_max_age_h: int | None = None
    lookups_per_visit: int = 5
    bills_per_payment: int = 5
    support_phone: str = "137"
    technicians: str | None = None


DEFAULTS = Configuration()


@dataclass(frozen=True)
class WholeNumber:
    """From `least` to `most`; also none at all where it `may_be_none`."""

    least: int
    most: int
    may_be_none: bool = False

    @property
    def allowed(self) -> str:
        none = f", or {NONE}" if self.may_be_none else ""
        return f"a whole number from {self.least} to {self.most}{none}"

    def allows(self, value: object) -> bool:
        if value is None:
            return self.may_be_none
        return type(value) is int and self.least <= value <= self.most

    def read(self, text: str) -> Value:
        """As written, in any digits; a text when it is no number."""
        if text == NONE:
            return None
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


@dataclass(frozen=True)
class Telephone:
    """A number as it is dialled."""

    allowed = "a telephone number of 3 to 11 digits"

    def allows(self, value: object) -> bool:
        return (
            isinstance(value, str)
            and value.isascii()
            and value.isdigit()
            and 3 <= len(value) <= 11
        )

    def read(self, text: str) -> Value:
        return text


@dataclass(frozen=True)
class Verifiers:
    """Of technicians' codes, each with the technician's number and its last day."""

    allowed = f"what `pishkhan hub technician add 12` makes, or {NONE}"

    def allows(self, value: object) -> bool:
        if value is None:
            return True
        if not isinstance(value, str) or not value:
            return False
        try:
            parse_verifiers(value)
        except InvalidValue:
            return False
        return True

    def read(self, text: str) -> Value:
        return None if text == NONE else text


@dataclass(frozen=True)
class Setting:
    """`key` is a field of Configuration, which has its default."""

    key: str
    form: WholeNumber | Telephone | Verifiers
    meaning: str

    @property
    def default(self) -> Value:
        value: Value = getattr(DEFAULTS, self.key)
        return value

    def parse(self, text: str) -> Value:
        """Raises InvalidValue, which says what is allowed."""
        value = self.form.read(normalise_digits(text).strip())
        if not self.form.allows(value):
            raise InvalidValue(
                "configuration",
                f"{self._named(text)} can't be {self.key}.",
                f"Give {self.form.allowed}.",
            )
        return value

    def shown(self, value: Value) -> str:
        """For people's eyes: of verifiers whose they are and how long they count."""
        if isinstance(self.form, Verifiers) and isinstance(value, str) and value != NONE:
            known = parse_verifiers(value)
            return ", ".join(f"{one.number} until {one.until.isoformat()}" for one in known)
        return text_of(value)

    def _named(self, text: str) -> str:
        # Where a code was given for its verifier it is not repeated.
        return "This" if isinstance(self.form, Verifiers) else f"«{text}»"


SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(
            "bills_max_age_h",
            WholeNumber(1, 9_999, may_be_none=True),
            "hours after which the city's bills are too old to pay by",
        ),
        Setting(
            "lookups_per_visit", WholeNumber(1, 99), "bills and receipts one visitor may look for"
        ),
        Setting("bills_per_payment", WholeNumber(1, 5), "bills paid at once"),
        Setting("support_phone", Telephone(), "whom a kiosk out of service names"),
        Setting(TECHNICIANS, Verifiers(), "who may open a kiosk's technician mode"),
    )
}


def setting_of(key: str) -> Setting:
    """Raises InvalidValue, which names all keys."""
    found = SETTINGS.get(key)
    if found is None:
        raise InvalidValue(
            "configuration", f"There is no setting «{key}».", f"Use {', '.join(SETTINGS)}."
        )
    return found


def text_of(value: Value) -> str:
    """As people write it."""
    return NONE if value is None else str(value)


def require_allowed(record: ConfigurationRecord) -> None:
    """Raises InvalidValue for a known key with a value that it can't have."""
    setting = SETTINGS.get(record.key)
    if setting is not None and not setting.form.allows(record.value):
        raise InvalidValue(
            "configuration",
            f"{record.key} can't be {_told(setting, record.value)}.",
            f"It must be {setting.form.allowed}.",
        )


def _told(setting: Setting, value: object) -> str:
    return "this" if isinstance(setting.form, Verifiers) else repr(value)


def configuration_of(records: Iterable[ConfigurationRecord]) -> Configuration:
    """Keys that this software does not know are passed over. Raises InvalidValue."""
    values: dict[str, Any] = {}
    for record in records:
        require_allowed(record)
        if record.key in SETTINGS:
            values[record.key] = record.value
    return Configuration(**values)
