"""Sentences by key, from one Fluent file a language. Placeholders are isolated (FSI, PDI)."""

import functools
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource

from contract.errors import MissingPart

PERSIAN = "fa"


class MissingText(MissingPart):
    """A sentence that is not in the language's file, or a placeholder it isn't given."""

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(
            f"The text «{key}» can't be shown: {detail}.",
            "Add it to the language's .ftl file in kiosk/texts.",
        )


class Texts:
    """The sentences of one language. Values are texts: numbers come formatted already."""

    def __init__(self, language: str = PERSIAN) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=True)
        resource = _resource(language)
        self._bundle.add_resource(resource)
        self._keys = tuple(entry.id.name for entry in resource.body if isinstance(entry, Message))

    def __call__(self, key: str, **values: str) -> str:
        """The sentence of `key`. Raises MissingText."""
        if not self._bundle.has_message(key):
            raise MissingText(key, "it does not exist")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingText(key, "it is empty")
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingText(key, str(errors[0]))
        return str(text)

    def keys(self) -> tuple[str, ...]:
        """All sentences, in the file's order."""
        return self._keys

    def has(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))


@functools.cache
def _resource(language: str) -> Resource:
    """Parsed once in a process: it takes a tenth of a second."""
    source = files("kiosk.texts").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    return FluentResource(source)


def languages() -> tuple[str, ...]:
    """The codes of all languages there is a file of, Persian first."""
    found = (file.name for file in files("kiosk.texts").iterdir())
    others = sorted(name.removesuffix(".ftl") for name in found if name.endswith(".ftl"))
    return (PERSIAN, *(code for code in others if code != PERSIAN))
