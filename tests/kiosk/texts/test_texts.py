"""The sentences: all there, none unused, written as Persian is written."""

import re
from pathlib import Path

import pytest

from contract.values import FSI, PDI
from hardware.terminals.port import DeclineReason, NotAskedReason
from kiosk.journeys.bill import RefusalReason
from kiosk.journeys.entry import EntryError
from kiosk.journeys.happenings import Stage, StopReason
from kiosk.journeys.information.pages import Shelf
from kiosk.journeys.receipts.checking import Unreadable
from kiosk.journeys.receipts.search import SearchField
from kiosk.texts import MissingText, Texts, languages

KIOSK = Path(__file__).parents[3] / "kiosk"
TEXTS = Texts()


def lines_of(language: str) -> dict[str, str]:
    fluent = (KIOSK / "texts" / f"{language}.ftl").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][\w-]*) = (.*)$", fluent, re.MULTILINE))


LINES = lines_of("fa")


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{ \$(\w+) \}", text))


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    said = lines_of(language)
    assert set(said) == set(LINES)
    assert [key for key in LINES if placeholders(said[key]) != placeholders(LINES[key])] == []


def test_no_sentence_of_another_language_was_left_in_persian() -> None:
    persian = re.compile(r"[\u0600-\u06ff]")
    assert [key for key, text in lines_of("en").items() if persian.search(text)] == []


def test_a_placeholder_is_isolated_so_that_it_cannot_turn_its_line_around() -> None:
    assert f"{FSI}۱۲{PDI}" in TEXTS("idle-text", seconds="۱۲")


def test_a_missing_sentence_and_a_missing_value_say_which() -> None:
    with pytest.raises(MissingText, match="no-such-key"):
        TEXTS("no-such-key")
    with pytest.raises(MissingText, match="seconds"):
        TEXTS("idle-text")


@pytest.mark.parametrize(
    "key",
    [
        *(f"refused-{reason.value}" for reason in RefusalReason),
        *(f"refused-{reason.value}-body" for reason in RefusalReason),
        *(f"entry-error-{error.value}" for error in EntryError),
        *(f"paying-{stage.value}" for stage in Stage),
        *(f"paying-{stage.value}-body" for stage in Stage),
        *(f"out-{reason.value}" for reason in StopReason),
        *(f"check-{reason.value}" for reason in Unreadable),
        *(f"check-{reason.value}-body" for reason in Unreadable),
        *(f"receipts-{field.value}" for field in SearchField),
        *(f"info-{shelf.value}" for shelf in Shelf),
        *(f"info-{shelf.value}-sub" for shelf in Shelf),
        *(f"declined-{reason.value}" for reason in DeclineReason),
        *(f"declined-{reason.value}" for reason in NotAskedReason),
    ],
)
def test_every_reason_has_its_own_sentence(key: str) -> None:
    assert TEXTS.has(key)


BUILT = re.compile(
    r"^(refused|entry-error|month|weekday|check|receipts|info|tile|paying|out|declined|status|printing|done|recovered|slip|technician)-"
)


def test_no_sentence_is_left_that_nobody_shows() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in KIOSK.rglob("*.py"))
    unused = {key for key in LINES if f'"{key}"' not in code and not BUILT.match(key)}
    assert unused == set()


SENTENCES = [key for key in LINES if not key.startswith("language-")]


@pytest.mark.parametrize("key", SENTENCES)
def test_letters_digits_and_half_spaces_are_persian(key: str) -> None:
    text = re.sub(r"\{[^}]+\}", "", LINES[key])
    assert not re.search(r"[يىكةۀ]", text), "Arabic letters"
    assert not re.search(r"[0-9٠-٩A-Za-z]", text), "digits or letters that aren't Persian"
    assert not re.search(r"[,;?%]", text), "punctuation that isn't Persian"
    assert not re.search(r"\u200c(\s|$|\u200c|[،؛.؟])|\s\u200c", text), "a stray half-space"
    assert not re.search(r"\b(می|نمی) [آ-ی]", text), "a verb without its half-space"
    assert not re.search(r"\S (ها|های|تر|ترین)\b", text), "an ending without its half-space"
    assert "  " not in text.strip().replace("  ", " ", 1), "doubled spaces"
