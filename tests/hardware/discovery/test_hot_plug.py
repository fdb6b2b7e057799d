"""Plugged in again, a device is back at once: the news of it, and what is done with them."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from hardware.device import CardPresented, DeviceEvent
from hardware.device_set import DeviceSet
from hardware.discovery.hot_plug import HotPlug, PlugChange, UdevSource
from hardware.emulation import Emulation, PtyWire
from hardware.link import listening
from hardware.profile import parse_profile
from hardware.readers.rdm6300.emulator import EmulatedRdm6300
from hardware.reasons import Reason
from hardware.state import Component, DeviceState
from tests.hardware.discovery.udevd_alone import beside_udevd
from tests.support.waiting import assert_no_hang, eventually

ADDED = PlugChange("add", "tty", "/devices/fake/ttyUSB0", "/dev/ttyUSB0")
REMOVED = PlugChange("remove", "tty", "/devices/fake/ttyUSB0", "/dev/ttyUSB0")
NEVER_S = 3600.0  # after which a driver looks again by itself


class FakeSource:
    """News that a test writes, through a pipe as the kernel's come through a socket."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._news: SimpleQueue[PlugChange | OSError] = SimpleQueue()

    def fileno(self) -> int:
        return self._read

    def say(self, news: PlugChange | OSError) -> None:
        self._news.put(news)
        os.write(self._write, b"!")

    def take(self) -> PlugChange | None:
        os.read(self._read, 1)
        news = self._news.get()
        if isinstance(news, OSError):
            raise news
        return news

    def close(self) -> None:
        os.close(self._read)
        os.close(self._write)


@pytest.fixture
def source() -> Iterator[FakeSource]:
    fake = FakeSource()
    yield fake
    fake.close()


def test_a_reader_plugged_in_again_works_before_its_driver_would_have_looked(
    tmp_path: Path, source: FakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "_REOPEN_S", NEVER_S)
    port = tmp_path / "ttyUSB0"
    wire = PtyWire(port)
    reader = Emulation(EmulatedRdm6300(), wire)
    heard: SimpleQueue[DeviceEvent] = SimpleQueue()
    profile = parse_profile(f'[[reader]]\ndriver = "rdm6300"\naddress = "serial:{port}@9600"\n')
    devices = DeviceSet.open(profile, heard.put)
    hot_plug = HotPlug(lambda _: devices.wake(), lambda: source)
    try:

        def state() -> tuple[DeviceState, Reason | None]:
            report = devices.reports()[Component.READER]
            return report.state, report.reason

        eventually(lambda: state()[0] is DeviceState.READY, "the reader is there")
        wire.unplug(None)
        eventually(lambda: not port.exists() and not port.is_symlink(), "the file is gone")
        source.say(REMOVED)
        eventually(lambda: state() == (DeviceState.FAILED, Reason.UNPLUGGED), "it is missed")
        wire.plug_in()
        eventually(port.exists, "the file is back")
        source.say(ADDED)
        eventually(lambda: state()[0] is DeviceState.READY, "it works again")
        eventually(lambda: reader.obey({"do": "card", "number": "67003B51C6"}), "it is read")
        eventually(
            lambda: isinstance(heard.get(timeout=20), CardPresented) or None, "the card is told"
        )
    finally:
        hot_plug.close()
        devices.close()
        reader.close()


def test_lost_news_count_as_a_change_and_the_next_are_heard(source: FakeSource) -> None:
    heard: SimpleQueue[PlugChange | None] = SimpleQueue()
    hot_plug = HotPlug(heard.put, lambda: source)
    source.say(OSError(105, "No buffer space available"))
    assert heard.get(timeout=20) is None
    source.say(ADDED)
    assert heard.get(timeout=20) == ADDED
    hot_plug.close()


def test_a_listener_that_fails_hears_the_next_news(
    source: FakeSource, caplog: pytest.LogCaptureFixture
) -> None:
    heard: SimpleQueue[PlugChange | None] = SimpleQueue()

    def listen(change: PlugChange | None) -> None:
        heard.put(change)
        raise ValueError("our own fault")

    hot_plug = HotPlug(listen, lambda: source)
    source.say(ADDED)
    source.say(ADDED)
    assert [heard.get(timeout=20), heard.get(timeout=5)] == [ADDED, ADDED]
    hot_plug.close()
    assert "could not be handed on" in caplog.text


def test_a_machine_that_lets_nobody_listen_is_borne(caplog: pytest.LogCaptureFixture) -> None:
    tried = threading.Event()

    def refuse() -> FakeSource:
        tried.set()
        raise PermissionError("not in this container")

    hot_plug = HotPlug(lambda _: None, refuse)
    assert tried.wait(20)
    with assert_no_hang("closing"):
        hot_plug.close()
        hot_plug.close()
    assert "not heard of" in caplog.text


@pytest.mark.parametrize("action", ["add", "remove"])
def test_the_kernels_own_news_arrive(action: str) -> None:
    """A write to this file has the kernel tell everybody again that the device is there."""
    again = Path("/sys/class/tty/ptmx/uevent")
    if not os.access(again, os.W_OK):
        pytest.skip("only root may have the kernel repeat its news")
    heard: SimpleQueue[PlugChange | None] = SimpleQueue()
    hot_plug = HotPlug(heard.put, lambda: UdevSource(Path("/no/udevd")))
    try:

        def arrived() -> PlugChange | None:
            again.write_text(action)
            try:
                return heard.get(timeout=0.5)
            except Empty:
                return None  # the thread wasn't listening yet

        change = eventually(arrived, "the kernel's message")
    finally:
        hot_plug.close()
    assert change == PlugChange(action, "tty", "/devices/virtual/tty/ptmx", "/dev/ptmx")


BESIDE_UDEVD = """
from pathlib import Path
from queue import Empty, SimpleQueue
from hardware.discovery.hot_plug import HotPlug
from tests.support.waiting import eventually, assert_no_hang

assert Path("/run/udev/control").exists()
heard = SimpleQueue()
hot_plug = HotPlug(heard.put)

def arrived():
    Path("/sys/class/tty/ptmx/uevent").write_text("add")
    try:
        return heard.get(timeout=0.5)
    except Empty:
        return None

print(eventually(arrived, "udevd's message").file)
hot_plug.close()
"""


def test_udevds_news_arrive_where_it_runs() -> None:
    told = beside_udevd(BESIDE_UDEVD)
    if told is None:
        pytest.skip("a udevd of its own takes root and namespaces")
    assert told == "/dev/ptmx\n"
