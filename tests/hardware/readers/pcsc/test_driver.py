"""Cards behind a real pcscd with a virtual reader; pcscd killed, the monitor killed and hung."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.device import CardPresented, CardRemoved
from hardware.profile import parse_profile
from hardware.readers import pcsc as pcsc_package
from hardware.readers.pcsc import PcscReader
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.hearing import Heard, until
from tests.support.pcscd import Pcscd, VirtualCard
from tests.support.waiting import eventually

UID = bytes.fromhex("04416D412B0289")
PRESENTED = CardPresented("04416D412B0289")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def pcscd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pcscd]:
    with Pcscd(tmp_path) as daemon:
        monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(daemon.socket))
        yield daemon


@pytest.fixture
def reader(pcscd: Pcscd, heard: Heard) -> Iterator[PcscReader]:
    reader = PcscReader("Virtual", heard, silence_s=3.0)
    until(reader, DeviceState.READY)
    yield reader
    reader.close()


def cards_told(heard: Heard) -> list[CardPresented | CardRemoved]:
    return [e for e in tuple(heard.events) if isinstance(e, CardPresented | CardRemoved)]


def test_a_card_is_presented_once_and_its_leaving_is_told(
    reader: PcscReader, pcscd: Pcscd, heard: Heard
) -> None:
    for _ in range(2):
        card = VirtualCard(pcscd.port, UID)
        eventually(lambda: cards_told(heard)[-1:] == [PRESENTED], "the card")
        card.remove()
        eventually(lambda: cards_told(heard)[-1:] == [CardRemoved()], "its leaving")
    assert cards_told(heard) == [PRESENTED, CardRemoved()] * 2
    assert "04416D" not in repr(heard)


def test_pcscd_killed_under_a_card_is_service_down_and_a_new_one_is_found(
    reader: PcscReader, pcscd: Pcscd, heard: Heard
) -> None:
    card = VirtualCard(pcscd.port, UID)
    eventually(lambda: heard.of(CardPresented), "the card")
    pcscd.kill()
    until(reader, DeviceState.FAILED, Reason.SERVICE_DOWN)
    assert cards_told(heard) == [PRESENTED, CardRemoved()]
    card.remove()
    pcscd.start()
    until(reader, DeviceState.READY)
    card = VirtualCard(pcscd.port, UID)
    eventually(lambda: len(heard.of(CardPresented)) == 2, "the card at the new pcscd")
    card.remove()


def test_pcscd_restarted_between_two_looks_is_noticed(
    reader: PcscReader, pcscd: Pcscd, heard: Heard
) -> None:
    pcscd.kill()
    pcscd.start()
    card = VirtualCard(pcscd.port, UID)
    eventually(lambda: heard.of(CardPresented), "the card at the new pcscd")
    until(reader, DeviceState.READY)
    card.remove()


def test_a_monitor_that_is_killed_is_started_again(
    reader: PcscReader, pcscd: Pcscd, heard: Heard
) -> None:
    assert reader.monitor_pid is not None
    os.kill(reader.monitor_pid, signal.SIGKILL)
    until(reader, DeviceState.FAILED, Reason.SERVICE_DOWN)
    reader.wake()
    card = VirtualCard(pcscd.port, UID)
    eventually(lambda: heard.of(CardPresented), "the card")
    until(reader, DeviceState.READY)
    card.remove()


def test_a_monitor_that_hangs_is_started_again(reader: PcscReader, heard: Heard) -> None:
    hung = reader.monitor_pid
    assert hung is not None
    os.kill(hung, signal.SIGSTOP)
    until(reader, DeviceState.FAILED, Reason.HALF_DEAD)
    until(reader, DeviceState.READY)
    assert reader.monitor_pid != hung


def test_a_card_that_does_not_tell_its_number_is_counted_not_presented(
    reader: PcscReader, pcscd: Pcscd, heard: Heard
) -> None:
    card = VirtualCard(pcscd.port, None)
    eventually(lambda: reader.malformed == 1, "the card is counted")
    card.remove()
    assert cards_told(heard) == []
    assert reader.reports()[0].state is DeviceState.READY


def test_a_reader_that_pcscd_does_not_have_is_unplugged(pcscd: Pcscd, heard: Heard) -> None:
    table = '[[reader]]\ndriver = "pcsc"\nname = "ACR122U"\n'
    entry = parse_profile(table).entries[0]
    reader = entry.kind.open(entry.settings, heard)
    until(reader, DeviceState.FAILED, Reason.UNPLUGGED)
    reader.close()
    assert cards_told(heard) == []


def test_without_pcscd_the_service_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard
) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", str(tmp_path / "nobody"))
    reader = PcscReader("", heard)
    until(reader, DeviceState.FAILED, Reason.SERVICE_DOWN)
    reader.close()
    reader.close()
    assert cards_told(heard) == []


def test_a_python_without_pyscard_says_what_to_install() -> None:
    ours = [sys.executable, "-I", "-S", str(Path(pcsc_package.__file__).with_name("monitor.py"))]
    ended = subprocess.run(ours, capture_output=True, text=True, check=False, timeout=20)
    assert ended.returncode == 3
    assert "install python3-pyscard" in ended.stderr
