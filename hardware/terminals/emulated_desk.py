"""The customer and the bank behind an emulated terminal, whatever protocol it speaks.

A payment waits for a card, then goes to the bank, then ends. It goes on when the kiosk's line
is gone: a card that was presented is charged, and the ledger has it, whether or not anybody is
left to hear the answer. That is what real terminals do.

Control commands: {"do": ...}
  present_card      cancel (the customer's red key)      auto {after_ms: N | null}
  outcome {value, code?, bank_ms?}    value: one of `Outcome`; code: of a decline
  identity {terminal_id?, merchant_id?}: from now on it is another terminal, or another's
  state
"""

import threading
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from hardware.emulation.control import Answer, Command
from hardware.emulation.device import unknown_command
from hardware.state import wall_ms
from hardware.terminals.ledger import Charge, Ledger

_KNOWN = "present_card, cancel, auto, outcome, identity, drop, state"
_RECEIPTS = 9999


class Phase(StrEnum):
    IDLE = "idle"
    WAITING_FOR_CARD = "waiting_for_card"
    IN_BANK = "in_bank"


class Outcome(StrEnum):
    """What the next payments end in. All but the first three take the money; the wrong ones
    charge rightly and answer wrongly."""

    APPROVE = "approve"
    DECLINE = "decline"
    SILENT = "silent"
    SILENT_AFTER_CHARGE = "silent_after_charge"
    DROP_AFTER_CHARGE = "drop_after_charge"
    TWICE = "twice"  # the answer comes a second time
    LATE = "late"  # nothing at first; later, to whoever is connected then
    GARBLED = "garbled"  # one byte of the answer is wrong
    WRONG_AMOUNT = "wrong_amount"
    WRONG_TERMINAL = "wrong_terminal"
    WRONG_MERCHANT = "wrong_merchant"
    WRONG_REFERENCE = "wrong_reference"


@dataclass(frozen=True, slots=True)
class EmulatedTerminalSetup:
    """`auto_approve_ms`: a card is presented by itself after that long; None waits for control.

    `bank_ms`: how long the bank takes. `card_timeout_ms`: how long the terminal waits for a card.
    `late_ms`: how much later a late answer comes.
    """

    ledger: Path | None = None
    terminal_id: str = "12345678"
    auto_approve_ms: int | None = None
    bank_ms: int = 300
    card_timeout_ms: int = 60_000
    pan: str = "603799******0014"
    merchant_id: str | None = None
    late_ms: int = 3000


