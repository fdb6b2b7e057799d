"""`pishkhan hardware emulate ups`."""

import argparse

from hardware.cabinet.nut.emulator import EmulatedUps
from hardware.cabinet.nut.protocol import PORT
from hardware.emulation import DeviceFault, EmulatorKind, FaultKind


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ups", default="ups", metavar="NAME", help="its name (default: ups)")


def _switched(name: str, summary: str, do: str, *, to: bool = True) -> DeviceFault:
    return DeviceFault(
        FaultKind(name, summary),
        lambda _: {"do": do, "on": to},
        {"do": do, "on": not to},
    )


FAULTS = (
    _switched("on-battery", "mains are out", "mains", to=False),
    DeviceFault(
        FaultKind("battery-low", "the battery is nearly empty; 12 %", "PERCENT"),
        lambda fault: {
            "do": "battery",
            "percent": 12 if fault.value is None else int(fault.value),
        },
        {"do": "battery", "percent": 100},
    ),
    _switched("battery-worn", "the battery must be replaced", "worn"),
    _switched("overload", "more hangs on it than it can carry", "overload"),
    _switched("stale", "the UPS's data cable is out", "stale"),
    _switched("silent", "the service hangs", "silent"),
)

EMULATOR = EmulatorKind(
    name="ups",
    summary="a UPS behind NUT's network service",
    example="pishkhan hardware emulate ups --fault on-battery@second=10 --control ups.sock",
    listen=f"tcp:127.0.0.1:{PORT}",
    options=_options,
    build=lambda options: EmulatedUps(options.ups),
    faults=FAULTS,
)
