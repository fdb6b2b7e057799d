"""What all emulated terminals share: the desk behind them, and the line before them.

A protocol adds its channel, what it hears, and how an ending is told. A request while another is
under way gets no answer unless the protocol has one, as on the terminals we know of.
"""

import contextlib
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from hardware.emulation import Answer, Command
from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.emulated_desk import (
    Desk,
    EmulatedTerminalSetup,
    Ending,
    Outcome,
    Phase,
    Refusal,
    Silence,
    Taken,
)
from hardware.terminals.errors import MalformedFrame
from hardware.terminals.ledger import Charge

_LOOK_S = 0.02
_OTHER_ID = "99999999"
_OTHER_REFERENCE = "000000001"
_NO_ANSWER = (Outcome.SILENT_AFTER_CHARGE, Outcome.DROP_AFTER_CHARGE)

Unit = TypeVar("Unit")


class Channel(Protocol[Unit]):
    """Raises LinkTimeout, LinkLost, MalformedFrame."""

    def send(self, unit: Unit) -> None: ...

    def receive(self, deadline: float) -> Unit: ...


class BendingLink:
    """A line whose next bytes are bent where they are most likely a value, when asked for."""

    def __init__(self, link: ByteLink) -> None:
        self._link = link
        self.bends = False

    def send(self, data: bytes, deadline: float) -> None:
        if self.bends and len(data) > 1:
            self.bends = False
            place = len(data) // 2
            data = data[:place] + bytes((data[place] ^ 0x80,)) + data[place + 1 :]
        self._link.send(data, deadline)

    def receive(self, deadline: float) -> bytes:
        return self._link.receive(deadline)

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()


class EmulatedTerminal(ABC, Generic[Unit]):
    """One client at a time. What it says of a payment goes to the client that asked for it, but
    for a late answer, which goes to whoever is there."""

    def __init__(self, setup: EmulatedTerminalSetup, rrn_digits: int) -> None:
        self.desk = Desk(setup, self, rrn_digits)
        self._change = threading.Lock()  # guards `_said`
        self._said: list[tuple[float, Unit]] = []  # when due, what; by any thread
        self._late: list[tuple[float, Unit]] = []  # outlives the client
        self._link: BendingLink | None = None
        self._asker: BendingLink | None = None  # whose payment it is

    @abstractmethod
    def _channel(self, link: ByteLink) -> Channel[Unit]: ...

    @abstractmethod
    def _hear(self, unit: Unit) -> None:
        """One message of the kiosk. Raises MalformedFrame: the terminal hangs up."""

    @abstractmethod
    def _approval(self, charge: Charge) -> tuple[Unit, ...]: ...

    @abstractmethod
    def _refusal(self, code: str | None) -> tuple[Unit, ...]: ...

    def _progress(self, phase: Phase) -> tuple[Unit, ...]:
        """Most protocols tell nothing on the way."""
        return ()

    def serve(self, link: ByteLink) -> None:
        bending = BendingLink(link)
        channel = self._channel(bending)
        with self._change:
            self._said.clear()  # meant for a client that has gone
        self._link = bending
        try:
            while True:
                for unit in self._due():
                    channel.send(unit)
                with contextlib.suppress(LinkTimeout):
                    self._hear(channel.receive(time.monotonic() + _LOOK_S))
        except MalformedFrame:
            return  # hangs up on nonsense
        finally:
            self._link = None

    def interrupt(self) -> None:
        self.desk.close()
        self.drop_line()

    def obey(self, command: Command) -> Answer:
        return {**self.desk.obey(command), "connected": self._link is not None}

    def drop_line(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def phase_changed(self, phase: Phase) -> None:
        if self._link is self._asker:
            self.say(*self._progress(phase))

    def ended(self, ending: Ending) -> None:
        match ending:
            case Taken(charge, Outcome.LATE):
                due = time.monotonic() + self.desk.setup.late_ms / 1000
                with self._change:
                    self._late += [(due, unit) for unit in self._approval(charge)]
            case _ if self._link is not self._asker:
                pass  # it asked, and went away
            case Taken(charge, outcome) if outcome not in _NO_ANSWER:
                self._tell(self._approval(self._bent(charge, outcome)), outcome)
            case Refusal(code):
                self.say(*self._refusal(code))
            case Taken() | Silence():
                pass

    def begin(self, amount: int, reference: str | None) -> bool:
        """A payment for the client that is there now; False while another is under way."""
        before, self._asker = self._asker, self._link
        if self.desk.begin(amount, reference):
            return True
        self._asker = before
        return False

    def say(self, *units: Unit) -> None:
        """To whoever is connected; a terminal does not mind that nobody is."""
        now = time.monotonic()
        with self._change:
            self._said += [(now, unit) for unit in units]

    def _tell(self, units: tuple[Unit, ...], outcome: Outcome) -> None:
        if outcome is Outcome.GARBLED and self._asker is not None:
            self._asker.bends = True
        self.say(*units, *(units if outcome is Outcome.TWICE else ()))

    def _bent(self, charge: Charge, outcome: Outcome) -> Charge:
        """What the answer says of a payment that went right."""
        match outcome:
            case Outcome.WRONG_AMOUNT:
                return replace(charge, amount=charge.amount + 1000)
            case Outcome.WRONG_TERMINAL:
                return replace(charge, terminal_id=_OTHER_ID)
            case Outcome.WRONG_MERCHANT:
                return replace(charge, merchant=_OTHER_ID)
            case Outcome.WRONG_REFERENCE:
                before = f"{int(charge.receipt) - 1:04d}"
                return replace(charge, reference=_OTHER_REFERENCE, receipt=before)
            case _:
                return charge

    def _due(self) -> Iterable[Unit]:
        now = time.monotonic()
        with self._change:
            due = [unit for at, unit in (*self._said, *self._late) if at <= now]
            self._said = [said for said in self._said if said[0] > now]
            self._late = [said for said in self._late if said[0] > now]
        return due
