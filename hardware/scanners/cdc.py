"""A barcode scanner on a serial line (USB CDC): each code ends with CR, LF or both."""

import logging
import time
from collections.abc import Callable

from hardware.address import DeviceAddress
from hardware.device import (
    CodeScanned,
    DeviceKind,
    DeviceSettings,
    Listener,
    StateChanged,
    Table,
    ignore_events,
)
from hardware.link import LineListener
from hardware.state import Component, DeviceReport

log = logging.getLogger(__name__)

LONGEST_CODE = 512
_SAME_CODE_S = 1.0  # a code held before the scanner is read again and again


class CodeReader:
    """Bytes in, codes out. A code cut short by silence, too long or not text is counted and
    dropped: half a bill id must never look like another one."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._waiting = bytearray()
        self._overlong = False
        self._last: tuple[str, float] = ("", float("-inf"))
        self.malformed = 0

    def feed(self, data: bytes) -> list[str]:
        """`data` is empty when the line has fallen silent."""
        if not data and self._waiting:
            self._drop()
        codes: list[str] = []
        for byte in data:
            if byte in b"\r\n":
                codes += self._ended()
            elif len(self._waiting) < LONGEST_CODE:
                self._waiting.append(byte)
            else:
                self._overlong = True
        return codes

    def _ended(self) -> list[str]:
        raw, overlong = bytes(self._waiting), self._overlong
        self._waiting.clear()
        self._overlong = False
        if not raw:
            return []  # the second half of CR LF
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError:
            text = ""
        if overlong or not text or not text.isprintable():
            self.malformed += 1
            return []
        now = self._monotonic_s()
        last, at = self._last
        self._last = (text, now)
        return [] if text == last and now - at < _SAME_CODE_S else [text]

    def _drop(self) -> None:
        self._waiting.clear()
        self._overlong = False
        self.malformed += 1


class CdcScanner:
    """Tells `CodeScanned`. What was scanned is never logged."""

    def __init__(self, address: DeviceAddress, listener: Listener = ignore_events) -> None:
        self._reader = CodeReader()
        self._listener = listener
        self._line = LineListener(
            address,
            Component.SCANNER,
            self._heard,
            lambda report: listener(StateChanged(report)),
        )

    @property
    def malformed(self) -> int:
        """Reads dropped since the start: a rising number means a dirty window or a bad cable."""
        return self._reader.malformed

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._line.reports()

    def wake(self) -> None:
        self._line.wake()

    def close(self) -> None:
        self._line.close()

    def _heard(self, data: bytes) -> None:
        before = self._reader.malformed
        for code in self._reader.feed(data):
            self._listener(CodeScanned(code))
        if self._reader.malformed != before:
            log.warning("the scanner sent something unreadable (%d so far)", self.malformed)


class CdcScannerSettings(DeviceSettings, frozen=True, kw_only=True):
    address: DeviceAddress


def _open(settings: CdcScannerSettings, listener: Listener) -> CdcScanner:
    return CdcScanner(settings.address, listener)


KIND = DeviceKind(
    table=Table.SCANNER,
    driver="cdc",
    summary="a barcode scanner that shows as a serial port",
    settings=CdcScannerSettings,
    example="""
[scanner]
driver = "cdc"
address = "serial:/dev/ttyACM0@9600"
""",
    open=_open,
)
