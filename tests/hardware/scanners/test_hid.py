"""A scanner that shows as a keyboard: its input events over a pseudo terminal, and the grab.

The kernel's own keyboard devices can be made only with /dev/uinput, which few test machines
have; the events here are the same `struct input_event` bytes.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.device import CodeScanned, Device
from hardware.emulation import Emulation, open_wire
from hardware.profile import parse_profile
from hardware.reasons import Reason
from hardware.scanners.emulator import EmulatedHidScanner
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, say, until
from tests.support.waiting import eventually

BARCODE = "11177532001400000012070160"


def opened(address: object, heard: Heard) -> Device:
    entry = parse_profile(f'[scanner]\ndriver = "hid"\naddress = "{address}"\n').entries[0]
    device: Device = entry.kind.open(entry.settings, heard)
    return device


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def emulation(tmp_path: Path) -> Iterator[Emulation]:
    emulation = Emulation(EmulatedHidScanner(), open_wire(f"pty:{tmp_path / 'scanner'}"))
    yield emulation
    emulation.close()


@pytest.fixture
def scanner(emulation: Emulation, heard: Heard) -> Iterator[Device]:
    scanner = opened(emulation.address, heard)
    until(scanner, DeviceState.READY)
    yield scanner
    scanner.close()


@pytest.mark.parametrize("code", [BARCODE, "https://s.example/Ab?c=1&d=%20", "PKH-7Q2Z"])
def test_a_scan_is_heard_with_digits_letters_and_signs(
    scanner: Device, emulation: Emulation, heard: Heard, code: str
) -> None:
    say(emulation, do="scan", text=code)
    assert eventually(lambda: heard.of(CodeScanned), "the code") == [CodeScanned(code)]


def test_a_scanner_unplugged_in_the_middle_of_a_code_hands_on_nothing_of_it(
    scanner: Device, emulation: Emulation, heard: Heard
) -> None:
    say(emulation, do="scan", text="0")
    eventually(lambda: heard.of(CodeScanned), "a first code")
    emulation.obey({"do": "fault", "fault": "unplug@byte=700"})
    emulation.obey({"do": "scan", "text": BARCODE})
    until(scanner, DeviceState.FAILED, Reason.LINK_LOST)
    emulation.obey({"do": "mend", "fault": "unplug"})

    def scanned() -> bool:
        scanner.wake()
        emulation.obey({"do": "scan", "text": "1"})
        return len(heard.of(CodeScanned)) > 1

    eventually(scanned, "a code after it is plugged in again")
    assert {code.text for code in heard.of(CodeScanned)} == {"0", "1"}


def test_a_keyboard_that_can_not_be_grabbed_is_not_listened_to(heard: Heard) -> None:
    # A real device file whose driver refuses the grab: nothing may be read from it either.
    scanner = opened("file:/dev/null", heard)
    until(scanner, DeviceState.FAILED, Reason.NOT_GRABBED)
    scanner.close()
    assert heard.of(CodeScanned) == []


def test_an_event_device_that_is_not_there_is_unplugged(heard: Heard) -> None:
    scanner = opened("file:/dev/input/by-id/no-such-event-kbd", heard)
    until(scanner, DeviceState.FAILED, Reason.UNPLUGGED)
    scanner.close()
    assert heard.of(CodeScanned) == []
