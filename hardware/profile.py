"""devices.toml: which devices a kiosk has, and where.

    [printer]
    driver = "escpos"
    address = "tcp:127.0.0.1:9100"
    columns = "80mm"

    [terminal]
    driver = "zvt"
    address = "tcp:127.0.0.1:20007"
    terminal_id = "12345678"

    [[reader]]
    driver = "rdm6300"
    address = "serial:/dev/ttyUSB0@9600"

A table left out means that this kiosk has no such device. What a table may hold is said by its
driver's settings; `pishkhan hardware profile --schema` prints it.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec

from contract.errors import InvalidValue, MissingPart
from hardware.address import DeviceAddress
from hardware.device import DeviceSettings, Table
from hardware.kinds import AnyKind, find_kind
from hardware.profile_errors import ProfileText

USUAL_DRIVER = {Table.PRINTER: "escpos", Table.SCANNER: "cdc", Table.READER: "rdm6300"}
ONLY_ONE = (Table.PRINTER, Table.TERMINAL)


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """One device of the kiosk."""

    table: Table
    kind: AnyKind
    settings: DeviceSettings


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """All devices of a kiosk, in the order of the file."""

    entries: tuple[DeviceEntry, ...] = ()

    def entry(self, table: Table) -> DeviceEntry | None:
        """The first device of a table; None when the kiosk has none."""
        return next((entry for entry in self.entries if entry.table is table), None)

    def without(self, *tables: Table) -> Self:
        return type(self)(tuple(entry for entry in self.entries if entry.table not in tables))


def load_profile(path: Path) -> DeviceProfile:
    """Raises MissingPart (no file), InvalidValue (naming the line or the key)."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise MissingPart(
            f"{path} cannot be read: {trouble.strerror}.",
            "Enrol this kiosk, or name the file of its devices with --devices.",
        ) from trouble
    except UnicodeDecodeError as trouble:
        raise InvalidValue(
            "toml", f"{path} is not text in UTF-8: {trouble.reason}.", "Save it as UTF-8."
        ) from trouble
    return parse_profile(text, str(path))


def parse_profile(text: str, name: str = "devices.toml") -> DeviceProfile:
    """Raises InvalidValue: "toml", "unknown_key", "missing_key", "driver", or a value's own."""
    file = ProfileText(name, text)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise InvalidValue(
            "toml", f"{name} is not TOML: {trouble}.", "Correct that line; texts stand in quotes."
        ) from trouble
    return DeviceProfile(
        tuple(entry for key, value in tables.items() for entry in _entries(file, key, value))
    )


def _entries(file: ProfileText, key: str, value: object) -> list[DeviceEntry]:
    if key not in tuple(Table):
        raise file.unknown_table(key)
    table = Table(key)
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, dict) for row in rows):
        raise file.not_a_table(table)
    if table in ONLY_ONE and len(rows) > 1:
        raise file.only_one(table)
    return [_entry(file, table, row, place) for place, row in enumerate(rows)]


def _entry(file: ProfileText, table: Table, row: dict[str, Any], place: int) -> DeviceEntry:
    driver = row.get("driver", USUAL_DRIVER.get(table))
    if driver is None:
        raise file.no_driver(table, place)
    try:
        kind = find_kind(table, str(driver))
    except InvalidValue as error:
        raise file.at(table, place, "driver", error) from error
    rest = {key: value for key, value in row.items() if key != "driver"}
    try:
        settings = msgspec.convert(rest, kind.settings, dec_hook=_decoded)
    except msgspec.ValidationError as error:
        raise file.invalid(table, place, kind, rest, error) from error
    return DeviceEntry(table, kind, settings)


def _decoded(wanted: type, value: object) -> object:
    """Raises ValueError, which msgspec turns into its own with the key's path."""
    if wanted is not DeviceAddress or not isinstance(value, str):
        raise ValueError(f"a text such as tcp:192.168.1.50:9100 is wanted, not {value!r}")
    try:
        return DeviceAddress.parse(value)
    except InvalidValue as error:
        raise ValueError(f"{error.what} {error.next_step}") from error
