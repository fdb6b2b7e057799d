"""How a visitor wants the screen: changed by the pills of the foot, forgotten with the visit."""

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from kiosk.boundary import Intent
from kiosk.boundary.parts import LanguageChoice, Preferences
from kiosk.texts import Texts

QUIETEST, LOUDEST = 1, 5


def first_preferences(texts: Texts) -> Preferences:
    """Those of somebody who has chosen nothing yet, in the language of `texts`."""
    return _in_language(Preferences(), texts)


def changed_by(
    intent: Intent, preferences: Preferences, languages: Sequence[Texts]
) -> Preferences | None:
    """The preferences after `intent`; None when it is not about them."""
    match intent.name:
        case "language":
            return _in_language(preferences, _chosen(intent, preferences, languages))
        case "contrast":
            contrast = "normal" if preferences.contrast == "high" else "high"
            return replace(preferences, contrast=contrast)
        case "large":
            return replace(preferences, text="normal" if preferences.text == "large" else "large")
        case "low":
            return replace(preferences, reach="normal" if preferences.reach == "low" else "low")
        case "listen":
            listening = "off" if preferences.listening == "on" else "on"
            return replace(preferences, listening=listening)
        case "louder":
            return replace(preferences, volume=min(LOUDEST, preferences.volume + 1))
        case "quieter":
            return replace(preferences, volume=max(QUIETEST, preferences.volume - 1))
        case _:
            return None


def from_the_chosen(
    preferences: Preferences, languages: Sequence[Texts]
) -> tuple[LanguageChoice, ...]:
    """All languages by their own names, the chosen one first; the pill offers the second."""
    choices = [LanguageChoice(texts.language, texts("language-name")) for texts in languages]
    start = [choice.code for choice in choices].index(preferences.language)
    return (*choices[start:], *choices[:start])


def _chosen(intent: Intent, preferences: Preferences, languages: Sequence[Texts]) -> Texts:
    offered = from_the_chosen(preferences, languages)
    code = intent.payload.get("code", offered[1 % len(offered)].code)
    named = [texts for texts in languages if texts.language == code]
    return named[0] if named else languages[0]


def _in_language(preferences: Preferences, texts: Texts) -> Preferences:
    direction: Literal["rtl", "ltr"] = "ltr" if texts("language-direction") == "ltr" else "rtl"
    return replace(preferences, language=texts.language, direction=direction)
