"""One open dialogue with a ZVT terminal: commands go out, what it says comes back, acknowledged.

Application acknowledgements (80 00 00) are given here for every message of the terminal, so
that callers see only what it says.
"""

import contextlib
import logging
import time
from dataclasses import dataclass

from hardware.link import LinkError, LinkTimeout
from hardware.terminals.errors import MalformedFrame, TerminalUnavailable
from hardware.terminals.zvt.channel import TRANSPORT_S, ApduChannel
from hardware.terminals.zvt.codec import fields
from hardware.terminals.zvt.codec.apdu import Apdu
from hardware.terminals.zvt.codec.messages import (
    ACKNOWLEDGEMENT,
    BUSY,
    FUNCTION_NOT_POSSIBLE,
    Control,
    StatusInformation,
    parse_status_information,
    parse_terminal_state,
    refusal_code,
    registration,
    repeat_receipt,
    status_enquiry,
)

log = logging.getLogger(__name__)

_DRAIN_S = 1.0  # a line that still talks after this is in use
NO_RECEIPT = "0000"  # what stands for "this terminal has taken no payment yet"


@dataclass(frozen=True, slots=True)
class ZvtTiming:
    """Seconds. The protocol's own timers: T3 5 s for an acknowledgement, T4 180 s for a customer.

    `poll_s`: between two looks at an idle terminal. `finish_s`: after an abort, for the result.
    `settle_s`: how long an inquiry waits for a terminal that is still at work. `quiet_s`: so long
    a silence shows that nothing old comes down the line. `linger_s`: how long a second answer is
    waited for.
    """

    open_s: float = 0.9
    acknowledge_s: float = 5.0
    answer_s: float = 10.0
    poll_s: float = 10.0
    reopen_s: float = 2.0
    finish_s: float = 6.0
    settle_s: float = 20.0
    quiet_s: float = 0.03
    linger_s: float = 0.1
    transport_s: float = TRANSPORT_S  # on a serial line, for each frame


class Refused(TerminalUnavailable):
    """A negative acknowledgement: the command was not taken on."""

    def __init__(self, code: int) -> None:
        why = "is busy" if code == BUSY else f"refused the command (84 {code:02X})"
        super().__init__(f"The terminal {why}.")
        self.code = code


class ZvtSession:
    """Raises LinkError kinds from its line, Refused, and MalformedFrame."""

    def __init__(self, channel: ApduChannel, timing: ZvtTiming) -> None:
        self._channel = channel
        self._timing = timing

    def register(self) -> str | None:
        """Introduces the kiosk; gives the terminal's id where it tells one."""
        self.command(registration())
        completion = self._closing_message()
        if completion.control != Control.COMPLETION:
            raise TerminalUnavailable("The terminal did not accept the registration.")
        try:
            terminal_id = fields.parse_fields(completion.data).get(fields.TERMINAL_ID)
            return None if terminal_id is None else fields.bcd_text(terminal_id)
        except MalformedFrame:
            return None  # manufacturers add fields here; every approval names the terminal again

    def state(self) -> int:
        """The terminal's state byte; 0 is ready. Raises Refused while it is busy."""
        self.command(status_enquiry())
        completion = self._closing_message()
        if completion.control != Control.COMPLETION:
            raise TerminalUnavailable("The terminal did not tell its state.")
        return parse_terminal_state(completion.data)

    def last_payment(self) -> StatusInformation | None:
        """What its last receipt says; None when it has taken no payment yet."""
        try:
            self.command(repeat_receipt())
        except Refused as refused:
            if refused.code == FUNCTION_NOT_POSSIBLE:
                return None
            raise
        last: StatusInformation | None = None
        deadline = time.monotonic() + self._timing.answer_s
        while True:
            unit = self.next_message(deadline)
            if unit.control == Control.STATUS_INFORMATION:
                last = parse_status_information(unit.data)
            elif unit.control == Control.COMPLETION:
                self._prove_only(last)
                return last
            elif unit.control == Control.ABORTED:
                if unit.data[:1] == bytes((FUNCTION_NOT_POSSIBLE,)):
                    return None
                raise TerminalUnavailable("The terminal did not repeat its last receipt.")

    def drain(self) -> None:
        """Reads away what comes unasked. Raises LinkTimeout when it does not end, LinkLost."""
        dropped: list[str] = []
        until_s = time.monotonic() + _DRAIN_S
        while time.monotonic() < until_s:
            try:
                unit = self._channel.receive(time.monotonic() + self._timing.quiet_s)
            except LinkTimeout:
                break
            if unit.control != Control.ACKNOWLEDGED and refusal_code(unit) is None:
                self._channel.send(ACKNOWLEDGEMENT)
            dropped.append(f"{unit.control:04X}")
        else:
            raise LinkTimeout("The terminal talks without end.", "Switch it off and on again.")
        if dropped:
            log.warning("messages came unasked and were dropped: %s", " ".join(dropped))

    def command(self, unit: Apdu) -> None:
        """Sends a command and waits until it is taken on. Raises Refused when it is not."""
        self._channel.send(unit)
        self._until_taken_on()

    def order(self, unit: Apdu) -> None:
        """A command that moves money. A LinkTimeout says nothing about whether it was taken on."""
        self._channel.order(unit)
        self._until_taken_on()

    def _until_taken_on(self) -> None:
        deadline = time.monotonic() + self._timing.acknowledge_s
        while True:
            answer = self._channel.receive(deadline)
            code = refusal_code(answer)
            if code is not None:
                raise Refused(code)
            if answer.control == Control.ACKNOWLEDGED:
                return
            self._channel.send(ACKNOWLEDGEMENT)  # a late word of an earlier dialogue

    def post(self, unit: Apdu) -> None:
        """Sends without waiting: an abort, whose answer comes among the other messages."""
        self._channel.send(unit)

    def next_message(self, deadline: float) -> Apdu:
        """The next message that is not an acknowledgement."""
        while True:
            unit = self._channel.receive(deadline)
            if unit.control == Control.ACKNOWLEDGED or refusal_code(unit) is not None:
                continue  # the answer to an abort
            self._channel.send(ACKNOWLEDGEMENT)
            return unit

    def interrupt(self) -> None:
        self._channel.interrupt()

    def close(self) -> None:
        self._channel.close()

    def _prove_only(self, told: StatusInformation | None) -> None:
        """Raises MalformedFrame("two_receipts") when another receipt follows: one of the two is a
        late word of an earlier dialogue."""
        until_s = time.monotonic() + 4 * self._timing.linger_s
        with contextlib.suppress(LinkError):  # silent, or hung up: it has said all
            while time.monotonic() < until_s:
                unit = self.next_message(time.monotonic() + self._timing.linger_s)
                if unit.control != Control.STATUS_INFORMATION:
                    continue
                if parse_status_information(unit.data) != told:
                    raise MalformedFrame("two_receipts", "two receipts came instead of one")

    def _closing_message(self) -> Apdu:
        """The completion or abort of a short command; what comes before it is passed over."""
        deadline = time.monotonic() + self._timing.answer_s
        while True:
            unit = self.next_message(deadline)
            if unit.control in (Control.COMPLETION, Control.ABORTED):
                return unit
