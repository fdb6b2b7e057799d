"""A PC/SC reader, watched by a child process that is started again when it dies or hangs."""

import logging
import threading
import time

from hardware.device import (
    CardPresented,
    CardRemoved,
    Listener,
    StateChanged,
    Watch,
    ignore_events,
)
from hardware.device.legibility import Legibility
from hardware.link import LinkError, LinkTimeout
from hardware.readers.pcsc.child import MonitorChild
from hardware.readers.pcsc.messages import Card, Gone, Message, MessageReader, State, Unreadable
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder

log = logging.getLogger(__name__)

_SILENCE_S = 5.0  # it tells something each second, unless pcscd keeps it waiting
_AGAIN_S = 2.0
_WHY_NOT_READY = {"no_reader": Reason.UNPLUGGED, "service_down": Reason.SERVICE_DOWN}


class PcscReader:
    """Tells `CardPresented` and `CardRemoved`. `reader` is part of the reader's name; empty:
    the first that pcscd has. Card numbers are never logged."""

    def __init__(
        self, reader: str = "", listener: Listener = ignore_events, silence_s: float = _SILENCE_S
    ) -> None:
        self._reader = reader
        self._listener = listener
        self._silence_s = silence_s
        self._report = ReportHolder(
            Component.READER, lambda report: listener(StateChanged(report))
        )
        self._child: MonitorChild | None = None
        self._messages = MessageReader()
        self._legibility = Legibility()
        self._has_card = False
        self._watch = Watch(
            "reader-watch", self._look, self._end_child, self._lose, threading.Lock()
        )
        self._watch.start()

    @property
    def malformed(self) -> int:
        """Cards that did not tell their number."""
        return self._legibility.malformed

    @property
    def monitor_pid(self) -> int | None:
        """The child that watches now; None between two."""
        child = self._child
        return None if child is None else child.pid

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def close(self) -> None:
        self._watch.close(self._interrupt)

    def _interrupt(self) -> None:
        child = self._child
        if child is not None:
            child.link.interrupt()

    def _look(self) -> float:
        try:
            if self._child is None:
                self._messages = MessageReader()
                self._child = MonitorChild(self._reader)
            data = self._child.link.receive(time.monotonic() + self._silence_s)
        except LinkTimeout:
            log.warning("the monitor of the card reader hangs; it is started again")
            self._lose(Reason.HALF_DEAD)
            return 0.0
        except LinkError as error:
            if not self._watch.is_closing:
                log.warning("the monitor of the card reader ended: %s", error)
                self._lose(Reason.SERVICE_DOWN)
            return _AGAIN_S
        for message in self._messages.feed(data):
            self._take(message)
        return 0.0

    def _take(self, message: Message) -> None:
        match message:
            case State(state="ready"):
                self._ready()
            case State(state=state):
                self._gone()
                self._report.set(DeviceState.FAILED, _WHY_NOT_READY[state])
            case Card(number=number):
                self._legibility.good()
                self._gone()
                self._has_card = True
                self._listener(CardPresented(number))
                self._ready()
            case Gone():
                self._gone()
            case Unreadable():
                self._legibility.bad()
                self._ready()

    def _ready(self) -> None:
        if self._legibility.is_unreadable:
            self._report.set(DeviceState.DEGRADED, Reason.UNREADABLE)
        else:
            self._report.set(DeviceState.READY)

    def _gone(self) -> None:
        if self._has_card:
            self._has_card = False
            self._listener(CardRemoved())

    def _lose(self, reason: Reason) -> None:
        self._end_child()
        self._gone()  # nobody could tell any more whether it still lies there
        self._report.set(DeviceState.FAILED, reason)

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()
