"""A device that only talks: its line is kept open, and what it says is handed on."""

import threading
import time
from collections.abc import Callable

from hardware.address import DeviceAddress
from hardware.link.errors import LinkDown, LinkError, LinkTimeout
from hardware.link.line import ByteLink
from hardware.link.opening import open_link
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder, wall_ms

_OPEN_S = 0.9
_REOPEN_S = 2.0


class LineListener:
    """Calls `heard` with bytes, and with b"" after `pause_s` of silence, on its own thread.

    A line that breaks, or is not there yet, is tried again every two seconds; the report says so.
    """

    def __init__(
        self,
        address: DeviceAddress,
        component: Component,
        heard: Callable[[bytes], None],
        pause_s: float = 0.5,
        now_ms: Callable[[], int] = wall_ms,
    ) -> None:
        self._address = address
        self._heard = heard
        self._pause_s = pause_s
        self._report = ReportHolder(component, now_ms)
        self._link: ByteLink | None = None
        self._closing = threading.Event()
        name = f"{component.value}-line"
        self._thread = threading.Thread(target=self._listen, name=name, daemon=True)
        self._thread.start()

    def report(self) -> DeviceReport:
        return self._report.current()

    def close(self) -> None:
        self._closing.set()
        link = self._link
        if link is not None:
            link.interrupt()
        self._thread.join(timeout=1.0)

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                link = self._link = open_link(self._address, time.monotonic() + _OPEN_S)
                self._report.set(DeviceState.READY)
                try:
                    self._take_in(link)
                finally:
                    self._link = None
                    link.close()
            except LinkError as error:
                down = isinstance(error, LinkDown)
                self._report.set(DeviceState.FAILED, "link_down" if down else "link_lost")
            self._closing.wait(_REOPEN_S)

    def _take_in(self, link: ByteLink) -> None:
        while not self._closing.is_set():
            try:
                data = link.receive(time.monotonic() + self._pause_s)
            except LinkTimeout:
                data = b""
            self._heard(data)
