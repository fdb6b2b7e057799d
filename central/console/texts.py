"""Every sentence of the console, from one Fluent file; templates and handlers hold none."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from contract.errors import DamagedData

FILE = Path(__file__).parent / "fa.ftl"
Argument = str | int


@cache
def _bundle() -> FluentBundle:
    bundle = FluentBundle(["fa"])
    bundle.add_resource(FluentResource(FILE.read_text(encoding="utf-8")))
    return bundle


def text(key: str, **values: Argument) -> str:
    """The sentence with its values set in, each isolated from the line's direction.

    Raises DamagedData when the sentence or one of its values is missing: a page with a hole in
    it is a defect, not something to show.
    """
    return _formatted(key, values)


def has_text(key: str) -> bool:
    return _bundle().has_message(key)


def _formatted(key: str, values: Mapping[str, Argument]) -> str:
    bundle = _bundle()
    if not bundle.has_message(key):
        raise DamagedData(f"The console has no text «{key}».", f"Add it to {FILE.name}.")
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise DamagedData(f"The text «{key}» is empty.", f"Write it in {FILE.name}.")
    formatted, errors = bundle.format_pattern(pattern, dict(values))
    if errors:
        raise DamagedData(f"The text «{key}» can't be set: {errors[0]}.", f"See {FILE.name}.")
    return str(formatted)
