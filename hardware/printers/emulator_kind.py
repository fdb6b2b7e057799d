"""`pishkhan hardware emulate printer`."""

import argparse
from pathlib import Path

from hardware.emulation import Command, DeviceFault, EmulatorKind, Fault, FaultKind, Unit
from hardware.printers.emulator import FAMILIES, EmulatedPrinter, EmulatedPrinterSetup
from hardware.printers.settings import COLUMNS


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder", type=Path, default=Path("paper"), help="where receipts go (default: paper)"
    )
    parser.add_argument("--columns", choices=tuple(COLUMNS), default="80mm", help="paper width")
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
    parser.add_argument(
        "--driver", choices=FAMILIES, default="escpos", help="the commands it speaks"
    )


def _build(options: argparse.Namespace) -> EmulatedPrinter:
    return EmulatedPrinter(
        EmulatedPrinterSetup(
            options.folder,
            COLUMNS[options.columns],
            options.rows_per_s,
            process_id=not options.without_process_id,
            family=options.driver,
        )
    )


def _paper_end(fault: Fault) -> Command:
    return {"do": "paper", "value": "out", "after_rows": _rows(fault)}


def _head_hot(fault: Fault) -> Command:
    return {"do": "head", "value": "hot", "after_rows": _rows(fault)}


def _rows(fault: Fault) -> int | None:
    when = fault.when
    return when.count if when is not None and when.unit is Unit.ROW else None


def _always(do: str, value: object) -> Command:
    return {"do": do, "value": value}


FAULTS = (
    DeviceFault(
        FaultKind("paper-end", "the roll is empty", units=(Unit.ROW,)),
        _paper_end,
        _always("paper", "ok"),
    ),
    DeviceFault(
        FaultKind("paper-near-end", "little paper is left"),
        lambda _: _always("paper", "near_end"),
        _always("paper", "ok"),
    ),
    DeviceFault(
        FaultKind("cover-open", "the cover is open"),
        lambda _: _always("cover", "open"),
        _always("cover", "closed"),
    ),
    DeviceFault(
        FaultKind("cutter-error", "the knife is stuck"),
        lambda _: _always("cutter", "error"),
        _always("cutter", "ok"),
    ),
    DeviceFault(
        FaultKind("cutter-jam", "the knife gets stuck at the next cut"),
        lambda _: _always("cutter", "fails"),
        _always("cutter", "ok"),
    ),
    DeviceFault(
        FaultKind("head-hot", "the head is too hot", units=(Unit.ROW,)),
        _head_hot,
        _always("head", "ok"),
    ),
    DeviceFault(
        FaultKind("error", "a fault that no other name fits"),
        lambda _: _always("error", True),
        _always("error", False),
    ),
    DeviceFault(
        FaultKind("offline", "the printer's own switch is off"),
        lambda _: _always("offline", True),
        _always("offline", False),
    ),
    DeviceFault(
        FaultKind("silent", "it prints, and answers nothing"),
        lambda _: _always("silent", True),
        _always("silent", False),
    ),
)

EMULATOR = EmulatorKind(
    name="printer",
    summary="an ESC/POS receipt printer; each receipt becomes a PNG",
    example="pishkhan hardware emulate printer --folder paper --fault paper-end@row=300",
    listen="tcp:127.0.0.1:9100",
    options=_options,
    build=_build,
    faults=FAULTS,
)
