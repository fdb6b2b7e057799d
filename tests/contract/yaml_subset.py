"""Enough of YAML 1.2 to read docs/asyncapi.yaml; everything else is refused, never guessed at.

Blocks of `key: value` and of `- key: value`, indented by two; values are texts in double quotes
(as in JSON), numbers, true, false, null, `{}`, plain words, `[a, b]` and folded texts (`>-`).
"""

import json
import re
from dataclasses import dataclass
from typing import Any

_KEY = re.compile(r'("[^"]*"|[A-Za-z][\w-]*):(?: (.*))?$')
_PLAIN = re.compile(r"[A-Za-z][\w./ '-]*[\w.]|[A-Za-z]")
_OTHER_TYPES = {"yes", "no", "on", "off", "y", "n", "True", "False", "Null", "TRUE", "FALSE"}


class NotTheSubset(Exception):
    """A line that is YAML of another kind, or none."""


@dataclass(frozen=True)
class _Line:
    number: int
    indent: int
    text: str


def read_yaml(text: str) -> Any:
    """Raises NotTheSubset."""
    lines = [
        _Line(number, len(raw) - len(raw.lstrip(" ")), raw.strip())
        for number, raw in enumerate(text.splitlines(), start=1)
        if raw.strip() and not raw.lstrip().startswith("#")
    ]
    reader = _Reader(lines)
    value = reader.block(0)
    reader.end()
    return value


class _Reader:
    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def end(self) -> None:
        if self._at < len(self._lines):
            raise NotTheSubset(f"line {self._lines[self._at].number}: not where it belongs")

    def block(self, indent: int) -> Any:
        line = self._here(indent)
        if line is None:
            raise NotTheSubset(f"nothing is indented by {indent} before line {self._at}")
        return self._list(indent) if line.text.startswith("- ") else self._map(indent)

    def _here(self, indent: int) -> _Line | None:
        """The next line if it stands at this indentation."""
        if self._at == len(self._lines) or self._lines[self._at].indent != indent:
            return None
        return self._lines[self._at]

    def _list(self, indent: int) -> list[Any]:
        items = []
        while (line := self._here(indent)) is not None and line.text.startswith("- "):
            # The item is a map of its own, which begins after the hyphen.
            self._lines[self._at] = _Line(line.number, indent + 2, line.text[2:])
            items.append(self._map(indent + 2))
        return items

    def _map(self, indent: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (line := self._here(indent)) is not None:
            key = _KEY.match(line.text)
            if key is None:
                raise NotTheSubset(f"line {line.number}: {line.text}")
            name = key[1].strip('"')
            if name in found:
                raise NotTheSubset(f"line {line.number}: {name} a second time")
            self._at += 1
            found[name] = self._value(key[2], indent, line.number)
        return found

    def _value(self, text: str | None, indent: int, number: int) -> Any:
        if text is None:
            return self.block(indent + 2)
        if text == ">-":
            return self._folded(indent + 2)
        if text.startswith("["):
            return self._flow(text, number)
        return _scalar(text, number)

    def _folded(self, indent: int) -> str:
        parts = []
        while (line := self._here(indent)) is not None:
            parts.append(line.text)
            self._at += 1
        return " ".join(parts)

    def _flow(self, text: str, number: int) -> list[Any]:
        if not text.endswith("]"):
            raise NotTheSubset(f"line {number}: {text}")
        inner = text[1:-1].strip()
        return [_scalar(part.strip(), number) for part in inner.split(",")] if inner else []


def _scalar(text: str, number: int) -> Any:
    if text in {"true", "false", "null", "{}"} or re.fullmatch(r'"(?:[^"\\]|\\.)*"|-?\d+', text):
        return json.loads(text)
    if _PLAIN.fullmatch(text) and text not in _OTHER_TYPES:
        return text
    raise NotTheSubset(f"line {number}: {text}")
