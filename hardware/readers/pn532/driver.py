"""A PN532 that is asked, five times a second, which card lies on it."""

import logging
import threading
import time

from hardware.address import DeviceAddress
from hardware.device import (
    CardPresented,
    CardRemoved,
    Listener,
    StateChanged,
    Watch,
    ignore_events,
)
from hardware.device.legibility import Legibility
from hardware.link import LinkError, LinkTimeout, open_link
from hardware.readers.pn532.commands import (
    FEW_TRIES,
    GET_FIRMWARE,
    LIST_ONE_CARD,
    SAM_NORMAL,
    BadAnswer,
    Target,
    parse_firmware,
    parse_targets,
)
from hardware.readers.pn532.session import Pn532Session
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder

log = logging.getLogger(__name__)

_OPEN_S = 0.9
_ANSWER_S = 0.5
_POLL_S = 0.2
_REOPEN_S = 2.0
# A card that was activated falls back to idle at the next request and answers the one after
# it (ISO 14443-3, 6.2), so that one miss says nothing.
_MISSES_OF_A_CARD_GONE = 3


class Pn532Reader:
    """Tells `CardPresented` and `CardRemoved`. Card numbers are never logged."""

    def __init__(self, address: DeviceAddress, listener: Listener = ignore_events) -> None:
        self._address = address
        self._listener = listener
        self._report = ReportHolder(
            Component.READER, lambda report: listener(StateChanged(report))
        )
        self._session: Pn532Session | None = None
        self._legibility = Legibility()
        self._has_answered = False
        self._card: bytes | None = None
        self._misses = 0
        self._watch = Watch(
            "reader-watch", self._look, self._forget_session, self._lose, threading.Lock()
        )
        self._watch.start()

    @property
    def malformed(self) -> int:
        """Answers that came garbled since the start."""
        return self._legibility.malformed

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        self._watch.wake()

    def close(self) -> None:
        self._watch.close(self._interrupt)

    def _interrupt(self) -> None:
        session = self._session
        if session is not None:
            session.interrupt()

    def _look(self) -> float:
        try:
            if self._session is None:
                self._begin()
            self._poll()
        except LinkError as error:
            self._lose(self._why(error))
            return _REOPEN_S
        return _POLL_S

    def _begin(self) -> None:
        link = open_link(self._address, time.monotonic() + _OPEN_S)
        session = self._session = Pn532Session(link, self._legibility)
        session.wake_up()
        try:
            session.exchange(SAM_NORMAL, _ANSWER_S)
            firmware = parse_firmware(session.exchange(GET_FIRMWARE, _ANSWER_S))
            session.exchange(FEW_TRIES, _ANSWER_S)
        except BadAnswer as error:
            raise LinkTimeout(
                f"The card reader at {self._address} answers nonsense: {error}.",
                "Check its cable, and that it is a PN532.",
            ) from error
        log.info("card reader: firmware %d.%d", firmware.version, firmware.revision)
        self._has_answered = True

    def _poll(self) -> None:
        """Raises LinkError."""
        session = self._session
        assert session is not None
        try:
            target = parse_targets(session.exchange(LIST_ONE_CARD, _ANSWER_S))
        except BadAnswer:
            self._legibility.bad()
        except LinkTimeout:
            # Some clones know no number of tries and go on looking: end that, and ask anything.
            session.abort()
            self._ask_if_alive(session)
            self._sees(None)
        else:
            self._sees(target)
        if self._legibility.is_unreadable:
            self._report.set(DeviceState.DEGRADED, Reason.UNREADABLE)
        else:
            self._report.set(DeviceState.READY)

    def _ask_if_alive(self, session: Pn532Session) -> None:
        try:
            session.exchange(GET_FIRMWARE, _ANSWER_S)
        except BadAnswer:
            self._legibility.bad()

    def _sees(self, target: Target | None) -> None:
        if target is None:
            self._misses += 1
            if self._misses >= _MISSES_OF_A_CARD_GONE:
                self._gone()
            return
        self._misses = 0
        if target.uid != self._card:
            self._gone()
            self._card = target.uid
            self._listener(CardPresented(target.uid.hex().upper()))

    def _gone(self) -> None:
        if self._card is not None:
            self._card = None
            self._listener(CardRemoved())

    def _why(self, error: LinkError) -> Reason:
        if not isinstance(error, LinkTimeout):
            return error.reason
        if self._session is not None and self._session.has_heard_nonsense:
            return Reason.WRONG_BAUD
        return Reason.HALF_DEAD if self._has_answered else error.reason

    def _lose(self, reason: Reason) -> None:
        self._forget_session()
        self._gone()  # nobody could tell any more whether it still lies there
        self._report.set(DeviceState.FAILED, reason)

    def _forget_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()
