"""Codes from a scanner: whole ones, each once; nothing half-read is ever handed on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.device import CodeScanned
from hardware.scanners.codes import LONGEST_CODE, CodeReader
from tests.hardware.hearing import Seconds

BARCODE = "11177532001400000012070160"
SCANNED = [CodeScanned(BARCODE)]


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def reader(seconds: Seconds) -> CodeReader:
    return CodeReader(seconds)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_code_ends_with_cr_lf_or_both(reader: CodeReader, end: bytes) -> None:
    assert reader.feed(BARCODE.encode() + end) == SCANNED
    assert reader.legibility.malformed == 0


def test_a_code_in_pieces_is_one_code(reader: CodeReader) -> None:
    codes = [code for byte in BARCODE.encode() + b"\r\n" for code in reader.feed(bytes((byte,)))]
    assert codes == SCANNED


def test_a_code_cut_short_by_silence_is_dropped_and_counted(reader: CodeReader) -> None:
    assert reader.feed(BARCODE[:12].encode()) == []
    assert reader.feed(b"") == []
    assert reader.feed(b"\r\n" + BARCODE.encode() + b"\r\n") == SCANNED
    assert reader.legibility.malformed == 1


@pytest.mark.parametrize("noise", [b"\xff\xfe", b"12\x0034", b"1" * (LONGEST_CODE + 1)])
def test_what_is_no_text_is_dropped_and_counted(reader: CodeReader, noise: bytes) -> None:
    assert reader.feed(noise + b"\r" + BARCODE.encode() + b"\r") == SCANNED
    assert reader.legibility.malformed == 1


def test_a_code_held_before_the_window_counts_once(reader: CodeReader, seconds: Seconds) -> None:
    whole = BARCODE.encode() + b"\r\n"
    assert reader.feed(whole) == SCANNED
    for _ in range(5):
        seconds.now += 0.5
        assert reader.feed(whole) == []
    seconds.now += 1.5
    assert reader.feed(whole) == SCANNED


@given(st.lists(st.binary(max_size=700)))
def test_any_bytes_give_only_whole_printable_codes(pieces: list[bytes]) -> None:
    reader = CodeReader(Seconds())
    sent = b"".join(pieces)
    for piece in pieces:
        for code in reader.feed(piece):
            assert code.text.isprintable()
            assert code.text.encode() in sent
    reader.feed(b"\r")
    assert reader.feed(b"then this\r") in ([CodeScanned("then this")], [])


def test_a_code_is_not_in_its_representation() -> None:
    assert BARCODE not in repr(CodeScanned(BARCODE))
