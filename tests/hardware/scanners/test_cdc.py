"""Codes from a scanner: whole ones, each once; nothing half-read is ever handed on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from hardware.address import SerialAddress
from hardware.device import CodeScanned, DeviceEvent
from hardware.emulation import Emulation, open_wire
from hardware.emulation.one_way import EmulatedScanner
from hardware.reasons import Reason
from hardware.scanners import CdcScanner
from hardware.scanners.cdc import LONGEST_CODE, CodeReader
from hardware.state import DeviceState
from tests.support.waiting import eventually

BARCODE = "11177532001400000012070160"


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def reader(seconds: Seconds) -> CodeReader:
    return CodeReader(seconds)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_code_ends_with_cr_lf_or_both(reader: CodeReader, end: bytes) -> None:
    assert reader.feed(BARCODE.encode() + end) == [BARCODE]
    assert reader.malformed == 0


def test_a_code_in_pieces_is_one_code(reader: CodeReader) -> None:
    codes = [code for byte in BARCODE.encode() + b"\r\n" for code in reader.feed(bytes((byte,)))]
    assert codes == [BARCODE]


def test_a_code_cut_short_by_silence_is_dropped_and_counted(reader: CodeReader) -> None:
    assert reader.feed(BARCODE[:12].encode()) == []
    assert reader.feed(b"") == []
    assert reader.feed(b"\r\n" + BARCODE.encode() + b"\r\n") == [BARCODE]
    assert reader.malformed == 1


@pytest.mark.parametrize("noise", [b"\xff\xfe", b"12\x0034", b"1" * (LONGEST_CODE + 1)])
def test_what_is_no_text_is_dropped_and_counted(reader: CodeReader, noise: bytes) -> None:
    assert reader.feed(noise + b"\r" + BARCODE.encode() + b"\r") == [BARCODE]
    assert reader.malformed == 1


def test_a_code_held_before_the_window_counts_once(reader: CodeReader, seconds: Seconds) -> None:
    whole = BARCODE.encode() + b"\r\n"
    assert reader.feed(whole) == [BARCODE]
    for _ in range(5):
        seconds.now += 0.5
        assert reader.feed(whole) == []
    seconds.now += 1.5
    assert reader.feed(whole) == [BARCODE]


@dataclass
class Bench:
    emulation: Emulation
    scanner: CdcScanner
    codes: list[str] = field(default_factory=list)


@pytest.fixture
def bench() -> Iterator[Bench]:
    emulation = Emulation(EmulatedScanner(), open_wire("pty"))
    codes: list[str] = []

    def told(event: DeviceEvent) -> None:
        if isinstance(event, CodeScanned):
            codes.append(event.text)

    scanner = CdcScanner(emulation.address, told)
    yield Bench(emulation, scanner, codes)
    scanner.close()
    emulation.close()


def test_a_scan_reaches_the_listener(bench: Bench) -> None:
    eventually(lambda: bench.scanner.reports()[0].state is DeviceState.READY, "the line is open")
    bench.emulation.obey({"do": "scan", "text": BARCODE})
    eventually(lambda: bench.codes, "the code has arrived")
    assert bench.codes == [BARCODE]


def test_a_scanner_that_is_not_there_is_reported() -> None:
    scanner = CdcScanner(SerialAddress("/dev/no-such-scanner"))
    eventually(lambda: scanner.reports()[0].state is DeviceState.FAILED, "noticed")
    assert scanner.reports()[0].reason == Reason.UNPLUGGED
    scanner.close()
