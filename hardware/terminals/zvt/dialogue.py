"""One command's dialogue, from the request until the terminal has closed it. Runs once."""

import contextlib
import threading
import time
from dataclasses import dataclass, field

from hardware.link import LinkError, LinkTimeout
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.port import (
    Declined,
    DeclineReason,
    NotAsked,
    NotAskedReason,
    StatusListener,
    TerminalStatus,
    Uncertain,
    UncertainReason,
)
from hardware.terminals.zvt.codec.apdu import Apdu
from hardware.terminals.zvt.codec.messages import (
    BUSY,
    Control,
    StatusInformation,
    abort,
    parse_status_information,
)
from hardware.terminals.zvt.session import Refused, ZvtSession, ZvtTiming

_LOOK_S = 0.25  # how soon a cancel is noticed
_UNKNOWN_CODE = 0xFF
# ZVT protocol, chapter "Intermediate status".
_STATUSES = {
    0x01: TerminalStatus.WAITING_FOR_PIN,
    0x02: TerminalStatus.WAITING_FOR_PIN,
    0x04: TerminalStatus.CONTACTING_BANK,
    0x0A: TerminalStatus.WAITING_FOR_CARD,
    0x0B: TerminalStatus.REMOVE_CARD,
    0x0E: TerminalStatus.CONTACTING_BANK,
    0x17: TerminalStatus.CONTACTING_BANK,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """`told`: every status information, in order. `abort_code`: None when the terminal completed
    the command. `gave_up`: it aborted because our time was over."""

    told: tuple[StatusInformation, ...]
    abort_code: int | None = None
    gave_up: bool = False


@dataclass(slots=True)
class Dialogue:
    """`cancelled` may be set from any thread: the terminal is asked to stop, and has the word."""

    session: ZvtSession
    timing: ZvtTiming
    timeout_s: float
    cancelled: threading.Event
    on_status: StatusListener
    _told: list[StatusInformation] = field(default_factory=list)

    def run(self, command: Apdu) -> Ended | Declined | NotAsked | Uncertain:
        """Every LinkError after the command has left is *uncertain*."""
        try:
            self.session.order(command)
            return self._follow()
        except Refused as refused:
            if refused.code == BUSY:
                return NotAsked(NotAskedReason.BUSY)
            return Declined(f"84{refused.code:02X}", DeclineReason.TERMINAL_REFUSED)
        except LinkTimeout:
            return Uncertain(UncertainReason.TIMEOUT)
        except LinkError as error:
            return Uncertain(UncertainReason.LINK_LOST, error.what)
        except MalformedFrame as error:
            return Uncertain(UncertainReason.MALFORMED_ANSWER, error.what)

    def _follow(self) -> Ended | Uncertain:
        """Listens until the terminal closes the dialogue, or time is up.

        A cancel leaves the customer's time as it was: the bank may already be at work.
        """
        deadline = time.monotonic() + self.timeout_s
        has_aborted, gave_up = False, False
        while True:
            try:
                unit = self.session.next_message(min(deadline, time.monotonic() + _LOOK_S))
            except LinkTimeout:
                is_late = time.monotonic() >= deadline
                if gave_up and is_late:
                    return Uncertain(UncertainReason.TIMEOUT)
                if is_late:
                    gave_up = True
                    deadline = time.monotonic() + self.timing.finish_s
                if is_late or (self.cancelled.is_set() and not has_aborted):
                    has_aborted = True
                    self.session.post(abort())
                continue
            if unit.control == Control.COMPLETION:
                self._linger()
                return Ended(tuple(self._told))
            if unit.control == Control.ABORTED:
                code = unit.data[0] if unit.data else _UNKNOWN_CODE
                return Ended(tuple(self._told), code, gave_up)
            self._hear(unit)

    def _linger(self) -> None:
        """Hears what comes after the completion: a second answer makes both uncertain."""
        until_s = time.monotonic() + 4 * self.timing.linger_s
        with contextlib.suppress(LinkError):  # silent, or hung up: it has said all
            while time.monotonic() < until_s:
                self._hear(self.session.next_message(time.monotonic() + self.timing.linger_s))

    def _hear(self, unit: Apdu) -> None:
        """Lines to print are passed over: the kiosk lays its receipt out itself."""
        if unit.control == Control.INTERMEDIATE_STATUS:
            code = unit.data[0] if unit.data else -1
            self.on_status(_STATUSES.get(code, TerminalStatus.OTHER))
        elif unit.control == Control.STATUS_INFORMATION:
            self._told.append(parse_status_information(unit.data))
