"""Power cuts on purpose: PISHKHAN_HALT_AT=<point>[:<n>] kills this process, as SIGKILL does, the
n-th time it reaches the point (the first when n is left out).

Points, in the order in which a payment meets them:

    before-append-payment.started      after-append-payment.started
    before-prepare-terminal            after-prepare-terminal
    before-append-payment.requested    after-append-payment.requested
    before-ask-terminal                after-ask-terminal
    before-cancel-terminal             after-cancel-terminal
    terminal-progress                  the terminal has the request and says what it does
    terminal-answered                  the answer has come, nothing is journaled of it
    before-append-payment.approved     after-append-payment.approved
    before-append-payment.declined     after-append-payment.declined
    before-append-payment.unknown      after-append-payment.unknown
    before-ask-result                  after-ask-result
    before-append-receipt.requested    after-append-receipt.requested
    before-print                       after-print
    paper-answered                     the printer has said what became of the paper
    before-append-receipt.printed      after-append-receipt.printed

and a receipt that is wanted again, checked, or something looked up:

    before-find-receipt                after-find-receipt
    before-append-receipt.searched     after-append-receipt.searched
    before-append-copy.started         after-append-copy.started
    before-print-copy                  after-print-copy
    before-append-copy.closed          after-append-copy.closed
    before-verify-receipt              after-verify-receipt
    before-ask-city                    after-ask-city
    before-read-catalogue              after-read-catalogue

A commit of several events has the name of its first. The supervisor takes the variable out of
the environment when it starts a counter again, so that a machine halts once.
"""

import os
import signal
from collections.abc import Mapping

from contract.errors import PishkhanError
from kiosk.processes import HALT_VARIABLE

_EVENTS = (
    "payment.started",
    "payment.requested",
    "payment.approved",
    "payment.declined",
    "payment.unknown",
    "payment.closed",
    "receipt.requested",
    "receipt.printed",
    "receipt.not_printed",
    "receipt.uncertain",
    "receipt.searched",
    "copy.started",
    "copy.closed",
)
_STEPS = (
    *(f"append-{kind}" for kind in _EVENTS),
    *("look-up", "prepare-terminal", "ask-terminal", "cancel-terminal", "ask-result", "print"),
    *("find-receipt", "verify-receipt", "ask-city", "print-copy", "read-catalogue"),
)
POINTS = frozenset(
    {f"{when}-{step}" for when in ("before", "after") for step in _STEPS}
    | {"terminal-progress", "terminal-answered", "paper-answered"}
)


class NoSuchPoint(PishkhanError):
    """The variable names no point."""


class FaultPoints:
    """Counts the points reached and halts at the one chosen, if one is."""

    def __init__(self, point: str | None = None, occurrence: int = 1) -> None:
        self._point = point
        self._left = occurrence

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "FaultPoints":
        """Raises NoSuchPoint."""
        chosen = environment.get(HALT_VARIABLE)
        if not chosen:
            return cls()
        point, _, occurrence = chosen.partition(":")
        if point not in POINTS or not (occurrence or "1").isdigit():
            raise NoSuchPoint(
                f"{HALT_VARIABLE} names «{chosen}», which is no point of a payment.",
                f"Choose one of: {', '.join(sorted(POINTS))}.",
            )
        return cls(point, int(occurrence or 1))

    def reach(self, point: str) -> None:
        """Does not return from the chosen point: nothing is flushed, closed or said."""
        if point != self._point:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
