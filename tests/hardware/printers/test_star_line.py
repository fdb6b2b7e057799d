"""The second family: Star line mode, on the same promises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from hardware.paper import render, sample_page
from hardware.printers import NotPrinted, Printed, PrintProof, PrintTrouble, Unknown
from hardware.printers.emulator_commands import (
    ClearBuffers,
    CounterQuery,
    Cut,
    DocumentEnd,
    DocumentStart,
    Feed,
    PrinterCommand,
    Raster,
    RealtimeQuery,
    Style,
)
from hardware.printers.star_line import commands
from hardware.printers.star_line.language import StarLine
from hardware.printers.star_line.reader import StarReader
from hardware.printers.star_line.status import (
    CounterAnswer,
    NotUnderstood,
    StarDecoder,
    Status,
    from_automatic,
    to_automatic,
    to_counter,
)
from hardware.printers.status import PrinterStatus
from hardware.reasons import Reason
from hardware.state import DeviceState
from tests.hardware.printers.conftest import Bench, OpenBench
from tests.support.waiting import eventually

STATUSES = st.builds(
    PrinterStatus,
    cover_open=st.booleans(),
    paper_end=st.booleans(),
    paper_near_end=st.booleans(),
    cutter_error=st.booleans(),
    head_hot=st.booleans(),
    other_error=st.booleans(),
)


@pytest.fixture
def star(open_bench: OpenBench) -> Bench:
    return open_bench(family="star_line")


def test_golden_bytes() -> None:
    assert bytes.fromhex("1b0601") == commands.STATUS
    assert bytes.fromhex("1b1d03030000") == commands.DOCUMENT_START
    assert commands.counter(b"\x12\x34") == bytes.fromhex("1b1d03011234")
    assert commands.row(b"\xff\x01") == bytes.fromhex("620200ff01")
    assert commands.feed(120) == bytes.fromhex("1b2a7259") + b"120\x00"


def test_a_network_printers_greeting_is_read_whole() -> None:
    """Seen on a TSP100 in a network: 23 86 and zeros, eleven bytes when it is well."""
    greeting = bytes.fromhex("2386") + bytes(9)
    assert StarDecoder().feed(greeting) == [Status(PrinterStatus())]


def test_a_network_printers_counter_comes_wrapped() -> None:
    wrapped = to_counter(b"\x12\x34", 7)
    data = b"23:B" + (8).to_bytes(2, "big") + wrapped + b";"
    status = bytes.fromhex("2386") + bytes(7) + len(data).to_bytes(2, "big")
    assert StarDecoder().feed(status + data) == [
        Status(PrinterStatus()),
        CounterAnswer(b"\x12\x34"),
    ]


@pytest.mark.parametrize(
    ("place", "bit", "trouble"),
    [
        (2, 0x08, PrintTrouble.OFFLINE),
        (2, 0x20, PrintTrouble.COVER_OPEN),
        (3, 0x08, PrintTrouble.CUTTER),
        (3, 0x20, PrintTrouble.PRINTER_ERROR),
        (3, 0x04, PrintTrouble.PRINTER_ERROR),
        (3, 0x40, PrintTrouble.HEAD_HOT),
        (5, 0x08, PrintTrouble.PAPER_END),
        (5, 0x04, None),
    ],
)
def test_each_bit_alone_tells_its_trouble(
    place: int, bit: int, trouble: PrintTrouble | None
) -> None:
    answer = bytearray(bytes.fromhex("230600000000000000"))
    answer[place] |= bit
    assert from_automatic(bytes(answer)).trouble() == trouble


@given(STATUSES)
def test_a_status_is_read_back(status: PrinterStatus) -> None:
    (answer,) = StarDecoder().feed(to_automatic(status))
    assert isinstance(answer, Status)
    assert answer.status.trouble() == status.trouble()


@given(st.binary(max_size=200))
def test_no_bytes_make_the_parsers_fail(data: bytes) -> None:
    said = StarDecoder().feed(data)
    asked = StarReader().feed(data)
    assert len(said) <= len(data)
    assert len(asked) <= len(data)


@given(st.data())
def test_answers_are_told_apart_however_they_are_split(data: st.DataObject) -> None:
    stream = to_automatic(PrinterStatus()) + to_counter(b"\x1b\x1d", 3) + b"\xff"
    stream += to_automatic(PrinterStatus(cover_open=True))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(stream)))))
    decoder = StarDecoder()
    answers = [
        answer
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for answer in decoder.feed(stream[start:end])
    ]
    assert answers[:3] == [
        Status(PrinterStatus()),
        CounterAnswer(b"\x1b\x1d"),
        NotUnderstood(0xFF),
    ]
    assert len(answers) == 4


def test_every_command_is_read_back() -> None:
    language = StarLine(576)
    stream = language.cut_off + language.opening + commands.row(b"\x1b\x06\x01") + commands.feed(9)
    stream += language.ending(b"jobs") + b"\0\0" + commands.STATUS + commands.RESET_NOW
    reader = StarReader()
    read = [c for byte in stream for c in reader.feed(bytes((byte,))) if c != Style()]
    assert read[0] == Cut(96)
    assert read[2:] == [
        DocumentStart(),
        Raster(3, b"\x1b\x06\x01"),  # a status question among dots is dots
        Feed(9),
        Cut(96),
        CounterQuery(b"bs"),
        DocumentEnd(),
        RealtimeQuery(),
        ClearBuffers(),
    ]


def _dots(command: PrinterCommand) -> bytes:
    if isinstance(command, Feed):
        return bytes(72 * command.dots)
    assert isinstance(command, Raster)
    return command.rows.ljust(72, b"\0")


@given(st.lists(st.sampled_from([b"\xff" * 72, b"\x01" * 30, b""]), min_size=1, max_size=500))
@settings(max_examples=40, deadline=None)
def test_bands_put_exactly_the_image_on_paper(inks: list[bytes]) -> None:
    rows = [ink.ljust(72, b"\0") for ink in inks]
    dots = bytes(255 - byte for byte in b"".join(rows))
    image = Image.frombytes("1", (576, len(rows)), dots)
    reader = StarReader()
    reader.feed(commands.ENTER_RASTER)
    bands = StarLine(576).bands(image, None, exact=False)
    paper = b"".join(_dots(command) for band in bands for command in reader.feed(band))
    assert paper == b"".join(rows)


def test_the_dots_on_paper_are_the_dots_of_the_page(star: Bench) -> None:
    page = render(sample_page())
    assert star.printer.print(page, b"job1") == Printed(PrintProof.PRINT_END_COUNTER)
    (paper,) = star.papers()
    with Image.open(paper) as printed:
        top = printed.convert("1").crop((0, 0, *page.size))
        assert ImageChops.difference(top.convert("L"), page.convert("L")).getbbox() is None


@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        ({"do": "cover", "value": "open"}, PrintTrouble.COVER_OPEN),
        ({"do": "cutter", "value": "error"}, PrintTrouble.CUTTER),
        ({"do": "head", "value": "hot"}, PrintTrouble.HEAD_HOT),
        ({"do": "offline", "value": True}, PrintTrouble.OFFLINE),
        ({"do": "error", "value": True}, PrintTrouble.PRINTER_ERROR),
        ({"do": "silent", "value": True}, PrintTrouble.HALF_DEAD),
    ],
)
def test_each_trouble_has_its_reason_and_nothing_is_sent(
    star: Bench, page: Image.Image, command: dict[str, object], trouble: PrintTrouble
) -> None:
    star.do(**command)
    star.until_printer(DeviceState.FAILED, Reason(trouble))
    assert star.printer.print(page, b"job1") == NotPrinted(trouble)
    assert star.count("rows_hanging_out") == 0


def test_paper_ending_inside_a_page_is_never_printed_and_nothing_comes_out_later(
    star: Bench, page: Image.Image
) -> None:
    """Unknown when the last line had left before the head came to the end of the paper: inside
    raster mode a Star does not say how far it is."""
    star.do(do="paper", value="out", after_rows=250)
    outcome = star.printer.print(page, b"job1")
    assert not isinstance(outcome, Printed)
    assert outcome.reason is PrintTrouble.PAPER_END
    star.do(do="paper", value="ok")
    star.until_paper(DeviceState.READY)
    eventually(star.papers, "what hung out is cut off at once")
    assert star.count("waiting") == 0
    assert isinstance(star.printer.print(page, b"job2"), Printed)
    with Image.open(star.papers()[-1]) as receipt:
        assert receipt.height == page.height + 96


def test_a_jam_at_the_cut_leaves_it_unknown(star: Bench, page: Image.Image) -> None:
    star.do(do="cutter", value="fails")
    assert star.printer.print(page, b"job1") == Unknown(PrintTrouble.CUTTER)
    assert star.papers() == []


def test_a_printer_that_falls_mute_after_the_page_leaves_it_unknown(
    star: Bench, page: Image.Image
) -> None:
    star.do(do="speed", rows_per_s=600)
    printing = star.printing(page, b"job1")
    eventually(lambda: star.count("rows_hanging_out") > 50, "it prints")
    star.do(do="silent", value=True)
    assert printing.outcome() == Unknown(PrintTrouble.HALF_DEAD)
