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
from hardware.paper import PaperWidth, render, sample_page
from hardware.printers import (
    EscPosPrinter,
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintTrouble,
    Uncertain,
)

_COLUMNS = {"80mm": PaperWidth.MM80, "58mm": PaperWidth.MM58}
_UNREACHABLE = (PrintTrouble.LINK_DOWN, PrintTrouble.NO_ANSWER)


def add_to(commands: Subparsers) -> None:
    parser = add_command(
        commands,
        "print",
        "print a picture or the test slip, and say whether it came out",
        "pishkhan hardware print --test-slip --to tcp:192.168.1.50:9100",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a picture (PNG, ...)")
    what.add_argument("--test-slip", action="store_true", help="a page that shows every row")
    parser.add_argument("--to", metavar="ADDRESS", help="the printer, as in tcp:192.168.1.50:9100")
    parser.add_argument("--preview", type=Path, metavar="PNG", help="save the page's dots here")
    parser.add_argument("--columns", choices=tuple(_COLUMNS), default="80mm", help="paper width")
    parser.add_argument("--json", action="store_true", help="the outcome as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if not options.to and not options.preview:
        raise InvalidValue(
            "usage", "There is nowhere to print to.", "Give --to ADDRESS, --preview PNG, or both."
        )
    columns = _COLUMNS[options.columns]
    image = render(sample_page(columns)) if options.test_slip else _picture(options.file, columns)
    if options.preview:
        image.save(options.preview, format="PNG")
        if not options.to:
            return _tell(options, "drawn", str(options.preview), 0)
    printer = EscPosPrinter(DeviceAddress.parse(options.to), columns)
    try:
        outcome = printer.print(image, os.urandom(4))
    finally:
        printer.close()
    return _report(options, outcome)


def _picture(path: Path, columns: int) -> Image.Image:
    """The picture in black and white, no wider than the paper."""
    try:
        with Image.open(path) as picture:
            grey = picture.convert("L")
    except FileNotFoundError as error:
        raise MissingPart(f"There is no file {path}.", "Check the name.") from error
    except (OSError, UnidentifiedImageError) as error:
        raise InvalidValue(
            "picture", f"{path} is not a picture that can be read.", "Give a PNG file."
        ) from error
    if grey.width > columns:
        height = max(1, round(grey.height * columns / grey.width))
        grey = grey.resize((columns, height), Image.Resampling.LANCZOS)
    page = Image.new("L", (columns, grey.height), 255)
    page.paste(grey, ((columns - grey.width) // 2, 0))
    return page.point([0 if level < 128 else 255 for level in range(256)], mode="1")


def _report(options: argparse.Namespace, outcome: PrintOutcome) -> int:
    match outcome:
        case Printed(proof):
            return _tell(options, "printed", proof.value, 0)
        case NotPrinted(reason):
            return _tell(options, "not_printed", reason.value, 3 if reason in _UNREACHABLE else 1)
        case Uncertain(reason):
            return _tell(options, "uncertain", reason.value, 1)
        case _:
            assert_never(outcome)


def _tell(options: argparse.Namespace, outcome: str, detail: str, exit_code: int) -> int:
    if options.json:
        print(json.dumps({"outcome": outcome, "detail": detail}))
    else:
        print(f"{outcome.replace('_', ' ')}: {detail.replace('_', ' ')}")
    return exit_code
