"""The driver of devices that only talk: faults of the line, dirt on it, half a frame."""

import os
import threading
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.address import FileAddress, SerialAddress
from hardware.device import CodeScanned, StateChanged
from hardware.device.talker import Talker
from hardware.emulation import Emulation, open_wire
from hardware.reasons import Reason
from hardware.scanners.codes import CodeReader
from hardware.scanners.emulator import EmulatedCdcScanner
from hardware.state import Component, DeviceState
from tests.hardware.hearing import Heard, say, until
from tests.support.waiting import assert_no_hang, eventually

BARCODE = "11177532001400000012070160"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def emulation(tmp_path: Path) -> Iterator[Emulation]:
    emulation = Emulation(EmulatedCdcScanner(), open_wire(f"pty:{tmp_path / 'scanner'}"))
    yield emulation
    emulation.close()


@pytest.fixture
def talker(emulation: Emulation, heard: Heard) -> Iterator[Talker]:
    talker = Talker(emulation.address, Component.SCANNER, CodeReader(), heard)
    until(talker, DeviceState.READY)
    yield talker
    talker.close()


def test_what_was_read_reaches_the_listener(
    talker: Talker, emulation: Emulation, heard: Heard
) -> None:
    say(emulation, do="scan", text=BARCODE)
    assert eventually(lambda: heard.of(CodeScanned), "the code") == [CodeScanned(BARCODE)]


def test_mostly_bad_frames_degrade_it_and_good_ones_end_that(
    talker: Talker, emulation: Emulation, heard: Heard
) -> None:
    say(emulation, do="raw", hex=(b"\xff\xff\r" * 8).hex())
    until(talker, DeviceState.DEGRADED, Reason.UNREADABLE)
    assert talker.malformed == 8
    for number in range(4):
        say(emulation, do="scan", text=str(number))
    until(talker, DeviceState.READY)
    states = [event.report.reason for event in heard.of(StateChanged)]
    assert states == [None, Reason.UNREADABLE, None]


def test_a_plug_pulled_in_the_middle_of_a_code_never_joins_two_halves(
    talker: Talker, emulation: Emulation, heard: Heard
) -> None:
    say(emulation, do="raw", hex=BARCODE[:13].encode().hex())
    emulation.obey({"do": "fault", "fault": "unplug"})
    until(talker, DeviceState.FAILED, Reason.LINK_LOST)
    emulation.obey({"do": "mend", "fault": "unplug"})

    def opened() -> bool:
        talker.wake()
        return talker.reports()[0].state is DeviceState.READY

    eventually(opened, "the line is open again")
    say(emulation, do="raw", hex=(BARCODE[13:] + "\r").encode().hex())
    say(emulation, do="scan", text="7")
    eventually(lambda: CodeScanned("7") in heard.of(CodeScanned), "the next code")
    assert CodeScanned(BARCODE) not in heard.of(CodeScanned)


def test_a_device_that_is_not_there_is_unplugged() -> None:
    talker = Talker(SerialAddress("/dev/no-such-scanner"), Component.SCANNER, CodeReader())
    report = until(talker, DeviceState.FAILED, Reason.UNPLUGGED)
    assert report.component is Component.SCANNER
    talker.close()


def test_a_listener_that_fails_is_our_fault_and_is_got_over() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    codes: list[str] = []

    def told(event: object) -> None:
        if isinstance(event, CodeScanned):
            if not codes:
                codes.append("refused")
                raise RuntimeError("the listener failed")
            codes.append(event.text)

    talker = Talker(FileAddress(os.ttyname(theirs)), Component.SCANNER, CodeReader(), told)
    until(talker, DeviceState.READY)
    os.write(ours, b"1\r")
    until(talker, DeviceState.FAILED, Reason.DRIVER_FAILED)
    talker.wake()
    until(talker, DeviceState.READY)
    os.write(ours, b"2\r")
    eventually(lambda: codes[1:] == ["2"], "the next code")
    talker.close()
    os.close(ours)
    os.close(theirs)


def test_closing_twice_ends_the_thread(talker: Talker) -> None:
    assert any("scanner" in thread.name for thread in threading.enumerate())
    with assert_no_hang("closing"):
        talker.close()
        talker.close()
    eventually(
        lambda: not any("scanner" in thread.name for thread in threading.enumerate()), "end"
    )
