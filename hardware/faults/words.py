"""What a technician reads about a fault: what is wrong, and what to do now."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from contract.errors import MissingPart
from hardware.reasons import Reason
from hardware.state import Component


class Language(StrEnum):
    PERSIAN = "fa"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class FaultWords:
    """`what` names the part and its fault; `action` is the next thing to do with one's hands."""

    what: str
    action: str


def fault_words(
    component: Component, reason: Reason, language: Language = Language.PERSIAN
) -> FaultWords:
    """The device's own sentence for this reason, or the one for all devices.

    Raises MissingPart when a language lacks it; a test makes sure that none does.
    """
    bundle = _bundle(language)
    own = f"{component.value}-{reason.value}"
    key = own if bundle.has_message(own) else f"any-{reason.value}"
    if not bundle.has_message(key):
        raise _missing(key, language)
    message = bundle.get_message(key)
    action = message.attributes.get("action")
    if message.value is None or action is None:
        raise _missing(key, language)
    values = {"device": device_name(component, language)}
    what, what_errors = bundle.format_pattern(message.value, values)
    todo, action_errors = bundle.format_pattern(action, values)
    if what_errors or action_errors:
        raise _missing(key, language)
    return FaultWords(str(what), str(todo))


def device_name(component: Component, language: Language = Language.PERSIAN) -> str:
    """Raises MissingPart."""
    bundle = _bundle(language)
    key = f"device-{component.value}"
    if not bundle.has_message(key):
        raise _missing(key, language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise _missing(key, language)
    name, _ = bundle.format_pattern(pattern)
    return str(name)


@cache
def _bundle(language: Language) -> FluentBundle:
    source = files("hardware.faults").joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    # English and Persian names stand in their own language: nothing to isolate.
    bundle = FluentBundle([language.value], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle


def _missing(key: str, language: Language) -> MissingPart:
    return MissingPart(
        f"There are no words for “{key}” in {language}.ftl.",
        "Add the sentence and its .action to hardware/faults.",
    )
