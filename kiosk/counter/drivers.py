"""Drivers of the devices that devices.toml names; only those this kiosk has are loaded."""

from collections.abc import Callable

from hardware.printers import EscPosPrinter, ReceiptPrinter
from hardware.profile import (
    DeviceProfile,
    PrinterProfile,
    ReaderProfile,
    ScannerProfile,
    TerminalProfile,
)
from hardware.terminals.opening import open_terminal
from hardware.terminals.port import PaymentTerminal
from kiosk.counter.devices import Devices, InputDevice

CodeListener = Callable[[str], None]


def open_devices(profile: DeviceProfile, on_code: CodeListener) -> Devices:
    """Starts the drivers; a device that doesn't answer shows in its report, not here. `on_code`
    gets what the scanner reads, on the driver's thread."""
    return Devices(
        printer=_printer(profile.printer),
        terminal=_terminal(profile.terminal),
        terminal_id="" if profile.terminal is None else profile.terminal.terminal_id,
        scanner=_scanner(profile.scanner, on_code),
        reader=_reader(profile.reader),
    )


def _printer(profile: PrinterProfile | None) -> ReceiptPrinter | None:
    return None if profile is None else EscPosPrinter(profile.address, profile.columns)


def _terminal(profile: TerminalProfile | None) -> PaymentTerminal | None:
    return None if profile is None else open_terminal(profile)


def _scanner(profile: ScannerProfile | None, on_code: CodeListener) -> InputDevice | None:
    if profile is None:
        return None
    from hardware.scanners import SerialScanner

    return SerialScanner(profile.address, on_code)


def _reader(profile: ReaderProfile | None) -> InputDevice | None:
    """Watched so that its state is known; a bill needs no card of ours."""
    if profile is None:
        return None
    from hardware.readers import Rdm6300Reader

    return Rdm6300Reader(profile.address, _not_needed)


def _not_needed(_card: object) -> None:
    """A card held to the reader during a bill payment means nothing."""
