"""Faults of the wire, the same for every device: unplugged, garbled, slow, broken off."""

import time
from pathlib import Path

import pytest

from contract.errors import InvalidValue
from hardware.link import LinkLost
from tests.hardware.emulation.conftest import Echo, Far, OpenFar
from tests.support.waiting import assert_no_hang

DATA = bytes(range(256)) * 4


@pytest.fixture(params=["tcp", "pty"])
def pluggable(request: pytest.FixtureRequest, open_far: OpenFar, tmp_path: Path) -> Far:
    return open_far("tcp:127.0.0.1:0" if request.param == "tcp" else f"pty:{tmp_path}/line")


def test_unplugged_the_device_is_not_there_and_plugged_in_it_is_back(pluggable: Far) -> None:
    assert pluggable.hears(b"hello") == b"hello"
    pluggable.emulation.faults.cause("unplug")
    pluggable.loses()
    assert pluggable.is_away()
    pluggable.emulation.faults.mend("unplug")
    pluggable.until_back()
    assert pluggable.hears(b"again") == b"again"


def test_unplugged_for_a_while_it_comes_back_by_itself(pluggable: Far) -> None:
    pluggable.hears(b"hello")
    pluggable.emulation.faults.cause("unplug=0.3")
    pluggable.loses()
    pluggable.until_back()
    assert pluggable.hears(b"again") == b"again"


def test_unplugged_at_a_byte_nothing_behind_it_arrives(far: Far) -> None:
    far.emulation.faults.cause("unplug@byte=100")
    link = far.open()
    link.send(b"a" * 250, time.monotonic() + 5)
    far.loses()
    assert far.is_away()


def test_a_nameless_pseudo_terminal_says_how_to_make_it_pluggable(open_far: OpenFar) -> None:
    far = open_far("pty")
    with pytest.raises(InvalidValue, match="pty:/tmp/scanner"):
        far.emulation.faults.cause("unplug")


def test_a_broken_connection_can_be_made_again_at_once(far: Far) -> None:
    far.hears(b"hello")
    far.emulation.faults.cause("drop@byte=4")
    with pytest.raises(LinkLost):
        far.hears(b"a" * 50)
    far.open()
    assert far.hears(b"again") == b"again"


def test_garbled_bytes_are_the_same_ones_with_the_same_seed(open_far: OpenFar) -> None:
    heard = []
    for _ in range(2):
        far = open_far("tcp:127.0.0.1:0")
        far.emulation.faults.cause("garble=10")
        heard.append(far.hears(DATA[:64]))
    assert heard[0] != DATA[:64]
    assert heard[0] == heard[1]


def test_a_mended_wire_carries_every_byte(far: Far) -> None:
    far.emulation.faults.cause("garble=50")
    assert far.hears(DATA) != DATA
    far.emulation.faults.mend("garble")
    assert far.hears(DATA) == DATA


def test_a_slow_wire_takes_its_time_both_ways(far: Far) -> None:
    far.hears(b"hello")
    far.emulation.faults.cause("slow=1000")
    began = time.monotonic()
    assert far.hears(b"a" * 200) == b"a" * 200
    assert time.monotonic() - began >= 0.35


def test_a_slow_wire_does_not_hold_up_the_end(far: Far) -> None:
    link = far.open()
    far.hears(b"hello")
    far.emulation.faults.cause("slow=1")
    link.send(b"a" * 100, time.monotonic() + 5)
    with assert_no_hang("dropping the link"):
        far.emulation.faults.cause("drop")
        far.loses()


def test_a_device_is_told_its_own_faults(far: Far) -> None:
    echo = far.emulation._device
    assert isinstance(echo, Echo)
    far.emulation.obey({"do": "fault", "fault": "hot@row=300=90"})
    far.emulation.obey({"do": "mend"})
    assert echo.told == [{"do": "hot", "degrees": 90.0, "row": 300}, {"do": "cold"}]


def test_what_was_caused_is_listed_until_it_is_mended(far: Far) -> None:
    far.emulation.obey({"do": "fault", "fault": "garble=5"})
    answer = far.emulation.obey({"do": "fault", "fault": "hot"})
    assert answer["caused"] == ["garble=5", "hot"]
    assert "hot[@row=N][=DEGREES]" in answer["known"]
    assert far.emulation.obey({"do": "mend", "fault": "hot"})["caused"] == ["garble=5"]
    assert far.emulation.obey({"do": "mend"})["caused"] == []


def test_a_fault_may_wait_for_seconds(far: Far) -> None:
    far.hears(b"hello")
    far.emulation.faults.cause("drop@second=1")
    assert far.hears(b"still") == b"still"
    far.loses()
