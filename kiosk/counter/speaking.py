"""What is said when: each new screen, what has the focus, what was typed, again on request.

Nothing is said unless the visitor listens. A new word takes the place of the one being said.
"""

import os
from pathlib import Path

from kiosk.boundary import Intent, Screen
from kiosk.boundary.screens.information import InformationSearch
from kiosk.boundary.screens.pay import BillEntry
from kiosk.boundary.screens.receipts import ReceiptEntry
from kiosk.speech import (
    Pronunciation,
    SilentVoice,
    Utterance,
    Voice,
    spoken_element,
    spoken_key,
    spoken_screen,
)
from kiosk.speech.espeak import EspeakVoice
from kiosk.texts import Texts

VARIABLE = "PISHKHAN_VOICE"
"""`off`, or a folder to record into instead of speaking."""
COUNTDOWN_S = frozenset({20, 10, 5})


def voice_from_environment() -> Voice:
    """The machine's voice; the variable is for tests and demonstrations."""
    wanted = os.environ.get(VARIABLE, "")
    if wanted == "off":
        return SilentVoice()
    return EspeakVoice(Path(wanted) if wanted else None)


class Speaker:
    """Follows one kiosk's screens."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._pronounced: dict[str, Pronunciation] = {}
        self._said: Screen | None = None
        self.can_speak = voice.is_there

    def shown(self, screen: Screen, texts: Texts) -> None:
        """A screen was sent; the clock's ticks and the like are passed over."""
        if screen.preferences.listening == "off":
            self.hush()
            return
        before, self._said = self._said, screen
        if before is not None and _same_to_the_ear(before, screen, texts):
            return
        begins = before is None
        if before is not None and before.screen == screen.screen:
            typed = _typed(before, screen)
            if typed is not None:
                self._say((spoken_key(typed, texts),), screen, texts)
                return
        guide = (texts("speech-guide"),) if begins else ()
        self._say((*guide, *spoken_screen(screen, texts)), screen, texts)

    def asked(self, intent: Intent, texts: Texts) -> None:
        """Again, or what has the focus now."""
        screen = self._said
        if screen is None:
            return
        match intent.name, intent.payload:
            case "repeat", _:
                self._say(spoken_screen(screen, texts), screen, texts)
            case "focused", {"name": str() as name, "by": by}:
                said = spoken_element(screen, name, texts)
                if said is None:
                    return
                came = spoken_screen(screen, texts) if by == "screen" else ()
                self._say((*came, said), screen, texts)
            case _:
                pass

    def hush(self) -> None:
        """Nobody listens any more; nothing of it is kept."""
        if self._said is not None:
            self._said = None
            self._voice.stop()

    def _say(self, sentences: tuple[str, ...], screen: Screen, texts: Texts) -> None:
        if texts.language not in self._pronounced:
            self._pronounced[texts.language] = Pronunciation(texts)
        pronounced = self._pronounced[texts.language]
        text = "\n".join(f"{pronounced(sentence)}." for sentence in sentences)
        self._voice.say(Utterance(text, texts.language, screen.preferences.volume))


def _same_to_the_ear(before: Screen, screen: Screen, texts: Texts) -> bool:
    """Whether all would be said as before. Seconds count only now and then."""
    if _voice_of(before) != _voice_of(screen):
        return False
    if screen.idle is not None and before.idle is not None:
        left = screen.idle.remaining_s
        return left == before.idle.remaining_s or left not in COUNTDOWN_S
    if before.screen != screen.screen:
        return False
    return _without_seconds(before, texts) == _without_seconds(screen, texts)


def _voice_of(screen: Screen) -> tuple[str, int]:
    return screen.preferences.language, screen.preferences.volume


def _without_seconds(screen: Screen, texts: Texts) -> tuple[str, ...]:
    waiting = getattr(screen, "waiting_text", None)
    return tuple(said for said in spoken_screen(screen, texts) if said != waiting)


def _typed(before: Screen, screen: Screen) -> str | None:
    """The key that was just typed, where that is all that changed; its letter or `erase`."""
    match before, screen:
        case InformationSearch(), InformationSearch():
            return _key_between(before.query, screen.query)
        case ((BillEntry() | ReceiptEntry()), (BillEntry() | ReceiptEntry())):
            if any(field.error for field in screen.fields):
                return None
            pairs = zip(before.fields, screen.fields, strict=True)
            keys = (_key_between(_digits(was.value), _digits(now.value)) for was, now in pairs)
            return next((key for key in keys if key is not None), None)
        case _:
            return None


def _key_between(old: str, new: str) -> str | None:
    if len(new) == len(old) + 1 and new.startswith(old):
        return "space" if new[-1].isspace() else new[-1]
    return "erase" if len(old) == len(new) + 1 and old.startswith(new) else None


def _digits(value: str) -> str:
    return "".join(letter for letter in value if letter.isdigit())
