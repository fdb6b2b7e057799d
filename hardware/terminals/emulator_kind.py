"""`pishkhan hardware emulate terminal`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from hardware.emulation import Command, DeviceFault, EmulatedDevice, EmulatorKind, Fault, FaultKind
from hardware.terminals.caisse_ap.emulator import EmulatedCaisseApTerminal
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal

_LATE_S = 200.0  # longer than any kiosk waits
_NO_MONEY = 51
_SERIAL = "pty"
_DRIVERS: dict[str, Callable[[EmulatedTerminalSetup, bool], EmulatedDevice]] = {
    "zvt": lambda setup, serial: EmulatedZvtTerminal(setup, serial=serial),
    "iran_tlv": lambda setup, _serial: EmulatedIranTlvTerminal(setup),
    "caisse_ap": lambda setup, _serial: EmulatedCaisseApTerminal(setup),
}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--driver", choices=tuple(_DRIVERS), default="zvt", help="the protocol it speaks"
    )
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="payments taken, a JSON line each",
    )
    parser.add_argument("--terminal-id", default="12345678", help="eight digits")
    parser.add_argument("--merchant-id", metavar="N", help="told in answers (default: none)")
    parser.add_argument(
        "--auto-approve-ms",
        type=int,
        metavar="N",
        help="present a card by itself after N ms (default: wait for control)",
    )
    parser.add_argument("--bank-ms", type=int, default=300, metavar="N", help="time at the bank")
    parser.add_argument(
        "--card-timeout-ms",
        type=int,
        default=60_000,
        metavar="N",
        help="time to wait for a card",
    )


def _build(options: argparse.Namespace) -> EmulatedDevice:
    setup = EmulatedTerminalSetup(
        ledger=options.ledger,
        terminal_id=options.terminal_id,
        merchant_id=options.merchant_id,
        auto_approve_ms=options.auto_approve_ms,
        bank_ms=options.bank_ms,
        card_timeout_ms=options.card_timeout_ms,
    )
    return _DRIVERS[options.driver](setup, options.listen.startswith(_SERIAL))


def _outcome(value: str, **more: object) -> Command:
    return {"do": "outcome", "value": value, **more}


def _ending(name: str, summary: str, outcome: str) -> DeviceFault:
    """The next payments end so, until mended."""
    return DeviceFault(
        FaultKind(name, summary), lambda _: _outcome(outcome), _outcome("approve", bank_ms=None)
    )


def _late(fault: Fault) -> Command:
    seconds = _LATE_S if fault.value is None else fault.value
    return _outcome("approve", bank_ms=int(seconds * 1000))


def _declined(fault: Fault) -> Command:
    code = _NO_MONEY if fault.value is None else int(fault.value)
    return _outcome("decline", code=f"{code:02d}")


FAULTS = (
    DeviceFault(
        FaultKind("late-approval", "the bank approves after so long; 200", "SECONDS"),
        _late,
        _outcome("approve", bank_ms=None),
    ),
    DeviceFault(
        FaultKind("decline", "the bank says no; 51, no money", "CODE"),
        _declined,
        _outcome("approve", bank_ms=None),
    ),
    _ending("lost-answer", "money is taken, and no answer comes", "silent_after_charge"),
    _ending("drop-after-charge", "money is taken, and the line breaks", "drop_after_charge"),
    _ending("silent", "no money is taken, and no answer comes", "silent"),
    _ending("late-answer", "money is taken; the answer comes 3 s after it should", "late"),
    _ending("answer-twice", "the answer comes a second time", "twice"),
    _ending("garbled-answer", "one byte of the answer is wrong", "garbled"),
    _ending("wrong-merchant", "the answer names another merchant", "wrong_merchant"),
    _ending("wrong-amount", "the answer names another amount", "wrong_amount"),
    _ending("wrong-terminal", "the answer names another terminal", "wrong_terminal"),
    _ending("wrong-reference", "the answer names another payment", "wrong_reference"),
)

EMULATOR = EmulatorKind(
    name="terminal",
    summary="a payment terminal, with the customer and the bank behind it",
    example="pishkhan hardware emulate terminal --driver zvt --fault late-approval=200",
    listen="tcp:127.0.0.1:20007",
    options=_options,
    build=_build,
    faults=FAULTS,
)
