"""`pishkhan hardware print`: a page on paper, or as a picture of it."""

import argparse
import json
import os
from pathlib import Path
from typing import assert_never

from PIL import Image, UnidentifiedImageError

from contract.errors import InvalidValue, MissingPart
from hardware.address import DeviceAddress
from hardware.commands.subparsers import Subparsers, add_command
from hardware.link import Flow
from hardware.paper import Page, Paragraph, render, sample_page
from hardware.printers import (
    EscPosPrinter,
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintTrouble,
    ReceiptPrinter,
    Unknown,
)
from hardware.printers.settings import COLUMNS
from hardware.printers.star_line import StarLinePrinter

_FLOWS = tuple(flow.value for flow in Flow)
_DRIVERS = ("escpos", "star_line")
_UNREACHABLE = (
    PrintTrouble.UNPLUGGED,
    PrintTrouble.LINK_DOWN,
    PrintTrouble.PORT_BUSY,
    PrintTrouble.NO_PERMISSION,
    PrintTrouble.NO_ANSWER,
)
_MOST_LINES = 400  # some two and a half metres of paper


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "print",
        "print a picture, a text or the test slip, and say whether it came out",
        "pishkhan hardware print --test-slip --to tcp:192.168.1.50:9100",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a picture (PNG, ...) or a text (.txt)"
    )
    what.add_argument("--test-slip", action="store_true", help="a page that shows every row")
    parser.add_argument("--to", metavar="ADDRESS", help="the printer, as in tcp:192.168.1.50:9100")
    parser.add_argument("--preview", type=Path, metavar="PNG", help="save the page's dots here")
    parser.add_argument("--columns", choices=tuple(COLUMNS), default="80mm", help="paper width")
    parser.add_argument(
        "--driver", choices=_DRIVERS, default="escpos", help="what the printer speaks"
    )
    parser.add_argument(
        "--flow", choices=_FLOWS, default="rts_cts", help="flow control of a serial line"
    )
    parser.add_argument("--json", action="store_true", help="the outcome as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0: printed, or drawn when nothing was to be printed. 1: not printed, or unknown. 2: bad
    input. 3: no printer answers there."""
    if not options.to and not options.preview:
        raise InvalidValue(
            "usage", "There is nowhere to print to.", "Give --to ADDRESS, --preview PNG, or both."
        )
    address = DeviceAddress.parse(options.to) if options.to else None
    image = _page(options, COLUMNS[options.columns])
    if options.preview:
        _save(image, options.preview)
    if address is None:
        return _tell(options, "drawn", {"preview": str(options.preview)}, 0)
    printer = _printer(options, address)
    try:
        outcome = printer.print(image, os.urandom(4))
    finally:
        printer.close()
    return _report(options, outcome)


def _printer(options: argparse.Namespace, address: DeviceAddress) -> ReceiptPrinter:
    columns, flow = COLUMNS[options.columns], Flow(options.flow)
    if options.driver == "star_line":
        return StarLinePrinter(address, columns, flow=flow)
    return EscPosPrinter(address, columns, flow=flow)


def _page(options: argparse.Namespace, columns: int) -> Image.Image:
    if options.test_slip:
        return render(sample_page(columns))
    path: Path = options.file
    if path.suffix == ".txt":
        return _text(path, columns)
    return _picture(path, columns)


def _text(path: Path, columns: int) -> Image.Image:
    """Its lines as paragraphs, right to left."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise _no_file(path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValue(
            "text", f"{path} is not a text in UTF-8.", "Save it as UTF-8."
        ) from error
    if not any(line.strip() for line in lines) or len(lines) > _MOST_LINES:
        raise InvalidValue(
            "text", f"{path} has {len(lines)} lines.", f"Give 1 to {_MOST_LINES} lines of text."
        )
    return render(Page(tuple(Paragraph(line) for line in lines), columns))


def _picture(path: Path, columns: int) -> Image.Image:
    """The picture in black and white, no wider than the paper."""
    try:
        with Image.open(path) as picture:
            grey = picture.convert("L")
    except FileNotFoundError as error:
        raise _no_file(path) from error
    except (OSError, UnidentifiedImageError) as error:
        raise InvalidValue(
            "picture", f"{path} is not a picture that can be read.", "Give a PNG or a .txt file."
        ) from error
    if grey.width > columns:
        height = max(1, round(grey.height * columns / grey.width))
        grey = grey.resize((columns, height), Image.Resampling.LANCZOS)
    page = Image.new("L", (columns, grey.height), 255)
    page.paste(grey, ((columns - grey.width) // 2, 0))
    return page.point([0 if level < 128 else 255 for level in range(256)], mode="1")


def _no_file(path: Path) -> MissingPart:
    return MissingPart(f"There is no file {path}.", "Check the name.")


def _save(image: Image.Image, path: Path) -> None:
    try:
        image.save(path, format="PNG")
    except OSError as error:
        raise MissingPart(
            f"{path} cannot be written: {error.strerror}.", "Name a file in a folder of yours."
        ) from error


def _report(options: argparse.Namespace, outcome: PrintOutcome) -> int:
    match outcome:
        case Printed(proof):
            return _tell(options, "printed", {"reason": None, "proof": proof.value}, 0)
        case NotPrinted(reason):
            exit_code = 3 if reason in _UNREACHABLE else 1
            return _tell(options, "not_printed", {"reason": reason.value}, exit_code)
        case Unknown(reason):
            return _tell(options, "unknown", {"reason": reason.value}, 1)
        case _:
            assert_never(outcome)


def _tell(
    options: argparse.Namespace, outcome: str, facts: dict[str, str | None], exit_code: int
) -> int:
    if options.json:
        print(json.dumps({"outcome": outcome, **facts}))
    else:
        said = (
            fact if name == "preview" else fact.replace("_", " ")
            for name, fact in facts.items()
            if fact is not None
        )
        print(f"{outcome.replace('_', ' ')}: {', '.join(said)}")
    return exit_code
