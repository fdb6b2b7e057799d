"""Status bytes as the manuals have them, and as clones bend them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.printers.escpos.status import (
    AnswerDecoder,
    AutoStatus,
    BufferWorkedOff,
    NotUnderstood,
    ProcessDone,
    RealtimeAnswer,
    from_auto,
    from_realtime,
    process_done,
    to_auto,
    to_realtime,
)
from hardware.printers.port import PrintTrouble
from hardware.printers.status import PrinterStatus

READY = (0x12, 0x12, 0x12, 0x12)


def with_bits(n: int, bits: int) -> tuple[int, int, int, int]:
    answers = list(READY)
    answers[n - 1] |= bits
    return answers[0], answers[1], answers[2], answers[3]


@pytest.mark.parametrize(
    ("n", "bits", "trouble"),
    [
        (1, 0x08, PrintTrouble.OFFLINE),
        (2, 0x04, PrintTrouble.COVER_OPEN),
        (2, 0x20, PrintTrouble.PAPER_END),
        (2, 0x40, PrintTrouble.PRINTER_ERROR),
        (3, 0x08, PrintTrouble.CUTTER),
        (3, 0x20, PrintTrouble.PRINTER_ERROR),
        (3, 0x04, PrintTrouble.PRINTER_ERROR),
        (3, 0x40, PrintTrouble.HEAD_HOT),
        (4, 0x60, PrintTrouble.PAPER_END),
        (4, 0x20, PrintTrouble.PAPER_END),
        (4, 0x40, PrintTrouble.PAPER_END),
        (1, 0x04, None),
        (2, 0x08, None),
        (4, 0x0C, None),
    ],
)
def test_each_bit_alone_tells_its_trouble(n: int, bits: int, trouble: PrintTrouble | None) -> None:
    assert from_realtime(with_bits(n, bits)).trouble() == trouble


@pytest.mark.parametrize("bits", [0x0C, 0x04, 0x08])
def test_near_end_is_told_by_either_bit(bits: int) -> None:
    assert from_realtime(with_bits(4, bits)).paper_near_end


def test_the_cause_is_named_before_the_consequence() -> None:
    status = PrinterStatus(offline=True, paper_end=True, cover_open=True)
    assert status.trouble() is PrintTrouble.COVER_OPEN


statuses = st.builds(
    PrinterStatus,
    cover_open=st.booleans(),
    paper_end=st.booleans(),
    paper_near_end=st.booleans(),
    cutter_error=st.booleans(),
    head_hot=st.booleans(),
)


@given(statuses)
def test_both_forms_of_status_tell_the_same_trouble(status: PrinterStatus) -> None:
    realtime = from_realtime(
        (
            to_realtime(status, 1),
            to_realtime(status, 2),
            to_realtime(status, 3),
            to_realtime(status, 4),
        )
    )
    assert realtime.trouble() == from_auto(to_auto(status)).trouble() == status.trouble()


@given(st.data())
def test_answers_are_told_apart_however_they_are_split(data: st.DataObject) -> None:
    stream = b"\x12" + to_auto(PrinterStatus()) + process_done(b"\x12\x10\x37\x00") + b"\x00\x16"
    cuts = sorted(data.draw(st.sets(st.integers(0, len(stream)))))
    decoder = AnswerDecoder()
    answers = [
        answer
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for answer in decoder.feed(stream[start:end])
    ]
    assert answers == [
        RealtimeAnswer(0x12),
        AutoStatus(PrinterStatus()),
        ProcessDone(b"\x12\x10\x37\x00"),
        BufferWorkedOff(0x00),
        RealtimeAnswer(0x16),
    ]


def test_noise_is_passed_over_and_not_taken_for_proof() -> None:
    decoder = AnswerDecoder()
    assert decoder.feed(b"\xff\x37\x99\x01\x02\x03\x04\x05")[:2] == [
        NotUnderstood(0xFF),
        NotUnderstood(0x37),
    ]
    assert ProcessDone(b"\x01\x02\x03\x04") not in decoder.feed(b"")
