"""What a listener hears while a visit goes on, and that nobody hears anything unasked."""

from dataclasses import dataclass, field

import pytest
from msgspec.structs import replace

from kiosk.boundary import Intent, Screen
from kiosk.boundary.screens.pay import BillEntry
from kiosk.counter.speaking import Speaker
from kiosk.speech import Utterance
from tests.kiosk.interface import every_screen

TEXTS = every_screen.LANGUAGES["en"]


@dataclass
class RecordingVoice:
    said: list[Utterance] = field(default_factory=list)
    stopped: int = 0
    is_there: bool = True

    def say(self, utterance: Utterance) -> None:
        self.said.append(utterance)

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def voice() -> RecordingVoice:
    return RecordingVoice()


@pytest.fixture
def speaker(voice: RecordingVoice) -> Speaker:
    return Speaker(voice)


def screen(name: str, listening: str = "on") -> Screen:
    wants = every_screen.preferences("en")
    return every_screen.screen(name, replace(wants, listening=listening))


def test_nothing_is_said_unasked(speaker: Speaker, voice: RecordingVoice) -> None:
    speaker.shown(screen("home", "off"), TEXTS)
    speaker.asked(Intent("repeat", {}), TEXTS)
    assert voice.said == []


def test_who_begins_to_listen_is_told_how_and_then_where_they_are(
    speaker: Speaker, voice: RecordingVoice
) -> None:
    speaker.shown(screen("home", "off"), TEXTS)
    speaker.shown(screen("home"), TEXTS)
    first, second, *_ = voice.said[0].text.splitlines()
    assert first.startswith("This screen is read aloud")
    assert second == "Hello. What would you like to do?."
    speaker.shown(screen("entry"), TEXTS)
    assert not voice.said[1].text.startswith("This screen is read aloud")


def test_a_tick_of_the_clock_is_silent(speaker: Speaker, voice: RecordingVoice) -> None:
    home = screen("home")
    speaker.shown(home, TEXTS)
    speaker.shown(replace(home, clock=replace(home.clock, time="14:37")), TEXTS)
    assert len(voice.said) == 1


def test_a_typed_digit_is_said_alone(speaker: Speaker, voice: RecordingVoice) -> None:
    empty = screen("entry")
    assert isinstance(empty, BillEntry)
    bill, *others = empty.fields
    speaker.shown(empty, TEXTS)
    speaker.shown(replace(empty, fields=(replace(bill, value="7"), *others)), TEXTS)
    assert voice.said[-1].text == "seven."


def test_an_erased_digit_is_said_as_erased(speaker: Speaker, voice: RecordingVoice) -> None:
    empty = screen("entry")
    assert isinstance(empty, BillEntry)
    bill, *others = empty.fields
    speaker.shown(replace(empty, fields=(replace(bill, value="7"), *others)), TEXTS)
    speaker.shown(empty, TEXTS)
    assert voice.said[-1].text == "Erase."


def test_contrast_is_nothing_to_the_ear(speaker: Speaker, voice: RecordingVoice) -> None:
    home = screen("home")
    speaker.shown(home, TEXTS)
    high = replace(home.preferences, contrast="high")
    speaker.shown(replace(home, preferences=high), TEXTS)
    assert len(voice.said) == 1


def test_the_idle_question_is_said_louder_on_request(
    speaker: Speaker, voice: RecordingVoice
) -> None:
    asked = screen("review_idle")
    speaker.shown(asked, TEXTS)
    speaker.shown(replace(asked, preferences=replace(asked.preferences, volume=4)), TEXTS)
    assert [said.volume for said in voice.said] == [3, 4]


def test_an_error_is_said_with_the_whole_entry(speaker: Speaker, voice: RecordingVoice) -> None:
    speaker.shown(screen("entry"), TEXTS)
    speaker.shown(screen("entry_wrong"), TEXTS)
    assert "This id is not right" in voice.said[-1].text


def test_the_idle_question_counts_only_now_and_then(
    speaker: Speaker, voice: RecordingVoice
) -> None:
    asked = screen("entry_idle")
    assert asked.idle is not None
    speaker.shown(asked, TEXTS)
    for seconds in (19, 18, 11, 10, 9):
        idle = replace(asked.idle, remaining_s=seconds, text=f"closed in {seconds} seconds")
        speaker.shown(replace(asked, idle=idle), TEXTS)
    assert len(voice.said) == 2
    assert "closed in ten seconds" in voice.said[-1].text


def test_a_question_that_goes_away_says_again_where_one_is(
    speaker: Speaker, voice: RecordingVoice
) -> None:
    speaker.shown(screen("entry_idle"), TEXTS)
    speaker.shown(screen("entry"), TEXTS)
    assert "Enter your bill" in voice.said[-1].text


def test_waiting_seconds_of_a_payment_are_silent(speaker: Speaker, voice: RecordingVoice) -> None:
    card = screen("card_waiting")
    speaker.shown(card, TEXTS)
    speaker.shown(replace(card, waiting_text="21 seconds"), TEXTS)
    assert len(voice.said) == 1


def test_the_focus_is_said_and_a_screen_again(speaker: Speaker, voice: RecordingVoice) -> None:
    speaker.shown(screen("home"), TEXTS)
    speaker.asked(Intent("focused", {"name": "tile_pay", "by": "key"}), TEXTS)
    assert voice.said[-1].text.startswith("Pay a municipal bill")
    speaker.asked(Intent("focused", {"name": "elsewhere", "by": "key"}), TEXTS)
    assert len(voice.said) == 2
    speaker.asked(Intent("repeat", {}), TEXTS)
    assert voice.said[-1].text.startswith("Hello.")


def test_a_focus_that_came_with_a_screen_is_said_after_it(
    speaker: Speaker, voice: RecordingVoice
) -> None:
    speaker.shown(screen("home"), TEXTS)
    speaker.asked(Intent("focused", {"name": "tile_pay", "by": "screen"}), TEXTS)
    told = voice.said[-1].text.splitlines()
    assert told[0] == "Hello. What would you like to do?."
    assert told[-1].startswith("Pay a municipal bill")


def test_louder_says_the_screen_louder(speaker: Speaker, voice: RecordingVoice) -> None:
    home = screen("home")
    speaker.shown(home, TEXTS)
    louder = replace(home.preferences, volume=5)
    speaker.shown(replace(home, preferences=louder), TEXTS)
    assert voice.said[-1].volume == 5
    assert voice.said[-1].text.startswith("Hello.")


@pytest.mark.parametrize("end", ["visit over", "pill touched"])
def test_the_next_person_hears_nothing_of_it(
    end: str, speaker: Speaker, voice: RecordingVoice
) -> None:
    speaker.shown(screen("paid"), TEXTS)
    if end == "visit over":
        speaker.hush()
    else:
        speaker.shown(screen("paid", "off"), TEXTS)
    assert voice.stopped == 1
    speaker.asked(Intent("repeat", {}), TEXTS)
    assert len(voice.said) == 1
