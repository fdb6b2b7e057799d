"""`pishkhan hardware emulate`: a device that speaks the real bytes, steered by a socket."""

import argparse
import json
import signal
import threading
from pathlib import Path
from typing import Any

from hardware.commands.subparsers import Subparsers, add_command
from hardware.emulation import ControlSocket, EmulatedDevice, Emulation, open_wire
from hardware.emulation.one_way import EmulatedReader, EmulatedScanner
from hardware.paper import PaperWidth
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.iran_tlv.emulator import EmulatedIranTlvTerminal
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal

_COLUMNS = {"80mm": PaperWidth.MM80, "58mm": PaperWidth.MM58}


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "emulate",
        "run an emulated device until it is ended",
        "pishkhan hardware emulate printer --listen tcp:127.0.0.1:9100 --folder paper",
    )
    devices = parser.add_subparsers(required=True, metavar="DEVICE")
    _add_printer(devices)
    _add_terminal(devices)
    scanner = _add_device(
        devices, "scanner", "a barcode scanner", "pishkhan hardware emulate scanner --json", "pty"
    )
    scanner.set_defaults(run=_run_scanner)
    reader = _add_device(
        devices, "reader", "a card reader", "pishkhan hardware emulate reader --json", "pty"
    )
    reader.set_defaults(run=_run_reader)


def _add_printer(devices: Subparsers) -> None:
    parser = _add_device(
        devices,
        "printer",
        "an ESC/POS receipt printer; each receipt becomes a PNG",
        "pishkhan hardware emulate printer --folder paper --control printer.sock",
        "tcp:127.0.0.1:9100",
    )
    parser.add_argument(
        "--folder", type=Path, default=Path("paper"), help="where receipts go (default: paper)"
    )
    parser.add_argument("--columns", choices=tuple(_COLUMNS), default="80mm", help="paper width")
    parser.add_argument(
        "--rows-per-s",
        type=float,
        default=1200.0,
        metavar="N",
        help="speed in rows; 1200 is 150 mm/s (default), 0 prints at once",
    )
    parser.add_argument(
        "--without-process-id",
        action="store_true",
        help="like cheap clones, answer no GS ( H, only GS r",
    )
    parser.set_defaults(run=_run_printer)


def _add_terminal(devices: Subparsers) -> None:
    parser = _add_device(
        devices,
        "terminal",
        "a payment terminal, with the customer and the bank behind it",
        "pishkhan hardware emulate terminal --driver zvt --auto-approve-ms 3000",
        "tcp:127.0.0.1:20007",
    )
    drivers = ("zvt", "iran_tlv")
    parser.add_argument("--driver", choices=drivers, default="zvt", help="the protocol it speaks")
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="payments taken, a JSON line each",
    )
    parser.add_argument("--terminal-id", default="12345678", help="eight digits")
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
    parser.set_defaults(run=_run_terminal)


def _add_device(
    devices: Subparsers, name: str, summary: str, example: str, listen: str
) -> argparse.ArgumentParser:
    parser = add_command(devices, name, summary, example)
    parser.add_argument(
        "--listen",
        default=listen,
        metavar="ADDRESS",
        help=f"tcp:HOST:PORT (port 0: a free one) or pty (default: {listen})",
    )
    parser.add_argument(
        "--control", type=Path, metavar="SOCKET", help="a Unix socket that takes JSON commands"
    )
    parser.add_argument("--json", action="store_true", help="print the address as a JSON line")
    return parser


def _run_printer(options: argparse.Namespace) -> int:
    setup = EmulatedPrinterSetup(
        options.folder,
        _COLUMNS[options.columns],
        options.rows_per_s,
        process_id=not options.without_process_id,
    )
    return _run(options, "printer", EmulatedPrinter(setup))


def _run_terminal(options: argparse.Namespace) -> int:
    setup = EmulatedTerminalSetup(
        ledger=options.ledger,
        terminal_id=options.terminal_id,
        auto_approve_ms=options.auto_approve_ms,
        bank_ms=options.bank_ms,
        card_timeout_ms=options.card_timeout_ms,
    )
    if options.driver == "zvt":
        serial = options.listen == "pty"
        return _run(options, "terminal", EmulatedZvtTerminal(setup, serial=serial))
    return _run(options, "terminal", EmulatedIranTlvTerminal(setup))


def _run_scanner(options: argparse.Namespace) -> int:
    return _run(options, "scanner", EmulatedScanner())


def _run_reader(options: argparse.Namespace) -> int:
    return _run(options, "reader", EmulatedReader())


def _run(options: argparse.Namespace, name: str, device: EmulatedDevice) -> int:
    ended = threading.Event()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: ended.set())
    emulation = Emulation(device, open_wire(options.listen))
    try:
        control = ControlSocket(options.control, device.obey) if options.control else None
        _announce(options, name, emulation)
        ended.wait()
        if control is not None:
            control.close()
    finally:
        emulation.close()
    return 0


def _announce(options: argparse.Namespace, name: str, emulation: Emulation) -> None:
    if options.json:
        facts: dict[str, Any] = {"device": name, "address": str(emulation.address)}
        if options.control:
            facts["control"] = str(options.control)
        print(json.dumps(facts), flush=True)
        return
    print(f"An emulated {name} is at {emulation.address}. Ctrl-C ends it.", flush=True)
