"""What makes a kind of emulator: one value beside the device's driver.

`hardware.commands.emulate` lists the kinds; a new one needs a line there and nothing else.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from hardware.emulation.device import EmulatedDevice
from hardware.emulation.fault import DeviceFault


@dataclass(frozen=True, slots=True)
class EmulatorKind:
    """`name` is the word after `pishkhan hardware emulate`; `listen` its usual address.

    `options` declares the command's own options, of which `build` makes the device. `faults` are
    the device's own, besides those that every wire has.
    """

    name: str
    summary: str
    example: str
    listen: str
    options: Callable[[argparse.ArgumentParser], None]
    build: Callable[[argparse.Namespace], EmulatedDevice]
    faults: tuple[DeviceFault, ...] = ()
