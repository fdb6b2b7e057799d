"""A device that only talks: its line is kept open, and what it says is handed on."""

import logging
import threading
import time
from collections.abc import Callable

from hardware.address import DeviceAddress
from hardware.link.errors import LinkError, LinkTimeout
from hardware.link.line import ByteLink
from hardware.link.opening import open_link
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder

log = logging.getLogger(__name__)

_OPEN_S = 0.9
_REOPEN_S = 2.0


class LineListener:
    """Calls `heard` with bytes, and with b"" after `pause_s` of silence and whenever the line
    was opened anew, on its own thread.

    A line that breaks, or is not there yet, is tried again every two seconds, and at once after
    `wake`; so is a driver that failed in `heard`. The report says so.
    """

    def __init__(
        self,
        address: DeviceAddress,
        component: Component,
        heard: Callable[[bytes], None],
        changed: Callable[[DeviceReport], None] | None = None,
        pause_s: float = 0.5,
        open_line: Callable[[DeviceAddress, float], ByteLink] = open_link,
    ) -> None:
        self._address = address
        self._heard = heard
        self._pause_s = pause_s
        self._open_line = open_line
        self._report = ReportHolder(component, changed)
        self._link: ByteLink | None = None
        self._closing = threading.Event()
        self._wake = threading.Event()
        name = f"{component.value}-line"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def degrade(self, reason: Reason | None) -> None:
        """What is heard is not well though the line is; None: it is well again."""
        state = DeviceState.READY if reason is None else DeviceState.DEGRADED
        self._report.set(state, reason)

    def wake(self) -> None:
        self._wake.set()

    def close(self) -> None:
        self._closing.set()
        self._wake.set()
        link = self._link
        if link is not None:
            link.interrupt()
        self._thread.join(timeout=1.0)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            try:
                self._listen()
            except LinkError as error:
                self._report.set(DeviceState.FAILED, error.reason)
            except Exception:
                log.exception("the driver failed; it starts again")
                self._report.set(DeviceState.FAILED, Reason.DRIVER_FAILED)
            if not self._closing.is_set():
                self._wake.wait(_REOPEN_S)

    def _listen(self) -> None:
        link = self._link = self._open_line(self._address, time.monotonic() + _OPEN_S)
        self._report.set(DeviceState.READY)
        try:
            self._heard(b"")  # half a frame from before the fault is no beginning of the next
            while not self._closing.is_set():
                try:
                    data = link.receive(time.monotonic() + self._pause_s)
                except LinkTimeout:
                    data = b""
                self._heard(data)
        finally:
            self._link = None
            link.close()
