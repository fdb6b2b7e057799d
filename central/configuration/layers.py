"""From the values of all scopes to the one result of each kiosk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.configuration.models import ConfigurationValue
from central.fleet import Device, find_device
from contract.configuration import (
    SETTINGS,
    Configuration,
    ConfigurationRecord,
    Origin,
    Setting,
    configuration_of,
)
from contract.errors import InvalidValue
from contract.values import normalise_digits

MOST_DISTRICTS = 99
SEPARATOR = ":"


@dataclass(frozen=True)
class Scope:
    """Whom a value is set for; `name` is the district's number or the device's id."""

    origin: Origin
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """`city`, `district:2` or `device:k-ab12`. Raises InvalidValue."""
        head, _, name = text.partition(SEPARATOR)
        if head == Origin.CITY and not name:
            return cls(Origin.CITY)
        number = normalise_digits(name)
        is_number = number.isascii() and number.isdigit() and len(number) <= 2
        if head == Origin.DISTRICT and is_number and 1 <= int(number) <= MOST_DISTRICTS:
            return cls(Origin.DISTRICT, str(int(number)))
        if head == Origin.DEVICE and name:
            return cls(Origin.DEVICE, name)
        raise InvalidValue(
            "scope", f"«{text}» is no scope.", "Give city, district:NUMBER or device:ID."
        )

    @property
    def text(self) -> str:
        return self.origin.value if not self.name else f"{self.origin}{SEPARATOR}{self.name}"


def scopes_of(device: Device) -> Sequence[Scope]:
    """From the widest to the narrowest."""
    return (
        Scope(Origin.CITY),
        Scope(Origin.DISTRICT, str(device.district)),
        Scope(Origin.DEVICE, device.device),
    )


def configuration_records(session: Session, device: str) -> list[ConfigurationRecord]:
    """All keys as they hold for that kiosk. Raises DeviceUnknown."""
    return _merged(session, scopes_of(find_device(session, device)))


def city_configuration(session: Session) -> Configuration:
    """As it holds where nothing narrower is set."""
    return configuration_of(_merged(session, (Scope(Origin.CITY),)))


def newest_change(session: Session) -> int:
    """The number of the newest change; 0 before the first."""
    return session.scalar(select(func.max(ConfigurationValue.change))) or 0


def values_of(session: Session, scopes: Sequence[Scope]) -> Mapping[tuple[str, str], str]:
    """(scope, key) -> value as written, of what is set."""
    rows = session.scalars(
        select(ConfigurationValue).where(
            ConfigurationValue.scope.in_([scope.text for scope in scopes]),
            ConfigurationValue.value.is_not(None),
        )
    )
    return {(row.scope, row.key): row.value for row in rows if row.value is not None}


def _merged(session: Session, scopes: Sequence[Scope]) -> list[ConfigurationRecord]:
    values = values_of(session, scopes)
    return [_narrowest(setting, scopes, values) for setting in SETTINGS.values()]


def _narrowest(
    setting: Setting, scopes: Sequence[Scope], values: Mapping[tuple[str, str], str]
) -> ConfigurationRecord:
    for scope in reversed(scopes):
        written = values.get((scope.text, setting.key))
        if written is not None:
            return ConfigurationRecord(
                key=setting.key, value=setting.parse(written), origin=scope.origin.value
            )
    return ConfigurationRecord(key=setting.key, value=setting.default, origin=Origin.DEFAULT.value)
