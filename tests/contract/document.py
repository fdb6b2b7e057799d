"""The protocol document as tests read it: its tables of fields, and its examples.

A table of fields follows a line such as **`Hello`**, and its first columns are the field's name,
its type and its default. An example is a fenced block whose info string ends with «example NAME»:
`json` holds the values, `hex` or `text` what is made of them. In values a byte string is h'00ff'.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

DOCS = Path(__file__).resolve().parents[2] / "docs"
PARTS = (DOCS / "contract.md", *sorted((DOCS / "contract").glob("*.md")))

_TITLE = re.compile(r"\*\*`([\w.]+)`(?: version (\d+))?\*\*")
_ROW = re.compile(r"\| `(\w+)` \| ([^|]*) \| ([^|]*) \|")
_EXAMPLE = re.compile(r"^```(json|hex|text) example (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_BYTES = re.compile(r"h'([0-9a-f]*)'")


@dataclass(frozen=True)
class FieldRow:
    """One line of a table: how a field is called, what it holds, and what stands for it."""

    name: str
    type: str
    default: str


@dataclass(frozen=True)
class Table:
    """`version` is that of an event, None for everything else."""

    title: str
    version: int | None
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True)
class Example:
    """`made` is the bytes of the `hex` block, or the text of the `text` block in UTF-8."""

    name: str
    values: dict[str, Any]
    made: bytes


def tables() -> Iterator[Table]:
    """All tables of fields, in the order of the document."""
    for path in PARTS:
        yield from _tables_of(path.read_text(encoding="utf-8").splitlines())


def _tables_of(lines: list[str]) -> Iterator[Table]:
    for place, line in enumerate(lines):
        title = _TITLE.search(line)
        if title is None:
            continue
        version = None if title[2] is None else int(title[2])
        yield Table(title[1], version, tuple(_rows(lines[place + 1 :])))


def _rows(lines: list[str]) -> Iterator[FieldRow]:
    """Of the first table below a title."""
    begun = False
    for line in lines:
        if begun and not line.startswith("|"):
            return
        if _TITLE.search(line) or line.startswith("#"):
            return
        begun = begun or line.startswith("|")
        row = _ROW.match(line)
        if row is not None:
            yield FieldRow(row[1], row[2].strip(), row[3].strip())


def examples() -> dict[str, Example]:
    """By name; AssertionError when a name is given twice or lacks one of its two blocks."""
    values: dict[str, dict[str, Any]] = {}
    made: dict[str, bytes] = {}
    for path in PARTS:
        for form, name, block in _EXAMPLE.findall(path.read_text(encoding="utf-8")):
            shelf: dict[str, Any] = values if form == "json" else made
            assert name not in shelf, f"two blocks {form} of example {name}"
            shelf[name] = _read(form, block)
    assert set(values) == set(made), f"half an example: {set(values) ^ set(made)}"
    return {name: Example(name, values[name], made[name]) for name in values}


def answer_codes() -> dict[str, tuple[str, ...]]:
    """The codes of commands' answers in the document, each with the names of its figures."""
    text = (DOCS / "contract" / "messages.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", text.split("\n## answers\n")[1], re.MULTILINE)
    return {code: tuple(re.findall(r"`(\w+)`", figures)) for code, figures in rows}


def _read(form: str, block: str) -> Any:
    match form:
        case "json":
            return with_bytes(json.loads(block))
        case "hex":
            return bytes.fromhex(block)
        case _:
            return block.strip().encode()


def with_bytes(value: Any) -> Any:
    """Every text of the form h'00ff' becomes the bytes it names."""
    match value:
        case dict():
            return {name: with_bytes(part) for name, part in value.items()}
        case list():
            return [with_bytes(part) for part in value]
        case str() if found := _BYTES.fullmatch(value):
            return bytes.fromhex(found[1])
        case _:
            return value


def rows_of(form: type[msgspec.Struct]) -> tuple[FieldRow, ...]:
    """What the table of a struct must say."""
    info = inspect.type_info(form)
    assert isinstance(info, inspect.StructType)
    return tuple(
        FieldRow(field.encode_name, type_text(field.type), _default(field))
        for field in info.fields
    )


def type_text(info: inspect.Type) -> str:
    """A type in the document's words."""
    match info:
        case inspect.UnionType(types=types):
            (one,) = (part for part in types if not isinstance(part, inspect.NoneType))
            return f"{type_text(one)} or nil"
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            return f"list of {type_text(item)}"
        case inspect.EnumType(cls=enumeration):
            return "str: " + ", ".join(f"`{member.value}`" for member in enumeration)
        case inspect.LiteralType(values=values):
            return "str: " + ", ".join(f"`{value}`" for value in values)
        case inspect.StructType(cls=struct):
            return f"`{struct.__name__}`"
        case inspect.DictType(key_type=key, value_type=value):
            return f"map of {type_text(key)} to {type_text(value)}"
        case inspect.StrType(max_length=int(longest)):
            return f"str, at most {longest} characters"
        case _:
            return _SIMPLE[type(info)]


_SIMPLE: dict[type[inspect.Type], str] = {
    inspect.IntType: "int",
    inspect.StrType: "str",
    inspect.BytesType: "bin",
    inspect.BoolType: "bool",
    inspect.FloatType: "float",
    inspect.RawType: "any",
    inspect.AnyType: "any",
}


def _default(field: inspect.Field) -> str:
    if field.required:
        return ""
    if field.default_factory is not msgspec.NODEFAULT:
        return f"`{json.dumps(field.default_factory())}`"
    if field.default is None:
        return "nil"
    return f"`{json.dumps(msgspec.to_builtins(field.default))}`"
