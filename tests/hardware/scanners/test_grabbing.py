"""The grab itself, at a keyboard that the kernel makes for us: wants /dev/uinput."""

import fcntl
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.device import CodeScanned, Device
from hardware.keyboard import keystrokes_for
from hardware.keyboard.layout import CHARACTERS, LEFT_SHIFT
from hardware.profile import parse_profile
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, until
from tests.support.waiting import eventually

UINPUT = Path("/dev/uinput")
# linux/uinput.h
UI_DEV_CREATE, UI_DEV_DESTROY = 0x5501, 0x5502
UI_SET_EVBIT, UI_SET_KEYBIT, UI_SET_MSCBIT = 0x40045564, 0x40045565, 0x40045568
UI_GET_SYSNAME_64 = 0x8040552C
USER_DEVICE = struct.Struct("@80sHHHHI256i")  # name, bus, vendor, product, version, no effects
EV_KEY, EV_MSC, MSC_SCAN, BUS_USB = 1, 4, 4, 3

pytestmark = pytest.mark.skipif(
    not os.access(UINPUT, os.W_OK), reason=f"{UINPUT} is not there, or not for this user"
)


class Keyboard:
    """A keyboard of the kernel's own, typed on from here."""

    def __init__(self) -> None:
        self._uinput = os.open(UINPUT, os.O_RDWR)
        for request, value in ((UI_SET_EVBIT, EV_KEY), (UI_SET_EVBIT, EV_MSC)):
            fcntl.ioctl(self._uinput, request, value)
        fcntl.ioctl(self._uinput, UI_SET_MSCBIT, MSC_SCAN)
        for key in (*CHARACTERS, LEFT_SHIFT):
            fcntl.ioctl(self._uinput, UI_SET_KEYBIT, key)
        about = USER_DEVICE.pack(b"a scanner", BUS_USB, 0x1EAB, 0x0103, 1, 0, *[0] * 256)
        os.write(self._uinput, about)
        fcntl.ioctl(self._uinput, UI_DEV_CREATE)
        name = fcntl.ioctl(self._uinput, UI_GET_SYSNAME_64, bytes(64)).rstrip(b"\0").decode()
        entry = next(Path(f"/sys/devices/virtual/input/{name}").glob("event*"))
        self.path = Path("/dev/input") / entry.name
        eventually(self.path.exists, f"{self.path}")

    def type(self, text: str) -> None:
        os.write(self._uinput, keystrokes_for(text))

    def unplug(self) -> None:
        """May be called twice."""
        uinput, self._uinput = self._uinput, -1
        if uinput >= 0:
            fcntl.ioctl(uinput, UI_DEV_DESTROY)
            os.close(uinput)


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    keyboard = Keyboard()
    yield keyboard
    keyboard.unplug()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def scanner(keyboard: Keyboard, heard: Heard) -> Iterator[Device]:
    scanner = opened(keyboard, heard)
    until(scanner, DeviceState.READY)
    yield scanner
    scanner.close()


def opened(keyboard: Keyboard, heard: Heard) -> Device:
    entry = parse_profile(f'[scanner]\ndriver = "hid"\naddress = "file:{keyboard.path}"\n')
    device: Device = entry.entries[0].kind.open(entry.entries[0].settings, heard)
    return device


def test_a_scan_reaches_us_and_nobody_else(
    scanner: Device, keyboard: Keyboard, heard: Heard
) -> None:
    other = os.open(keyboard.path, os.O_RDONLY | os.O_NONBLOCK)  # as a display server would
    keyboard.type("Pk-7?\n")
    assert eventually(lambda: heard.of(CodeScanned), "the code") == [CodeScanned("Pk-7?")]
    with pytest.raises(BlockingIOError):
        os.read(other, 4096)
    os.close(other)


def test_a_keyboard_that_another_program_has_grabbed_is_not_grabbed(
    scanner: Device, keyboard: Keyboard
) -> None:
    second = opened(keyboard, Heard())
    until(second, DeviceState.FAILED, Reason.NOT_GRABBED)
    second.close()
    assert until(scanner, DeviceState.READY).reason is None


def test_a_scanner_pulled_out_is_noticed(scanner: Device, keyboard: Keyboard) -> None:
    keyboard.unplug()
    eventually(lambda: scanner.reports()[0].state is DeviceState.FAILED, "noticed")
