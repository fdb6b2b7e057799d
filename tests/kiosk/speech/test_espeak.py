"""The real program: what it is given becomes sound, and it stops at once."""

import shutil
import subprocess
import sys
import wave
from pathlib import Path

import psutil
import pytest

from kiosk.speech import Pronunciation, Utterance
from kiosk.speech.espeak import PROGRAM, EspeakVoice, as_ssml
from kiosk.texts import Texts
from tests.support.waiting import eventually

LONG = "یک میلیون و دویست و پنجاه هزار ریال. " * 200


def test_a_sentence_becomes_sound(tmp_path: Path) -> None:
    voice = EspeakVoice(tmp_path)
    assert voice.is_there
    voice.say(Utterance("پرداخت انجام شد", "fa", 3))
    voice.wait(20)
    with wave.open(str(tmp_path / "said-0001.wav")) as sound:
        assert 0.5 < sound.getnframes() / sound.getframerate() < 6
        assert any(sound.readframes(sound.getnframes()))


def test_louder_is_louder(tmp_path: Path) -> None:
    voice = EspeakVoice(tmp_path)
    for volume in (1, 5):
        voice.say(Utterance("Payment done", "en", volume))
        voice.wait(20)
    assert _loudest(tmp_path / "said-0002.wav") > 2 * _loudest(tmp_path / "said-0001.wav")


def test_a_new_word_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    voice = EspeakVoice(tmp_path)
    voice.say(Utterance(LONG, "fa", 3))
    first = voice._speaking
    voice.say(Utterance("two", "en", 3))
    assert first is not None
    assert first.returncode is not None, "nobody hears two voices"
    voice.stop()
    voice.stop()  # harmless in silence


def test_without_the_program_nothing_is_offered_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = EspeakVoice(tmp_path)
    assert not voice.is_there
    voice.say(Utterance("two", "en", 3))
    voice.stop()


@pytest.mark.parametrize(
    ("language", "written", "sounds"),
    [
        ("fa", "کد رهگیری", "kˈode"),
        ("fa", "شناسهٔ قبض", "ʃenˈɑseːjˈe"),
        ("en", "12 rials", "ɹˈiːˈɑːlz"),
    ],
)
def test_words_of_the_lexicon_sound_as_they_should(
    language: str, written: str, sounds: str
) -> None:
    program = shutil.which(PROGRAM)
    assert program is not None
    spoken = subprocess.run(
        [program, "-q", "--ipa", "-v", language, Pronunciation(Texts(language))(written)],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert sounds in spoken


def test_persian_within_english_is_said_in_persian() -> None:
    utterance = Utterance("For: عوارض نوسازی, five & six", "en", 3)
    spoken = subprocess.run(
        [PROGRAM, "-q", "--ipa", "-m", "-v", "en-us", "--stdin"],
        input=as_ssml(utterance), capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert "nosˈɑzi" in spoken
    assert "sˈɪks" in spoken


SPEAKS_AND_WAITS = """
import signal, sys
from pathlib import Path
from kiosk.speech import Utterance
from kiosk.speech.espeak import EspeakVoice
voice = EspeakVoice(Path(sys.argv[1]))
voice.say(Utterance(sys.stdin.read(), "fa", 3))
print(voice._speaking.pid, flush=True)
signal.pause()
"""


def test_nobody_speaks_for_a_counter_that_is_gone(tmp_path: Path) -> None:
    counter = subprocess.Popen(
        [sys.executable, "-c", SPEAKS_AND_WAITS, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert counter.stdin is not None
    assert counter.stdout is not None
    counter.stdin.write(LONG * 50)
    counter.stdin.close()
    speaking = psutil.Process(int(counter.stdout.readline()))
    eventually(lambda: speaking.name() == PROGRAM, "the voice")
    counter.kill()
    counter.wait()
    counter.stdout.close()
    eventually(lambda: not speaking.is_running(), "silence", timeout_s=5)


def _loudest(path: Path) -> int:
    with wave.open(str(path)) as sound:
        frames = sound.readframes(sound.getnframes())
    return max(abs(sample) for sample in memoryview(frames).cast("h"))
