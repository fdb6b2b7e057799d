"""A magstripe reader from the profile to the card, on a serial line and as a keyboard."""

import logging

import pytest

from contract.errors import InvalidValue
from hardware.device import CardPresented, CardRefused
from hardware.emulation import Emulation, open_wire
from hardware.profile import parse_profile
from hardware.readers.magstripe.emulator import (
    EmulatedKeyboardMagstripe,
    EmulatedMagstripe,
    EmulatedSerialMagstripe,
)
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, say, until
from tests.support.waiting import eventually

BANK = {
    "track1": "%B4111111111111111^DOE/JOHN^25121010000000000000?",
    "track2": ";4111111111111111=25121010000000000000?",
}
STAFF = {"track2": ";0012345=0001?"}
TABLE = '[[reader]]\ndriver = "magstripe"\n'


@pytest.mark.parametrize(
    ("device", "settings"),
    [
        (EmulatedSerialMagstripe(), ""),
        (EmulatedKeyboardMagstripe(), 'attached = "keyboard"\nlrc = "not_sent"\n'),
    ],
)
def test_a_bank_card_is_refused_and_a_staff_card_is_read(
    device: EmulatedMagstripe, settings: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    emulation = Emulation(device, open_wire("pty"))
    heard = Heard()
    entry = parse_profile(f'{TABLE}address = "{emulation.address}"\n{settings}').entries[0]
    reader = entry.kind.open(entry.settings, heard)
    until(reader, DeviceState.READY)
    say(emulation, do="swipe", **BANK)
    say(emulation, do="swipe", **STAFF)
    cards = eventually(lambda: heard.of(CardPresented), "the staff card")
    assert cards == [CardPresented("0012345")]
    assert heard.of(CardRefused) == [CardRefused()]
    assert "4111111111111111" not in repr(heard) + caplog.text
    reader.close()
    emulation.close()


def test_a_keyboard_that_can_not_be_grabbed_is_not_listened_to() -> None:
    entry = parse_profile(f'{TABLE}address = "file:/dev/null"\nattached = "keyboard"\n').entries[0]
    heard = Heard()
    reader = entry.kind.open(entry.settings, heard)
    until(reader, DeviceState.FAILED, Reason.NOT_GRABBED)
    reader.close()
    assert heard.of(CardPresented) == []


@pytest.mark.parametrize("prefix", ["603799", "93", "9364x0"])
def test_a_banks_prefix_can_not_be_declared_the_citys_own(prefix: str) -> None:
    with pytest.raises(InvalidValue):
        parse_profile(f'{TABLE}address = "file:/dev/null"\nown_prefixes = ["{prefix}"]\n')
