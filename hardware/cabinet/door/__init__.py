"""The cabinet's door: a switch that says whether it is open."""

from typing import Literal

from hardware.address import DeviceAddress, FileAddress, SerialAddress
from hardware.cabinet.door.contacts import (
    SERIAL_LINES,
    Contact,
    GpioContact,
    Pull,
    SerialContact,
)
from hardware.cabinet.looking import CabinetPart, Seen
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

_EVERY_S = 1.0


class DoorSight:
    """`open_when_high`: what the input says while the door is open."""

    def __init__(self, contact: Contact, *, open_when_high: bool) -> None:
        self._contact = contact
        self._open_when_high = open_when_high

    def look(self) -> Seen:
        if self._contact.is_high() is self._open_when_high:
            return Seen(DeviceState.DEGRADED, Reason.DOOR_OPEN)
        return Seen(DeviceState.READY)

    def interrupt(self) -> None:
        """Reading a line waits for nobody."""

    def close(self) -> None:
        self._contact.close()


class DoorSettings(DeviceSettings, frozen=True, kw_only=True):
    """`line`: of a serial port cts, dsr, ri or dcd; of a GPIO chip a line's name or number.

    `open_when`: the input's level while the door is open. Wired so that a broken wire looks
    like an open door: with a switch that is closed by the door, `low` on a serial line, and
    `high` on a GPIO line that the switch draws to ground. `pull` is for GPIO.
    """

    address: DeviceAddress
    line: str
    open_when: Literal["low", "high"]
    pull: Pull = Pull.UP

    def __post_init__(self) -> None:
        match self.address:
            case SerialAddress() if self.line not in SERIAL_LINES:
                raise ValueError(f"line is one of {', '.join(SERIAL_LINES)} on a serial port")
            case SerialAddress() | FileAddress():
                pass
            case _:
                raise ValueError(
                    "address is a serial port or a GPIO chip: serial:/dev/ttyS0, "
                    "file:/dev/gpiochip0"
                )


def open_door(
    settings: DoorSettings, listener: Listener, every_s: float = _EVERY_S
) -> CabinetPart:
    sight = DoorSight(_contact(settings), open_when_high=settings.open_when == "high")
    return CabinetPart(Component.DOOR, sight, every_s, listener)


def _contact(settings: DoorSettings) -> Contact:
    match settings.address:
        case SerialAddress() as address:
            return SerialContact(address, settings.line)
        case FileAddress() as address:
            return GpioContact(address, settings.line, settings.pull)
        case other:
            raise AssertionError(f"{other} was refused with the settings")


KIND = DeviceKind(
    table=Table.CABINET,
    driver="door",
    summary="a door switch on a serial port's line or on a GPIO line",
    settings=DoorSettings,
    example="""
[[cabinet]]
driver = "door"
address = "serial:/dev/ttyS0"
line = "cts"
open_when = "low"
""",
    open=open_door,
)
