"""Codes out of a scanner's text: each ends with CR, LF or both."""

import time
from collections.abc import Callable

from hardware.device import CodeScanned
from hardware.device.debounce import Debounce
from hardware.device.legibility import Legibility

LONGEST_CODE = 512
_SAME_CODE_S = 1.0  # a code held before the scanner is read again and again


class CodeReader:
    """Bytes in, codes out. A code cut short by silence, too long or not text is counted and
    dropped: half a bill id must never look like another one."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._debounce = Debounce(_SAME_CODE_S, monotonic_s)
        self._waiting = bytearray()
        self._overlong = False
        self._legibility = Legibility()

    @property
    def legibility(self) -> Legibility:
        return self._legibility

    def feed(self, data: bytes) -> list[CodeScanned]:
        """`data` is empty when the line has fallen silent or was opened anew."""
        if not data and self._waiting:
            self._clear()
            self._legibility.bad()
        codes: list[CodeScanned] = []
        for byte in data:
            if byte in b"\r\n":
                codes += self._ended()
            elif len(self._waiting) < LONGEST_CODE:
                self._waiting.append(byte)
            else:
                self._overlong = True
        return codes

    def _ended(self) -> list[CodeScanned]:
        raw, overlong = bytes(self._waiting), self._overlong
        self._clear()
        if not raw:
            return []  # the second half of CR LF
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError:
            text = ""
        if overlong or not text or not text.isprintable():
            self._legibility.bad()
            return []
        self._legibility.good()
        return [CodeScanned(text)] if self._debounce.is_new(text) else []

    def _clear(self) -> None:
        self._waiting.clear()
        self._overlong = False
