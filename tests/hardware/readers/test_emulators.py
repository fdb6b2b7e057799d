"""What `pishkhan hardware emulate reader|scanner --kind` makes is what the drivers read."""

import argparse

import pytest

from hardware.device import CardPresented, CodeScanned
from hardware.emulation import EmulatedDevice, Emulation, EmulatorKind, open_wire
from hardware.profile import parse_profile
from hardware.readers.emulator_kind import EMULATOR as READER
from hardware.scanners.emulator_kind import EMULATOR as SCANNER
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, say, until
from tests.support.waiting import eventually

KEYBOARD = 'attached = "keyboard"\nlrc = "not_sent"\n'
SWIPE = {"do": "swipe", "track2": ";0012345=1?"}


def built(kind: EmulatorKind, *arguments: str) -> EmulatedDevice:
    parser = argparse.ArgumentParser()
    kind.options(parser)
    return kind.build(parser.parse_args(arguments))


@pytest.mark.parametrize(
    ("kind", "driver", "settings", "command", "number"),
    [
        ("rdm6300", "rdm6300", "", {"do": "card", "number": "67003B51C6"}, "67003B51C6"),
        ("pn532", "pn532", "", {"do": "card", "number": "04416D412B0289"}, "04416D412B0289"),
        ("magstripe", "magstripe", "", SWIPE, "0012345"),
        ("magstripe_keyboard", "magstripe", KEYBOARD, SWIPE, "0012345"),
    ],
)
def test_every_emulated_reader_is_read_by_its_driver(
    kind: str, driver: str, settings: str, command: dict[str, object], number: str
) -> None:
    emulation = Emulation(built(READER, "--kind", kind), open_wire("pty"))
    heard = Heard()
    table = f'[[reader]]\ndriver = "{driver}"\naddress = "{emulation.address}"\n{settings}'
    entry = parse_profile(table).entries[0]
    reader = entry.kind.open(entry.settings, heard)
    until(reader, DeviceState.READY)
    eventually(lambda: emulation.obey(command).get("sent", True), "the emulator is on its wire")
    assert eventually(lambda: heard.of(CardPresented), "the card") == [CardPresented(number)]
    reader.close()
    emulation.close()


@pytest.mark.parametrize("driver", ["cdc", "hid"])
def test_every_emulated_scanner_is_heard_by_its_driver(driver: str) -> None:
    emulation = Emulation(built(SCANNER, "--kind", driver), open_wire("pty"))
    heard = Heard()
    table = f'[scanner]\ndriver = "{driver}"\naddress = "{emulation.address}"\n'
    entry = parse_profile(table).entries[0]
    scanner = entry.kind.open(entry.settings, heard)
    until(scanner, DeviceState.READY)
    say(emulation, do="scan", text="7")
    assert eventually(lambda: heard.of(CodeScanned), "the code") == [CodeScanned("7")]
    scanner.close()
    emulation.close()


def test_without_a_kind_they_are_the_usual_ones() -> None:
    assert type(built(READER)) is type(built(READER, "--kind", "rdm6300"))
    assert type(built(SCANNER)) is type(built(SCANNER, "--kind", "cdc"))
