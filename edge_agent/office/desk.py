"""What the clerk can do: answer a call, end it, take the kiosk out of service and back."""

import logging
import secrets

import msgspec

from contract.clock import Clock
from contract.closing import ClosingReason
from edge_agent.device import (
    ClerkAnswer,
    ClosedByClerk,
    DeviceDirectory,
    write_clerk_answer,
    write_closing,
)
from edge_agent.office.view import Viewing

log = logging.getLogger(__name__)


class Coming(msgspec.Struct, frozen=True, tag="coming", forbid_unknown_fields=True):
    """I come, to whoever made this call."""

    call: str


class Done(msgspec.Struct, frozen=True, tag="done", forbid_unknown_fields=True):
    """Nobody waits any more."""

    call: str


class Close(msgspec.Struct, frozen=True, tag="close", forbid_unknown_fields=True):
    """Out of service, after the visit that may be under way."""

    reason: ClosingReason


class Reopen(msgspec.Struct, frozen=True, tag="reopen", forbid_unknown_fields=True):
    """Back into service."""


Wish = Coming | Done | Close | Reopen


class Desk:
    """Used by one thread at a time. Each raises OSError when the word can't be written."""

    def __init__(self, directory: DeviceDirectory, viewing: Viewing, clock: Clock) -> None:
        self._directory = directory
        self._viewing = viewing
        self._clock = clock

    def wish(self, wish: Wish) -> bool:
        """False when there is nothing (any more) that it could be done to."""
        match wish:
            case Coming(call):
                return self._answer(ClerkAnswer(call=call, word="coming"))
            case Done(call):
                return self._answer(ClerkAnswer(call=call, word="done"))
            case Close(reason):
                return self._close(reason)
            case Reopen():
                return self._reopen()

    def _answer(self, answer: ClerkAnswer) -> bool:
        standing = self._viewing.standing_call()
        if standing is None or standing.call != answer.call:
            return False
        write_clerk_answer(self._directory.clerk_answer_path, answer)
        return True

    def _close(self, reason: ClosingReason) -> bool:
        if self._viewing.closed() is not None:
            return False
        mark = secrets.token_hex(8)
        closed = ClosedByClerk(mark=mark, reason=reason, since_ms=self._clock.now().utc_ms)
        write_closing(self._directory.closing_path, closed)
        log.info("the clerk takes the kiosk out of service: %s", reason)
        return True

    def _reopen(self) -> bool:
        if not self._directory.closing_path.exists():
            return False
        write_closing(self._directory.closing_path, None)
        log.info("the clerk takes the kiosk back into service")
        return True
