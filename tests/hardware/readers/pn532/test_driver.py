"""A PN532 and a card on it, over a real pseudo terminal; and all that can go wrong between."""

import os
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hardware.address import SerialAddress
from hardware.device import CardPresented, CardRemoved
from hardware.emulation import Answer, Command, Emulation, open_wire, unknown_command
from hardware.link import ByteLink
from hardware.profile import parse_profile
from hardware.readers.pn532 import Pn532Reader
from hardware.readers.pn532.emulator import EmulatedPn532
from hardware.reasons import Reason
from hardware.state import Component, DeviceState
from tests.hardware.hearing import Heard, until
from tests.support.waiting import assert_no_hang, eventually

UID = "04416D412B0289"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def emulation(tmp_path: Path) -> Iterator[Emulation]:
    emulation = Emulation(EmulatedPn532(), open_wire(f"pty:{tmp_path / 'reader'}"))
    yield emulation
    emulation.close()


@pytest.fixture
def reader(emulation: Emulation, heard: Heard) -> Iterator[Pn532Reader]:
    entry = parse_profile(
        f'[[reader]]\ndriver = "pn532"\naddress = "{emulation.address}"'
    ).entries[0]
    reader = entry.kind.open(entry.settings, heard)
    assert isinstance(reader, Pn532Reader)
    yield reader
    reader.close()
    left = [t.name for t in threading.enumerate() if t.name == "reader-watch"]
    assert not left, f"threads that outlived close(): {left}"


def looking(reader: Pn532Reader, heard: Heard, cards: int) -> bool:
    """Whether so many cards were presented; does not wait for the next turn."""
    reader.wake()
    return len(heard.of(CardPresented)) >= cards


def cards_told(heard: Heard) -> list[CardPresented | CardRemoved]:
    return [e for e in tuple(heard.events) if isinstance(e, CardPresented | CardRemoved)]


def test_a_card_is_presented_once_and_its_leaving_is_told(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    until(reader, DeviceState.READY)
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: heard.of(CardPresented), "the card")
    eventually(lambda: reader.reports()[0].state is DeviceState.READY, "more polls")
    emulation.obey({"do": "remove"})
    eventually(lambda: heard.of(CardRemoved), "its leaving")
    assert cards_told(heard) == [CardPresented(UID), CardRemoved()]
    assert UID not in repr(heard)


def test_a_card_put_in_the_place_of_another_is_both_told(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: looking(reader, heard, 1), "the first card")
    emulation.obey({"do": "card", "number": "DEADBEEF"})
    eventually(lambda: looking(reader, heard, 2), "the second card")
    assert cards_told(heard) == [CardPresented(UID), CardRemoved(), CardPresented("DEADBEEF")]


def test_a_card_missed_once_is_still_there(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: looking(reader, heard, 1), "the card")
    emulation.obey({"do": "miss", "polls": 2})
    eventually(lambda: emulation.obey({"do": "state"})["missing"] == 0, "both polls")
    eventually(lambda: reader.reports()[0].state is DeviceState.READY, "more polls")
    assert cards_told(heard) == [CardPresented(UID)]


def test_a_garbled_answer_is_asked_for_again_and_counted(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    until(reader, DeviceState.READY)
    emulation.obey({"do": "garble", "answers": 1})
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: looking(reader, heard, 1), "the card")
    eventually(lambda: reader.malformed == 1, "the garbled answer is counted")
    assert reader.reports()[0].state is DeviceState.READY


def test_mostly_garbled_answers_degrade_it_and_good_ones_end_that(
    reader: Pn532Reader, emulation: Emulation
) -> None:
    until(reader, DeviceState.READY)
    emulation.obey({"do": "garble", "answers": 200})
    until(reader, DeviceState.DEGRADED, Reason.UNREADABLE)
    emulation.obey({"do": "garble", "answers": 0})
    until(reader, DeviceState.READY)
    assert reader.malformed > 0


def test_a_chip_that_looks_for_a_card_without_end_is_no_fault(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    until(reader, DeviceState.READY)
    emulation.obey({"do": "look_for_ever"})
    eventually(lambda: emulation.obey({"do": "state"})["aborted"], "the command was ended")
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: looking(reader, heard, 1), "the card")
    assert reader.reports()[0].state is DeviceState.READY


