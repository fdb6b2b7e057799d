"""A door that is opened, closed, and whose switch cannot be read.

Pseudo terminals have no modem lines. A real port is used where PISHKHAN_TEST_UART names one that
nothing else uses: its chip is set to loop its outputs back (RTS to CTS, DTR to DSR). GPIO is
tried on the kernel's gpio-sim, for root where that module is there.
"""

import fcntl
import os
import struct
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.errors import InvalidValue
from hardware.address import FileAddress, SerialAddress
from hardware.cabinet.door import DoorSettings, DoorSight, open_door
from hardware.cabinet.door.contacts import Pull
from hardware.cabinet.looking import CabinetPart
from hardware.link import Unplugged
from hardware.profile import parse_profile
from hardware.reasons import Reason
from hardware.state import Component, DeviceState
from tests.hardware.cabinet.parts import LOOK_S, Told, until_reports

TIOCM_LOOP = 0x8000
UART = os.environ.get("PISHKHAN_TEST_UART", "")
GPIO_SIM = Path("/sys/kernel/config/gpio-sim")


class Switch:
    """A contact that a test sets; None: it cannot be read."""

    def __init__(self) -> None:
        self.high: bool | None = False
        self.closed = 0

    def is_high(self) -> bool:
        if self.high is None:
            raise Unplugged("It is not there.", "Check the cable.")
        return self.high

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("open_when_high", [True, False])
def test_the_door_is_told_open_and_closed(open_when_high: bool) -> None:
    switch = Switch()
    switch.high = not open_when_high
    sight = DoorSight(switch, open_when_high=open_when_high)
    door = CabinetPart(Component.DOOR, sight, LOOK_S)
    until_reports(door, DeviceState.READY)
    switch.high = open_when_high
    until_reports(door, DeviceState.DEGRADED, Reason.DOOR_OPEN)
    switch.high = not open_when_high
    until_reports(door, DeviceState.READY)
    door.close()
    assert switch.closed


def test_a_switch_that_cannot_be_read_is_not_called_closed() -> None:
    switch = Switch()
    door = CabinetPart(Component.DOOR, DoorSight(switch, open_when_high=True), LOOK_S)
    until_reports(door, DeviceState.READY)
    switch.high = None
    until_reports(door, DeviceState.FAILED, Reason.UNPLUGGED)
    switch.high = True
    until_reports(door, DeviceState.DEGRADED, Reason.DOOR_OPEN)
    door.close()


def test_a_port_that_is_not_there_is_unplugged(tmp_path: Path) -> None:
    address = SerialAddress(str(tmp_path / "ttyUSB9"))
    door = open_door(DoorSettings(address=address, line="cts", open_when="low"), Told(), LOOK_S)
    until_reports(door, DeviceState.FAILED, Reason.UNPLUGGED)
    door.close()


def test_a_port_without_modem_lines_is_not_called_closed() -> None:
    ours, theirs = os.openpty()
    address = SerialAddress(os.ttyname(theirs))
    door = open_door(DoorSettings(address=address, line="cts", open_when="high"), Told(), LOOK_S)
    until_reports(door, DeviceState.FAILED, Reason.LINK_LOST)
    door.close()
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("path", ["/dev/gpiochip-none", "/dev/null"])
def test_a_chip_that_is_none_is_unplugged(path: str) -> None:
    settings = DoorSettings(address=FileAddress(path), line="17", open_when="high")
    door = open_door(settings, Told(), LOOK_S)
    until_reports(door, DeviceState.FAILED, Reason.UNPLUGGED)
    door.close()


@pytest.mark.parametrize(
    ("address", "line"), [("serial:/dev/ttyS0", "rts"), ("tcp:127.0.0.1:9100", "cts")]
)
def test_a_profile_that_no_door_can_have_is_refused(address: str, line: str) -> None:
    table = f'driver = "door"\naddress = "{address}"\nline = "{line}"\nopen_when = "low"\n'
    with pytest.raises(InvalidValue) as failure:
        parse_profile(f"[[cabinet]]\n{table}")
    assert "serial" in failure.value.what


@pytest.fixture
def loop() -> Iterator[int]:
    """The port, its outputs looped back into its inputs."""
    descriptor = os.open(UART, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    yield descriptor
    drive(descriptor, termios.TIOCM_RTS | termios.TIOCM_DTR, loop=0)
    os.close(descriptor)


def drive(descriptor: int, lines: int, loop: int = TIOCM_LOOP) -> None:
    fcntl.ioctl(descriptor, termios.TIOCMSET, struct.pack("I", lines | loop))


@pytest.mark.skipif(not UART, reason="PISHKHAN_TEST_UART names no port")
@pytest.mark.parametrize(
    ("line", "output"), [("cts", termios.TIOCM_RTS), ("dsr", termios.TIOCM_DTR)]
)
def test_the_lines_of_a_real_port_are_read(loop: int, line: str, output: int) -> None:
    drive(loop, output)
    settings = DoorSettings(address=SerialAddress(UART), line=line, open_when="low")
    door = open_door(settings, Told(), LOOK_S)
    until_reports(door, DeviceState.READY)
    drive(loop, 0)
    until_reports(door, DeviceState.DEGRADED, Reason.DOOR_OPEN)
    drive(loop, output)
    until_reports(door, DeviceState.READY)
    door.close()


@pytest.fixture
def gpio_bank() -> Iterator[tuple[Path, Path]]:
    """A simulated chip's device, and the file that pulls its line 3."""
    chip = GPIO_SIM / f"pishkhan-{os.getpid()}"
    bank = chip / "bank0"
    bank.mkdir(parents=True)
    (bank / "num_lines").write_text("8")
    (chip / "live").write_text("1")
    device, name = (
        (chip / "dev_name").read_text().strip(),
        (bank / "chip_name").read_text().strip(),
    )
    yield (
        Path("/dev") / name,
        Path("/sys/devices/platform") / device / name / "sim_gpio3" / "pull",
    )
    (chip / "live").write_text("0")
    bank.rmdir()
    chip.rmdir()


@pytest.mark.skipif(not GPIO_SIM.is_dir(), reason="this kernel has no gpio-sim")
def test_a_gpio_line_is_read(gpio_bank: tuple[Path, Path]) -> None:
    device, pull = gpio_bank
    pull.write_text("pull-down")
    address = FileAddress(str(device))
    settings = DoorSettings(address=address, line="3", open_when="high", pull=Pull.OUTSIDE)
    door = open_door(settings, Told(), LOOK_S)
    until_reports(door, DeviceState.READY)
    pull.write_text("pull-up")
    until_reports(door, DeviceState.DEGRADED, Reason.DOOR_OPEN)
    door.close()
