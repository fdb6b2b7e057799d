"""What is wrong in a devices.toml, said with the line it stands in."""

import re
from collections.abc import Mapping

import msgspec

from contract.errors import InvalidValue
from hardware.device import DeviceKind, DeviceSettings, Table

_MISSING = re.compile(r"missing required field `(\w+)`")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_AT_KEY = re.compile(r"(?P<what>.*?) - at `\$\.(?P<key>\w+)")


class ProfileText:
    """The text of the file, in which a table's key can be found again."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.splitlines()

    def unknown_table(self, key: str) -> InvalidValue:
        line = self._find(rf"\s*(\[+\s*{re.escape(key)}\b|{re.escape(key)}\s*=)", 0)
        return InvalidValue(
            "unknown_key",
            f"{self._at(line)}: [{key}] is not known.",
            f"Known here: {', '.join(Table)}.",
        )

    def not_a_table(self, table: Table) -> InvalidValue:
        line = self._at(self._find(rf"{table.value}\s*=", 0))
        return InvalidValue(
            "toml",
            f"{line}: {table} is not a table.",
            f"Write [{table}] on its own line.",
        )

    def only_one(self, table: Table) -> InvalidValue:
        return InvalidValue(
            "toml",
            f"{self._at(self._table_line(table, 1))}: a second [{table}].",
            f"A kiosk has one {table}: leave the one that is used.",
        )

    def no_driver(self, table: Table, place: int) -> InvalidValue:
        return InvalidValue(
            "missing_key",
            f"{self._at(self._table_line(table, place))}: [{table}] has no driver.",
            'Add a line such as driver = "zvt"; `pishkhan hardware profile --drivers` has all.',
        )

    def at(self, table: Table, place: int, key: str, error: InvalidValue) -> InvalidValue:
        line = self._key_line(table, place, key)
        return InvalidValue(
            error.reason, f"{self._at(line)}: [{table}] {key}: {error.what}", error.next_step
        )

    def invalid(
        self,
        table: Table,
        place: int,
        kind: DeviceKind[DeviceSettings],
        row: Mapping[str, object],
        error: msgspec.ValidationError,
    ) -> InvalidValue:
        """What msgspec found in one table of this kind."""
        text = str(error)
        example = f"A table that works:\n{kind.example.strip()}"
        if (missing := _MISSING.search(text)) is not None:
            line = self._at(self._table_line(table, place))
            return InvalidValue("missing_key", f"{line}: [{table}] has no {missing[1]}.", example)
        if (unknown := _UNKNOWN.search(text)) is not None:
            line = self._at(self._key_line(table, place, unknown[1]))
            known = ", ".join(("driver", *kind.settings.__struct_fields__))
            return InvalidValue(
                "unknown_key", f"{line}: [{table}] {unknown[1]} is not known.", f"Known: {known}."
            )
        at_key = _AT_KEY.match(text)
        key = at_key["key"] if at_key else ""
        what = at_key["what"] if at_key else text
        line = self._at(self._key_line(table, place, key))
        value = row.get(key)
        return InvalidValue(
            "value", f"{line}: [{table}] {key} = {value!r} is not valid: {what}.", example
        )

    def _at(self, line: int | None) -> str:
        return self._name if line is None else f"{self._name}, line {line + 1}"

    def _table_line(self, table: Table, place: int) -> int | None:
        """The line of the table's heading, the `place`-th of its name from 0."""
        heading = re.compile(rf"\s*\[+\s*{table}\s*\]+")
        lines = [number for number, line in enumerate(self._lines) if heading.match(line)]
        return lines[place] if place < len(lines) else None

    def _key_line(self, table: Table, place: int, key: str) -> int | None:
        start = self._table_line(table, place)
        if start is None:
            return None
        return self._find(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", start + 1) or start

    def _find(self, pattern: str, start: int) -> int | None:
        wanted = re.compile(pattern)
        for number in range(start, len(self._lines)):
            if wanted.match(self._lines[number]):
                return number
        return None