def test_a_chip_that_falls_silent_is_half_dead_and_comes_back(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: looking(reader, heard, 1), "the card")
    emulation.obey({"do": "mute", "on": True})
    until(reader, DeviceState.FAILED, Reason.HALF_DEAD)
    assert cards_told(heard) == [CardPresented(UID), CardRemoved()]
    emulation.obey({"do": "mute", "on": False})
    eventually(lambda: looking(reader, heard, 2), "the card again")
    until(reader, DeviceState.READY)


def test_a_chip_that_never_answered_gives_no_answer(emulation: Emulation, heard: Heard) -> None:
    emulation.obey({"do": "mute", "on": True})
    reader = Pn532Reader(emulation.address, heard)
    until(reader, DeviceState.FAILED, Reason.NO_ANSWER)
    reader.close()
    assert cards_told(heard) == []


def test_a_reader_that_is_not_there_is_unplugged() -> None:
    reader = Pn532Reader(SerialAddress("/dev/no-such-reader", 115200))
    report = until(reader, DeviceState.FAILED, Reason.UNPLUGGED)
    assert report.component is Component.READER
    reader.close()


def test_a_reader_unplugged_and_plugged_in_again_reads_on(
    reader: Pn532Reader, emulation: Emulation, heard: Heard
) -> None:
    emulation.obey({"do": "card", "number": UID})
    eventually(lambda: looking(reader, heard, 1), "the card")
    emulation.obey({"do": "fault", "fault": "unplug"})
    eventually(lambda: reader.reports()[0].state is DeviceState.FAILED, "noticed")
    emulation.obey({"do": "mend", "fault": "unplug"})
    eventually(lambda: looking(reader, heard, 2), "the card again")
    assert cards_told(heard) == [CardPresented(UID), CardRemoved(), CardPresented(UID)]


def test_a_line_that_breaks_after_any_byte_is_opened_again_and_the_card_is_read() -> None:
    bytes_of_the_first_card = 190  # wake-up, three exchanges, the poll: both directions
    for count in range(1, bytes_of_the_first_card):
        emulation = Emulation(EmulatedPn532(), open_wire("tcp:127.0.0.1:0"))
        emulation.obey({"do": "card", "number": UID})
        emulation.obey({"do": "fault", "fault": f"drop@byte={count}"})
        heard = Heard()
        reader = Pn532Reader(emulation.address, heard)
        eventually(lambda: looking(reader, heard, 1), f"the card, cut after byte {count}")  # noqa: B023
        until(reader, DeviceState.READY)
        assert {card.number for card in heard.of(CardPresented)} == {UID}
        reader.close()
        emulation.close()


class Babbler:
    """Answers whatever it gets with bytes that are no frame, as at a wrong speed."""

    def __init__(self) -> None:
        self._link: ByteLink | None = None

    def serve(self, link: ByteLink) -> None:
        self._link = link
        while True:
            link.receive(time.monotonic() + 3600)
            link.send(b"\x7e\x81\xfe\x18\x66", time.monotonic() + 1)

    def obey(self, command: Command) -> Answer:
        raise unknown_command(command, "none")

    def interrupt(self) -> None:
        if self._link is not None:
            self._link.interrupt()


def test_nonsense_and_never_a_frame_is_a_wrong_speed() -> None:
    emulation = Emulation(Babbler(), open_wire("pty"))
    reader = Pn532Reader(emulation.address)
    until(reader, DeviceState.FAILED, Reason.WRONG_BAUD)
    assert reader.reports()[0].component is Component.READER
    reader.close()
    emulation.close()


def test_a_line_that_never_falls_silent_does_not_hold_the_driver_up() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    ended = threading.Event()

    def flood() -> None:
        while not ended.wait(0.0002):
            with suppress(BlockingIOError):
                os.write(ours, b"\x55" * 64)

    flooding = threading.Thread(target=flood)
    flooding.start()
    reader = Pn532Reader(SerialAddress(os.ttyname(theirs), 115200))
    until(reader, DeviceState.FAILED, Reason.WRONG_BAUD)
    with assert_no_hang("closing"):
        reader.close()
    ended.set()
    flooding.join()
    os.close(ours)
    os.close(theirs)
