"""Every sentence of the desk, from one Fluent file."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from contract.errors import DamagedData

FILE = Path(__file__).parent / "fa.ftl"


@cache
def _bundle() -> FluentBundle:
    bundle = FluentBundle(["fa"])
    bundle.add_resource(FluentResource(FILE.read_text(encoding="utf-8")))
    return bundle


def text(key: str, **values: str | int) -> str:
    """The sentence with its values set in, each isolated from the line's direction.

    Raises DamagedData when the sentence or one of its values is missing.
    """
    bundle = _bundle()
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        raise DamagedData(f"The desk has no text «{key}».", f"Add it to {FILE.name}.")
    formatted, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise DamagedData(f"The text «{key}» can't be set: {errors[0]}.", f"See {FILE.name}.")
    return str(formatted)


def kind_in_words(kind: str) -> str:
    """What an event of this kind says, in a word or two; an unknown kind says itself."""
    key = f"kind-{kind.replace('.', '-').replace('_', '-')}"
    return text(key) if _bundle().has_message(key) else kind
