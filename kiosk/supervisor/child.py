"""One program of the kiosk, kept running: ended means started again, within three seconds."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence

FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 3.0
LIVED_WELL_S = 10.0
"""One that ran this long is started again without delay when it ends."""
GIVE_UP_CODES = frozenset({2, 3})
"""Bad input, or something is missing: starting again changes nothing."""


class Child:
    """Started, watched and ended by the supervisor. Times in monotonic seconds."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._started_s = 0.0
        self._start_at_s: float | None = 0.0
        self._delay_s = FIRST_DELAY_S
        self.gave_up: int | None = None

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def without(self, variable: str) -> None:
        """Later starts don't get this variable of the environment."""
        self._environment.pop(variable, None)

    def tend(self, now_s: float) -> int | None:
        """Starts it when due. The exit code when it has just ended, else None."""
        if self._process is None:
            if self._is_due(now_s):
                self._start(now_s)
            return None
        code = self._process.poll()
        if code is None:
            self._look_at_running(now_s)
            return None
        self._process = None
        self._start_at_s = self._start_again_at_s(code, now_s)
        return code

    def send(self, sign: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(sign)

    def end(self, deadline_s: float, now_s: float) -> None:
        """Waits for an orderly end until the deadline, then kills."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline_s - now_s))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _is_due(self, now_s: float) -> bool:
        return self._start_at_s is not None and now_s >= self._start_at_s

    def _start(self, now_s: float) -> None:
        self._process = self._launch()
        self._started_s, self._start_at_s = now_s, None

    def _launch(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._environment)

    def _look_at_running(self, now_s: float) -> None:
        """Nothing more is asked of it than to run."""

    def _start_again_at_s(self, code: int, now_s: float) -> float | None:
        """None: never."""
        if code in GIVE_UP_CODES:
            self.gave_up = code
            return None
        lived_well = now_s - self._started_s >= LIVED_WELL_S
        delay_s = FIRST_DELAY_S if lived_well else self._delay_s
        self._delay_s = min(LONGEST_DELAY_S, delay_s * 2)
        return now_s + delay_s


def inherited() -> dict[str, str]:
    """The environment a child gets."""
    return dict(os.environ)
