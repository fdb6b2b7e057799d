"""Keeping the device's certificate: renewed well before it ends, or when the city says so."""

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from contract.clock import Clock
from contract.command import CommandName, CommandOutcome
from contract.command_answer import Answer, AnswerCode
from contract.errors import PishkhanError
from edge_agent.agent.answers import answer_to
from edge_agent.agent.kiosk_orders import Ended
from edge_agent.agent.refreshing import Work, in_a_thread

log = logging.getLogger(__name__)

DAY_MS = 24 * 60 * 60_000
RENEWED_BEFORE_MS = 60 * DAY_MS
LOOK_EVERY_MS = 60 * 60_000
"""Also how long a renewal that failed waits for the next."""


@dataclass(frozen=True)
class RenewalFinished:
    """Comes out of the queue once for each renewal."""

    ended: Ended


class Renewable(Protocol):
    """The certificate in use. Both raise PishkhanError and OSError; times in UTC milliseconds."""

    def end_ms(self) -> int:
        """When it ends."""

    def run(self) -> int:
        """Renews it; when the new one ends. May wait for the line."""


@dataclass
class CertificateKeeper:
    """Renewals are done beside the loop. `tend` takes milliseconds of monotonic time."""

    certificate: Renewable
    clock: Clock
    happenings: "queue.SimpleQueue[Any]"
    begin: Callable[[Work], None] = in_a_thread
    _running: bool = False
    _next_ms: int = 0

    def start(self) -> None:
        """At once; one that is under way is waited for instead."""
        if not self._running:
            self._running = True
            self.begin(self._work)

    def tend(self, now_ms: int) -> None:
        """Each second: begins a renewal when the certificate in use ends within sixty days."""
        if self._running or now_ms < self._next_ms:
            return
        self._next_ms = now_ms + LOOK_EVERY_MS
        try:
            left_ms = self.certificate.end_ms() - self.clock.now().utc_ms
        except (PishkhanError, OSError) as error:
            log.warning("the certificate in use can't be read: %s", error)
            return
        if left_ms < RENEWED_BEFORE_MS:
            self.start()

    def finished(self) -> None:
        self._running = False

    def _work(self) -> None:
        try:
            outcome, answer = CommandOutcome.DONE, _until(self.certificate.run())
        except (PishkhanError, OSError) as error:
            outcome, answer = CommandOutcome.FAILED, answer_to(error)
        ended = Ended(CommandName.ROTATE_CERTIFICATE, outcome, answer)
        self.happenings.put(RenewalFinished(ended))


def _until(end_ms: int) -> Answer:
    line = f"valid until {datetime.fromtimestamp(end_ms / 1000, UTC):%Y-%m-%d}"
    return Answer(AnswerCode.VALID_UNTIL, line, {"utc_ms": str(end_ms)})
