"""`pishkhan hardware emulate reader`."""

import argparse
from collections.abc import Callable

from hardware.emulation import EmulatedDevice, EmulatorKind
from hardware.readers.magstripe.emulator import (
    EmulatedKeyboardMagstripe,
    EmulatedSerialMagstripe,
)
from hardware.readers.pn532.emulator import EmulatedPn532
from hardware.readers.rdm6300.emulator import EmulatedRdm6300

_KINDS: dict[str, Callable[[], EmulatedDevice]] = {
    "magstripe": EmulatedSerialMagstripe,
    "magstripe_keyboard": EmulatedKeyboardMagstripe,
    "pn532": EmulatedPn532,
    "rdm6300": EmulatedRdm6300,
}
_USUAL = "rdm6300"


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind",
        choices=tuple(_KINDS),
        default=_USUAL,
        help=f"the reader it is (default: {_USUAL})",
    )


def _build(options: argparse.Namespace) -> EmulatedDevice:
    return _KINDS[options.kind]()


EMULATOR = EmulatorKind(
    name="reader",
    summary="a card reader",
    example="pishkhan hardware emulate reader --kind pn532 --listen pty:/tmp/reader",
    listen="pty",
    options=_options,
    build=_build,
)
