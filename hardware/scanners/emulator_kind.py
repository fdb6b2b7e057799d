"""`pishkhan hardware emulate scanner`."""

import argparse
from collections.abc import Callable

from hardware.emulation import EmulatedDevice, EmulatorKind
from hardware.scanners.emulator import EmulatedCdcScanner, EmulatedHidScanner

_KINDS: dict[str, Callable[[], EmulatedDevice]] = {
    "cdc": EmulatedCdcScanner,
    "hid": EmulatedHidScanner,
}
_USUAL = "cdc"


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind",
        choices=tuple(_KINDS),
        default=_USUAL,
        help=f"the driver that it is for (default: {_USUAL})",
    )


def _build(options: argparse.Namespace) -> EmulatedDevice:
    return _KINDS[options.kind]()


EMULATOR = EmulatorKind(
    name="scanner",
    summary="a barcode scanner",
    example="pishkhan hardware emulate scanner --listen pty:/tmp/scanner --control scanner.sock",
    listen="pty",
    options=_options,
    build=_build,
)
