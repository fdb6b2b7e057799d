"""espeak-ng as a process for each utterance: ended, it has forgotten what it said.

The text goes in by standard input, so that it stands in no list of processes; as SSML, in which
Persian names within another language keep their own voice. `setpriv` (util-linux) sees to it that
nobody goes on speaking for a counter that is gone.
"""

import logging
import re
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from kiosk.speech.voice import Utterance

log = logging.getLogger(__name__)

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 145
_AMPLITUDES = {1: 40, 2: 70, 3: 100, 4: 140, 5: 190}
_VOICES = {"fa": "fa", "en": "en-us"}
_CARDS = Path("/proc/asound/cards")
_END_WITHIN_S = 0.2
_WITH_ITS_PARENT = ("setpriv", "--pdeathsig", "KILL", "--")
_PERSIAN = re.compile("[\u0600-\u06ff\u200c]+(?:[ \u060c]+[\u0600-\u06ff\u200c]+)*")


class EspeakVoice:
    """Speaks to the machine's default sound device; with `record_to` into WAV files there."""

    def __init__(self, record_to: Path | None = None) -> None:
        self._record_to = record_to
        self._recorded = 0
        self._speaking: subprocess.Popen[bytes] | None = None

    @property
    def is_there(self) -> bool:
        if shutil.which(PROGRAM) is None:
            return False
        return self._record_to is not None or has_sound_card()

    def say(self, utterance: Utterance) -> None:
        self.stop()
        try:
            self._speaking = subprocess.Popen(
                self._command(utterance), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            log.warning("nothing can be said: %s", error)
            return
        assert self._speaking.stdin is not None
        try:
            self._speaking.stdin.write(as_ssml(utterance).encode())
            self._speaking.stdin.close()
        except BrokenPipeError:
            log.warning("%s ended before it had spoken", PROGRAM)

    def stop(self) -> None:
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        speaking.kill()
        try:
            speaking.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            log.warning("%s is held by the sound device", PROGRAM)  # money can't wait for it

    def wait(self, within_s: float) -> None:
        """Until all is said; for tests. Raises TimeoutExpired."""
        if self._speaking is not None:
            self._speaking.wait(within_s)

    def _command(self, utterance: Utterance) -> list[str]:
        voice = _VOICES.get(utterance.language, utterance.language)
        command = [*_WITH_ITS_PARENT, PROGRAM, "-m", "-v", voice, "-s", str(WORDS_A_MINUTE)]
        command += ["-a", str(_AMPLITUDES[utterance.volume]), "--stdin"]
        if self._record_to is not None:
            self._recorded += 1
            command += ["-w", str(self._record_to / f"said-{self._recorded:04d}.wav")]
        return command


def as_ssml(utterance: Utterance) -> str:
    """Persian within another language in the Persian voice."""
    text = escape(utterance.text)
    if utterance.language != "fa":
        text = _PERSIAN.sub(lambda found: f'<voice xml:lang="fa">{found[0]}</voice>', text)
    return f"<speak>{text}</speak>"


def has_sound_card() -> bool:
    """By the kernel's own list."""
    try:
        return "[" in _CARDS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
