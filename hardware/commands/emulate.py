"""`pishkhan hardware emulate`: a device that speaks the real bytes, steered by a socket."""

import argparse
import json
import signal
import threading
from pathlib import Path
from typing import Any

from hardware.cabinet.nut.emulator_kind import EMULATOR as UPS
from hardware.commands.subparsers import Subparsers, add_command
from hardware.emulation import ControlSocket, Emulation, EmulatorKind, open_wire
from hardware.emulation.faulty_wire import WIRE_FAULTS
from hardware.printers.emulator_kind import EMULATOR as PRINTER
from hardware.readers.emulator_kind import EMULATOR as READER
from hardware.scanners.emulator_kind import EMULATOR as SCANNER
from hardware.terminals.emulator_kind import EMULATOR as TERMINAL

KINDS: tuple[EmulatorKind, ...] = (PRINTER, TERMINAL, SCANNER, READER, UPS)


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "emulate",
        "run an emulated device until it is ended",
        "pishkhan hardware emulate printer --listen tcp:127.0.0.1:9100 --folder paper",
    )
    devices = parser.add_subparsers(required=True, metavar="DEVICE")
    for kind in KINDS:
        _add(devices, kind)


def _add(devices: Subparsers, kind: EmulatorKind) -> None:
    parser = add_command(devices, kind.name, kind.summary, kind.example)
    parser.epilog = f"{parser.epilog}\n\n{_faults_told(kind)}"
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--listen",
        default=kind.listen,
        metavar="ADDRESS",
        help="tcp:HOST:PORT (port 0: a free one), pty, or pty:PATH for a lasting name "
        f"(default: {kind.listen})",
    )
    parser.add_argument(
        "--control", type=Path, metavar="SOCKET", help="a Unix socket that takes JSON commands"
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[@UNIT=N][=VALUE]",
        help="have this fault from the start, or from then on; may be given several times",
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of the bytes that are garbled; 0"
    )
    parser.add_argument("--json", action="store_true", help="print the address as a JSON line")
    kind.options(parser)
    parser.set_defaults(run=lambda options: _run(options, kind))


def _faults_told(kind: EmulatorKind) -> str:
    rows = [*(fault.kind for fault in kind.faults), *WIRE_FAULTS]
    lines = [f"  {row.form:<28} {row.summary}" for row in rows]
    return "\n".join(("faults (each may also wait: NAME@second=N):", *lines))


def _run(options: argparse.Namespace, kind: EmulatorKind) -> int:
    ended = threading.Event()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda *_: ended.set())
    wire = open_wire(options.listen)
    emulation = Emulation(kind.build(options), wire, kind.faults, options.seed)
    try:
        for fault in options.fault:
            emulation.faults.cause(fault)
        control = ControlSocket(options.control, emulation.obey) if options.control else None
        _announce(options, kind.name, emulation)
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
