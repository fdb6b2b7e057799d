"""The driver of every device that only talks: a line that is kept open, and a frame reader."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from hardware.address import DeviceAddress
from hardware.device.events import DeviceEvent, Listener, StateChanged, ignore_events
from hardware.device.legibility import Legibility
from hardware.link import ByteLink, LineListener, open_link
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport

log = logging.getLogger(__name__)


class FrameReader(Protocol):
    """Bytes in, events out, without a line of its own. Never raises on what it is fed."""

    @property
    def legibility(self) -> Legibility:
        """What of it was malformed so far."""

    def feed(self, data: bytes) -> Sequence[DeviceEvent]:
        """`data` is empty when the line has fallen silent or was opened anew: what is then
        incomplete stays so, and is dropped."""


class Talker:
    """Hands on what `reader` makes of the line. What was read is never logged."""

    def __init__(
        self,
        address: DeviceAddress,
        component: Component,
        reader: FrameReader,
        listener: Listener = ignore_events,
        open_line: Callable[[DeviceAddress, float], ByteLink] = open_link,
    ) -> None:
        self._component = component
        self._reader = reader
        self._listener = listener
        self._is_unreadable = False
        self._complete = threading.Event()  # the line's thread runs before it has a name here
        self._line = LineListener(
            address,
            component,
            self._heard,
            lambda report: listener(StateChanged(report)),
            open_line=open_line,
        )
        self._complete.set()

    @property
    def malformed(self) -> int:
        """Frames dropped since the start: a rising number means dirt or a bad cable."""
        return self._reader.legibility.malformed

    def reports(self) -> tuple[DeviceReport, ...]:
        return self._line.reports()

    def wake(self) -> None:
        self._line.wake()

    def close(self) -> None:
        self._line.close()

    def _heard(self, data: bytes) -> None:
        self._complete.wait()
        for event in self._reader.feed(data):
            self._listener(event)
        is_unreadable = self._reader.legibility.is_unreadable
        if is_unreadable != self._is_unreadable:
            words = "cannot be read" if is_unreadable else "can be read again"
            log.warning("the %s %s (%d bad so far)", self._component, words, self.malformed)
            self._is_unreadable = is_unreadable
        self._line.degrade(Reason.UNREADABLE if is_unreadable else None)