@dataclass(frozen=True, slots=True)
class Taken:
    """Money was taken; `outcome` says how the terminal answers about it."""

    charge: Charge
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Refusal:
    """No money. `code`: the bank's two digits; None when the customer or the clock ended it."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Silence:
    """No money, and no answer either."""


Ending = Taken | Refusal | Silence


class DeskListener(Protocol):
    """The protocol's side; called without locks held, from the desk's thread."""

    def phase_changed(self, phase: Phase) -> None: ...

    def ended(self, ending: Ending) -> None: ...

    def drop_line(self) -> None: ...


def _next_receipt(last: Charge | None) -> str:
    return f"{int(last.receipt) % _RECEIPTS + 1 if last else 1:04d}"


class Desk:
    def __init__(
        self, setup: EmulatedTerminalSetup, listener: DeskListener, rrn_digits: int
    ) -> None:
        self.setup = setup
        self.ledger = Ledger(setup.ledger)
        self._listener = listener
        self._rrn_digits = rrn_digits
        self._change = threading.Condition()  # guards all below
        self._phase = Phase.IDLE
        self._amount = 0
        self._reference: str | None = None
        self._card = False
        self._stop = False
        self._terminal_id = setup.terminal_id
        self._merchant_id = setup.merchant_id
        self._settled = 0  # how many payments are in days already closed
        self._auto_ms = setup.auto_approve_ms
        self._bank_ms = setup.bank_ms
        self._outcome = Outcome.APPROVE
        self._decline_code = "51"
        self._ended = False

    @property
    def phase(self) -> Phase:
        with self._change:
            return self._phase

    @property
    def terminal_id(self) -> str:
        with self._change:
            return self._terminal_id

    @property
    def merchant_id(self) -> str | None:
        with self._change:
            return self._merchant_id

    def begin(self, amount: int, reference: str | None) -> bool:
        """Starts a payment; False while another is under way."""
        with self._change:
            if self._phase is not Phase.IDLE or self._ended:
                return False
            self._phase = Phase.WAITING_FOR_CARD
            self._amount, self._reference = amount, reference
            self._card = self._stop = False
        threading.Thread(target=self._run, name="terminal-customer", daemon=True).start()
        return True

    def cancel(self) -> bool:
        """Ends a payment that waits for a card; False when there is nothing to end any more."""
        with self._change:
            if self._phase is not Phase.WAITING_FOR_CARD or self._card:
                return False
            self._stop = True
            self._change.notify_all()
            return True

    def reverse(self, receipt: str, amount: int | None) -> Charge | None:
        """Gives a payment back, once, if it is here and its amount is this one."""
        with self._change:
            back = {charge.reverses for charge in self.ledger.reversals}
            for charge in self.ledger.charges:
                fits = charge.receipt == receipt and amount in (None, charge.amount)
                if fits and receipt not in back:
                    number = _next_receipt(self.ledger.last)
                    reversal = replace(
                        charge, receipt=number, at_ms=wall_ms(), reverses=charge.receipt
                    )
                    self.ledger.append(reversal)
                    return reversal
            return None

    def settle(self) -> int:
        """Closes the day; gives the sum of what was taken in it and not given back."""
        with self._change:
            back = {charge.reverses for charge in self.ledger.reversals}
            open_ones = self.ledger.charges[self._settled :]
            self._settled = len(self.ledger.charges)
            return sum(charge.amount for charge in open_ones if charge.receipt not in back)

    def close(self) -> None:
        with self._change:
            self._ended = True
            self._change.notify_all()

    def obey(self, command: Command) -> Answer:
        match command.get("do"):
            case "present_card":
                self._present_card()
            case "cancel":
                self.cancel()
            case "auto":
                after = command.get("after_ms")
                with self._change:
                    self._auto_ms = None if after is None else int(after)
            case "outcome":
                with self._change:
                    self._outcome = Outcome(str(command["value"]))
                    self._decline_code = str(command.get("code", self._decline_code))
                    self._bank_ms = int(command.get("bank_ms") or self.setup.bank_ms)
            case "identity":
                with self._change:
                    self._terminal_id = str(command.get("terminal_id", self._terminal_id))
                    self._merchant_id = command.get("merchant_id", self._merchant_id)
            case "drop":
                self._listener.drop_line()
            case "state":
                pass
            case _:
                raise unknown_command(command, _KNOWN)
        return self._state()

    def _present_card(self) -> None:
        with self._change:
            if self._phase is not Phase.WAITING_FOR_CARD:
                raise ValueError("no payment is waiting for a card")
            self._card = True
            self._change.notify_all()

    def _state(self) -> Answer:
        with self._change:
            last = self.ledger.last
            return {
                "phase": self._phase.value,
                "amount": self._amount if self._phase is not Phase.IDLE else None,
                "charges": len(self.ledger.charges),
                "last_receipt": last.receipt if last else None,
            }

    def _run(self) -> None:
        self._listener.phase_changed(Phase.WAITING_FOR_CARD)
        with self._change:
            auto_s = None if self._auto_ms is None else self._auto_ms / 1000
            limit_s = self.setup.card_timeout_ms / 1000
            wait_s = limit_s if auto_s is None else min(auto_s, limit_s)
            self._change.wait_for(lambda: self._card or self._stop or self._ended, timeout=wait_s)
            if self._ended:
                return
            present = self._card or (auto_s is not None and not self._stop)
            if present:
                self._phase = Phase.IN_BANK
        if not present:
            self._end(Refusal(None))
            return
        self._listener.phase_changed(Phase.IN_BANK)
        with self._change:
            has_no_power = self._change.wait_for(self._is_ended, self._bank_ms / 1000)
        if not has_no_power:
            self._end(self._decided())

    def _is_ended(self) -> bool:
        return self._ended

    def _decided(self) -> Ending:
        with self._change:
            if self._outcome is Outcome.DECLINE:
                return Refusal(self._decline_code)
            if self._outcome is Outcome.SILENT:
                return Silence()
            charge = self._charge()
            self.ledger.append(charge)
            return Taken(charge, self._outcome)

    def _end(self, ending: Ending) -> None:
        """Idle first: whoever hears the ending may begin the next payment at once."""
        with self._change:
            self._phase = Phase.IDLE
        if isinstance(ending, Taken) and ending.outcome is Outcome.DROP_AFTER_CHARGE:
            self._listener.drop_line()
        self._listener.ended(ending)

    def _charge(self) -> Charge:
        receipt = _next_receipt(self.ledger.last)
        at_ms = wall_ms()
        head_digits = self._rrn_digits - 4
        head = f"{at_ms // 1000 % 10**head_digits:0{head_digits}d}"
        return Charge(
            receipt=receipt,
            amount=self._amount,
            at_ms=at_ms,
            rrn=f"{head}{receipt}",
            trace=f"00{receipt}",
            pan=self.setup.pan,
            terminal_id=self._terminal_id,
            reference=self._reference,
            merchant=self._merchant_id,
        )
