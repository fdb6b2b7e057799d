"""The protocols of terminals that are put to the test, each over the wires it has in the field."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hardware.address import DeviceAddress
from hardware.emulation import EmulatedDevice
from hardware.terminals import IranTlvTerminal, PaymentTerminal, ZvtTerminal
from hardware.terminals.caisse_ap import CaisseApTerminal
from hardware.terminals.caisse_ap.emulator import EmulatedCaisseApTerminal
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from hardware.terminals.one_dialogue import DialogueTiming
from hardware.terminals.zvt import ZvtTiming
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal
from tests.hardware.truth.paying_schedule import CARD_TIMEOUT_MS, PayingLine

TERMINAL_ID = "12345678"
_IDENTITY = TerminalIdentity(TERMINAL_ID)
_ZVT = ZvtTiming(
    open_s=0.3,
    acknowledge_s=0.1,
    answer_s=0.15,
    poll_s=0.2,
    reopen_s=0.03,
    finish_s=0.2,
    settle_s=1.0,
    quiet_s=0.01,
    linger_s=0.02,
    transport_s=0.1,
)
# As on a kiosk, a late answer is waited for well beyond the terminal's own time for a card, here
# 0.35 s after the request, also where this machine is late itself.
_DIALOGUE = DialogueTiming(
    open_s=0.3, send_s=0.2, poll_s=0.3, quiet_s=0.01, linger_s=0.02, late_s=0.6
)

_PATIENT_ZVT = ZvtTiming(poll_s=0.2, reopen_s=0.03)
_PATIENT_DIALOGUE = DialogueTiming(poll_s=0.3, linger_s=0.02)
_ZVT_APPROVAL = bytes((0x27, 0x00))  # result code 0
_ZVT_ABORTED = bytes((0x06, 0x1E))

OpenTerminal = Callable[[DeviceAddress], PaymentTerminal]


@dataclass(frozen=True, slots=True)
class TerminalVariant:
    """`listen`: "tcp" or "pty"."""

    name: str
    listen: str
    line: PayingLine
    emulate: Callable[[Path], EmulatedDevice]
    open: OpenTerminal
    open_patiently: OpenTerminal

    def __str__(self) -> str:
        return self.name


def _line(listen: str, approval: bytes, refusal: bytes) -> PayingLine:
    return PayingLine(approval, refusal, has_noise=listen == "pty")


def _setup(ledger: Path) -> EmulatedTerminalSetup:
    return EmulatedTerminalSetup(
        ledger,
        TERMINAL_ID,
        auto_approve_ms=1,
        bank_ms=1,
        card_timeout_ms=CARD_TIMEOUT_MS,
        late_ms=100,
    )


def _zvt(listen: str) -> TerminalVariant:
    def emulate(ledger: Path) -> EmulatedDevice:
        return EmulatedZvtTerminal(_setup(ledger), serial=listen == "pty")

    return TerminalVariant(
        f"zvt-{listen}",
        listen,
        _line(listen, _ZVT_APPROVAL, _ZVT_ABORTED),
        emulate,
        lambda address: ZvtTerminal(address, _IDENTITY, _ZVT),
        lambda address: ZvtTerminal(address, _IDENTITY, _PATIENT_ZVT),
    )


def _iran_tlv(listen: str) -> TerminalVariant:
    def emulate(ledger: Path) -> EmulatedDevice:
        return EmulatedIranTlvTerminal(_setup(ledger))

    return TerminalVariant(
        f"iran-tlv-{listen}",
        listen,
        _line(listen, b"RS00200", b"\0"),
        emulate,
        lambda address: IranTlvTerminal(address, _IDENTITY, _DIALOGUE),
        lambda address: IranTlvTerminal(address, _IDENTITY, _PATIENT_DIALOGUE),
    )


def _caisse_ap() -> TerminalVariant:
    def emulate(ledger: Path) -> EmulatedDevice:
        return EmulatedCaisseApTerminal(_setup(ledger))

    return TerminalVariant(
        "caisse-ap-tcp",
        "tcp",
        _line("tcp", b"AE00210", b"AE00201"),
        emulate,
        lambda address: CaisseApTerminal(address, _IDENTITY, _DIALOGUE),
        lambda address: CaisseApTerminal(address, _IDENTITY, _PATIENT_DIALOGUE),
    )


TERMINALS = (_zvt("tcp"), _zvt("pty"), _caisse_ap(), _iran_tlv("tcp"), _iran_tlv("pty"))
