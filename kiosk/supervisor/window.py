"""One of the two interfaces: it must give signs of life, and starts when the machine has time."""

import logging
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from kiosk.supervisor.child import Child

log = logging.getLogger(__name__)

SPARE_DELAY_S = 2.5
"""After another window was shown: the person before it has the machine for himself."""
SILENT_S = 1.8
"""It beats each quarter of a second. With a new window in under one: under three seconds."""
FIRST_BEAT_WITHIN_S = 30.0
STARTING = b"s"
"""A spare's word that it loads Qt now: as at a first start, no beat comes meanwhile."""


class WindowChild(Child):
    """`has_other`: does another interface run? Then this one's start can wait."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        has_other: Callable[[], bool],
    ) -> None:
        super().__init__(name, command, environment)
        self._has_other = has_other
        self._pulse: int | None = None
        self._silent_from_s: float | None = None
        self._has_time_at_s = 0.0

    def is_spare_from(self, at_s: float) -> None:
        """Its first start too is a spare's, and waits until then while the other runs."""
        self._as_spare()
        self._has_time_at_s = at_s

    def _as_spare(self) -> None:
        """Every later start is hidden until the counter shows something in it."""
        if "--spare" not in self._command:
            self._command.append("--spare")

    def _launch(self) -> subprocess.Popen[bytes]:
        self._forget_pulse()
        self._pulse, theirs = os.pipe()
        os.set_blocking(self._pulse, False)
        try:
            process = subprocess.Popen(
                [*self._command, "--pulse", str(theirs)],
                env=self._environment,
                pass_fds=(theirs,),
            )
        finally:
            os.close(theirs)
        self._silent_from_s = None
        self._as_spare()
        return process

    def _look_at_running(self, now_s: float) -> None:
        signs = self._signs()
        if signs:
            starts = signs.endswith(STARTING)
            self._silent_from_s = now_s + (FIRST_BEAT_WITHIN_S if starts else SILENT_S)
        elif self._silent_from_s is None:
            self._silent_from_s = now_s + FIRST_BEAT_WITHIN_S
        elif now_s >= self._silent_from_s:
            log.warning("%s hangs and is ended", self.name)
            self.send(signal.SIGKILL)

    def _signs(self) -> bytes:
        """What came through its pulse since the last look."""
        if self._pulse is not None:
            with suppress(BlockingIOError):
                return os.read(self._pulse, 4096)
        return b""

    def _is_due(self, now_s: float) -> bool:
        has_time = not self._has_other() or now_s >= self._has_time_at_s
        return has_time and super()._is_due(now_s)

    def _start_again_at_s(self, code: int, now_s: float) -> float | None:
        self._has_time_at_s = now_s + SPARE_DELAY_S
        return super()._start_again_at_s(code, now_s)

    def _forget_pulse(self) -> None:
        if self._pulse is not None:
            os.close(self._pulse)
            self._pulse = None
