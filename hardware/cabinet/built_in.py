"""What every kiosk has without naming it in its profile: a disk, a clock, a screen."""

from pathlib import Path

from contract.clock import Clock
from hardware.cabinet.clock import open_clock
from hardware.cabinet.disk import open_disk
from hardware.cabinet.screen import open_screen
from hardware.device import Device, Listener
from hardware.device_set import OpenBuiltIn


def built_in(folder: Path, clock: Clock) -> OpenBuiltIn:
    """For `DeviceSet.open`. `folder`: any on the disk that the journals lie on."""

    def opened(listener: Listener) -> tuple[Device, ...]:
        return open_disk(folder, listener), open_clock(clock, listener), open_screen(listener)

    return opened
