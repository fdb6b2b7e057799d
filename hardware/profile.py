"""devices.toml: which devices a kiosk has, and where.

    [printer]
    address = "tcp:127.0.0.1:9100"
    columns = "80mm"

    [terminal]
    driver = "zvt"
    address = "tcp:127.0.0.1:20007"
    terminal_id = "12345678"

    [scanner]
    address = "serial:/dev/ttyACM0@9600"

    [reader]
    address = "serial:/dev/ttyUSB0@9600"

A table left out means that this kiosk has no such device.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from contract.errors import InvalidValue, MissingPart
from hardware.address import DeviceAddress
from hardware.paper.rows import PaperWidth

_COLUMNS = {"80mm": PaperWidth.MM80, "58mm": PaperWidth.MM58}


class TerminalDriver(StrEnum):
    ZVT = "zvt"
    IRAN_TLV = "iran_tlv"


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    address: DeviceAddress
    columns: PaperWidth = PaperWidth.MM80


@dataclass(frozen=True, slots=True)
class TerminalProfile:
    driver: TerminalDriver
    address: DeviceAddress
    terminal_id: str


@dataclass(frozen=True, slots=True)
class ScannerProfile:
    address: DeviceAddress


@dataclass(frozen=True, slots=True)
class ReaderProfile:
    address: DeviceAddress


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """None: the kiosk has no such device."""

    printer: PrinterProfile | None = None
    terminal: TerminalProfile | None = None
    scanner: ScannerProfile | None = None
    reader: ReaderProfile | None = None


def load_profile(path: Path) -> DeviceProfile:
    """Raises MissingPart (no file), InvalidValue (naming the line or the key)."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise MissingPart(
            f"{path} cannot be read: {trouble.strerror}.",
            "Enrol this kiosk, or name the file of its devices with --devices.",
        ) from trouble
    return parse_profile(text, str(path))


def parse_profile(text: str, name: str = "devices.toml") -> DeviceProfile:
    """Raises InvalidValue: "toml", "unknown_key", "missing_key", or a bad value's own reason."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise InvalidValue(
            "toml", f"{name} is not TOML: {trouble}.", "Correct that line; texts stand in quotes."
        ) from trouble
    _only_known(name, "", tables, ("printer", "terminal", "scanner", "reader"))
    return DeviceProfile(
        printer=_printer(_Table(name, "printer", tables)),
        terminal=_terminal(_Table(name, "terminal", tables)),
        scanner=_scanner(_Table(name, "scanner", tables)),
        reader=_reader(_Table(name, "reader", tables)),
    )


class _Table:
    """One table of the file, which names itself in every message."""

    def __init__(self, file: str, name: str, tables: Mapping[str, Any]) -> None:
        self._file = file
        self._name = name
        entries = tables.get(name)
        self.is_absent = entries is None
        if entries is not None and not isinstance(entries, dict):
            raise InvalidValue(
                "toml", f"{file}: {name} is not a table.", f"Write [{name}] on its own line."
            )
        self._entries: Mapping[str, Any] = entries or {}

    def only(self, *keys: str) -> None:
        _only_known(self._file, self._name, self._entries, keys)

    def text(self, key: str, example: str, default: str | None = None) -> str:
        value = self._entries.get(key, default)
        if value is None:
            raise InvalidValue(
                "missing_key",
                f"{self._file}: [{self._name}] has no {key}.",
                f'Add a line such as {key} = "{example}".',
            )
        if not isinstance(value, str) or not value.strip():
            raise self.invalid("toml", key, value, f'{key} = "{example}"')
        return value.strip()

    def address(self, example: str) -> DeviceAddress:
        value = self.text("address", example)
        try:
            return DeviceAddress.parse(value)
        except InvalidValue as error:
            where = f"{self._file}: [{self._name}] address"
            raise InvalidValue(error.reason, f"{where}: {error.what}", error.next_step) from error

    def invalid(self, reason: str, key: str, value: object, example: str) -> InvalidValue:
        return InvalidValue(
            reason,
            f"{self._file}: [{self._name}] {key} = {value!r} is not valid.",
            f"Write it like this: {example}.",
        )


def _printer(table: _Table) -> PrinterProfile | None:
    if table.is_absent:
        return None
    table.only("address", "columns")
    columns = table.text("columns", "80mm", default="80mm")
    if columns not in _COLUMNS:
        raise table.invalid("columns", "columns", columns, 'columns = "80mm", or "58mm"')
    return PrinterProfile(table.address("tcp:192.168.1.50:9100"), _COLUMNS[columns])


def _terminal(table: _Table) -> TerminalProfile | None:
    if table.is_absent:
        return None
    table.only("driver", "address", "terminal_id")
    driver = table.text("driver", "zvt")
    if driver not in tuple(TerminalDriver):
        known = ", ".join(f'"{kind}"' for kind in TerminalDriver)
        raise table.invalid("driver", "driver", driver, f"driver = one of {known}")
    terminal_id = table.text("terminal_id", "12345678")
    if not (terminal_id.isascii() and terminal_id.isdigit() and len(terminal_id) == 8):
        raise table.invalid("terminal_id", "terminal_id", terminal_id, 'terminal_id = "12345678"')
    return TerminalProfile(
        TerminalDriver(driver), table.address("tcp:192.168.1.60:20007"), terminal_id
    )


def _scanner(table: _Table) -> ScannerProfile | None:
    if table.is_absent:
        return None
    table.only("address")
    return ScannerProfile(table.address("serial:/dev/ttyACM0@9600"))


def _reader(table: _Table) -> ReaderProfile | None:
    if table.is_absent:
        return None
    table.only("address")
    return ReaderProfile(table.address("serial:/dev/ttyUSB0@9600"))


def _only_known(file: str, table: str, entries: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in entries:
        if key not in keys:
            where = f"[{table}] {key}" if table else f"[{key}]"
            raise InvalidValue(
                "unknown_key",
                f"{file}: {where} is not known.",
                f"Known here: {', '.join(keys)}.",
            )
