"""Whatever is on a screen can be heard, in the order of its importance, in words only."""

import re

import pytest
from msgspec.structs import fields

from kiosk.boundary import Screen
from kiosk.speech import Pronunciation, spoken_element, spoken_screen
from kiosk.speech.utterances import ACTIONS, FIRST
from tests.kiosk.interface import every_screen

WRITTEN_ONLY = re.compile("[\\d\u2066-\u2069\u200e\u200f*]")


@pytest.mark.parametrize("language", every_screen.LANGUAGES)
@pytest.mark.parametrize("name", every_screen.NAMES)
def test_every_screen_is_said_in_words(name: str, language: str) -> None:
    texts = every_screen.LANGUAGES[language]
    pronounced = Pronunciation(texts)
    screen = every_screen.screen(name, every_screen.preferences(language))
    said = [pronounced(sentence) for sentence in spoken_screen(screen, texts)]
    assert len(said) >= 2, "more than a title"
    assert all(sentence.strip() for sentence in said)
    assert not [sentence for sentence in said if WRITTEN_ONLY.search(sentence)]


NOT_FOR_THE_EAR = {
    "screen", "status", "clock", "place", "preferences", "pills", "listen", "idle", "help",
    "ring", "steps", "icon", "tone", "keypad", "outcome", "qr", "map", "digits", "placeholder",
    "layout", "technician", "percent",
}  # fmt: skip
"""Said otherwise (idle, help), found by the keypad (pills, keys, the technician's way in), or
nothing but a sight."""
KEYS = re.compile("_label$")


@pytest.mark.parametrize("kind", Screen.__subclasses__())
def test_no_part_of_a_screen_is_left_unsaid_by_mistake(kind: type[Screen]) -> None:
    known = {*FIRST, *ACTIONS, *NOT_FOR_THE_EAR}
    names = {field.name for field in fields(kind)}
    assert {name for name in names - known if not KEYS.search(name)} == set()


def test_a_list_of_fees_says_the_fees() -> None:
    assert "one million five hundred thousand ree-ahls" in _said("fees")[-1]


def test_a_result_is_said_before_its_details_and_ends_with_what_to_do() -> None:
    said = _said("paid")
    assert said[:2] == ["Result", "Payment done"]
    amount = said.index("one million two hundred fifty thousand ree-ahls")
    code = said.index("Tracking code: three zero five six, zero zero zero, zero one zero")
    assert amount < code < len(said) - 1
    assert said[-1] == "You can: Finish"


def test_a_wrong_id_is_said_with_its_error() -> None:
    said = _said("entry_wrong")
    wrong = next(n for n, text in enumerate(said) if text.startswith("Bill id: one zero zero"))
    assert said[wrong + 1] == "This id is not right; please check the digits"


def test_what_cannot_be_touched_is_not_offered() -> None:
    assert "Pay a municipal bill" in _said("home")[-1]
    assert "Pay a municipal bill" not in _said("home_no_terminal")[-1]


def test_under_the_idle_question_nothing_else_is_said() -> None:
    assert _said("review_idle")[0] == "Are you still there?"
    assert not [text for text in _said("review_idle") if "Owner" in text]


@pytest.mark.parametrize(
    ("name", "element", "said"),
    [
        ("home", "tile_pay", "Pay a municipal bill"),
        ("entry", "field_bill_id", "Bill id"),
        ("entry", "key_7", "7"),
        ("entry", "key_erase", "Erase"),
        ("paid", "finish", "Finish"),
        ("attract", "language_fa", "فارسی"),
        ("home", "pill_contrast", "Contrast"),
        ("home_listening", "pill_listen", "Listen. on"),
        ("home_listening", "louder", "Louder"),
        ("entry_idle", "more", "I need more time"),
        ("home_help", "close_help", "Close help"),
    ],
)
def test_what_has_the_focus_is_said(name: str, element: str, said: str) -> None:
    texts = every_screen.LANGUAGES["en"]
    screen = every_screen.screen(name, every_screen.preferences("en"))
    assert (spoken_element(screen, element, texts) or "").startswith(said)


def test_a_tile_that_is_off_says_why() -> None:
    texts = every_screen.LANGUAGES["en"]
    screen = every_screen.screen("home_no_terminal", every_screen.preferences("en"))
    said = spoken_element(screen, "tile_pay", texts) or ""
    assert "terminal" in said.lower()


def test_a_name_that_no_part_has_says_nothing() -> None:
    texts = every_screen.LANGUAGES["en"]
    screen = every_screen.screen("home", every_screen.preferences("en"))
    assert spoken_element(screen, "elsewhere", texts) is None


def _said(name: str) -> list[str]:
    texts = every_screen.LANGUAGES["en"]
    screen = every_screen.screen(name, every_screen.preferences("en"))
    return [Pronunciation(texts)(sentence) for sentence in spoken_screen(screen, texts)]
