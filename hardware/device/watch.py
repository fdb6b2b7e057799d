"""The thread behind a device that is asked: it looks, waits, looks again, and never dies."""

import logging
import threading
import time
from collections.abc import Callable

from hardware.reasons import Reason

log = logging.getLogger(__name__)

_AFTER_FAILURE_S = 2.0
_CLOSES_WITHIN_S = 1.0
_INTERRUPT_AGAIN_S = 0.05


class Watch:
    """Calls `look` whenever the device is not in use; what it gives is the pause in seconds.

    An exception that escapes `look` is our own fault: it is logged, told to `failed`, and the
    watch goes on. `line` is held while looking and by whoever else talks to the device.
    """

    def __init__(
        self,
        name: str,
        look: Callable[[], float],
        ended: Callable[[], None],
        failed: Callable[[Reason], None],
        line: threading.Lock,
    ) -> None:
        self._look = look
        self._ended = ended
        self._failed = failed
        self._line = line
        self._closing = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def pause(self, seconds: float) -> bool:
        """Waits inside a dialogue; True when the device is being closed."""
        return self._closing.wait(seconds)

    def close(self, interrupt: Callable[[], None]) -> None:
        """`interrupt` wakes whoever waits on the line; again and again, for a line may be opened
        in the very moment in which it is called."""
        self._closing.set()
        self._wake.set()
        deadline = time.monotonic() + _CLOSES_WITHIN_S
        while self._thread.is_alive() and time.monotonic() < deadline:
            interrupt()
            self._thread.join(timeout=_INTERRUPT_AGAIN_S)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            pause_s = _AFTER_FAILURE_S
            if self._line.acquire(blocking=False):  # in use: its user keeps watch
                try:
                    pause_s = self._look()
                except Exception:
                    log.exception("the driver failed; it starts again")
                    self._failed(Reason.DRIVER_FAILED)
                finally:
                    self._line.release()
            if not self._closing.is_set():
                self._wake.wait(pause_s)
        with self._line:
            self._ended()
