"""Golden bytes of the commands, and that what is sent is what the printer reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware.printers.emulator_commands import (
    AutoStatusSwitch,
    BufferQuery,
    ClearBuffers,
    Cut,
    DeleteGraphic,
    Feed,
    Garbage,
    GraphicKeysQuery,
    Initialise,
    PrinterCommand,
    PrintGraphic,
    ProcessId,
    Raster,
    RealtimeQuery,
    StoreGraphic,
    Style,
)
from hardware.printers.escpos import commands
from hardware.printers.escpos.language import EscPos
from hardware.printers.escpos.reader import EscPosReader


def test_golden_bytes() -> None:
    assert commands.realtime_status(4) == bytes.fromhex("100404")
    assert commands.process_id(b"\x01\x02\x03\x04") == bytes.fromhex("1d2848060030300102 0304")
    assert bytes.fromhex("1d284c040030404b43") == commands.GRAPHIC_KEYS
    assert commands.print_graphic(b"PA") == bytes.fromhex("1d284c06003045 5041 0101")
    assert commands.store_graphic(b"PA", b"\xff" * 4, 2) == bytes.fromhex(
        "1d284c0f003043305041 01 1000 0200 31 ffffffff"
    )
    assert commands.position(80) == bytes.fromhex("1b245000")
    assert commands.feed(24) == bytes.fromhex("1b4a18")
    assert commands.feed(600) == bytes.fromhex("1b4aff1b4aff1b4a5a")
    assert commands.cut(96) == bytes.fromhex("1d564260")
    assert (
        commands.raster(b"\xf0" * 144, 72) == bytes.fromhex("1d763000 4800 0200") + b"\xf0" * 144
    )


def test_a_job_id_has_four_bytes() -> None:
    with pytest.raises(ValueError, match="4 bytes"):
        commands.process_id_of(b"\x01")


@given(st.integers(0, 2**32 - 2))
def test_a_process_id_is_printable_and_the_next_job_has_another(number: int) -> None:
    """The manual's range; an XON or a status question can never be part of it."""
    ids = [commands.process_id_of(each.to_bytes(4, "big")) for each in (number, number + 1)]
    assert all(0x20 <= byte <= 0x7E for each in ids for byte in each)
    assert ids[0] != ids[1]


def test_every_command_is_read_back() -> None:
    stream = (
        commands.RESET
        + b"\0\0\0"
        + commands.raster(b"\x10\x04\x01" * 24, 72)
        + commands.feed(9)
        + commands.position(80)
        + commands.raster(b"\xff" * 2, 2)
        + commands.cut(3)
        + commands.process_id(b"jobs")
        + commands.BUFFER_STATUS
        + commands.GRAPHIC_KEYS
        + commands.store_graphic(b"PA", b"\xff" * 4, 2)
        + commands.print_graphic(b"PA")
        + commands.delete_graphic(b"PA")
        + commands.ACKNOWLEDGE
        + commands.realtime_status(2)
        + commands.CLEAR_BUFFERS
        + commands.RECOVER_AND_CLEAR
        + b"A"
    )
    reader = EscPosReader()
    read = [command for byte in stream for command in reader.feed(bytes((byte,)))]
    assert read == [
        Initialise(),
        Style(),
        AutoStatusSwitch(True),
        Raster(72, b"\x10\x04\x01" * 24),  # a status question among dots is dots
        Feed(9),
        Raster(2, b"\xff" * 2, 10),
        Cut(3),
        ProcessId(b"jobs"),
        BufferQuery(),
        GraphicKeysQuery(),
        StoreGraphic(b"PA", 2, b"\xff" * 4),
        PrintGraphic(b"PA"),
        DeleteGraphic(b"PA"),
        Style(),
        RealtimeQuery(2),
        ClearBuffers(),
        ClearBuffers(),
        Garbage(0x41),
    ]


def test_the_commands_other_programs_send_are_read_too() -> None:
    stream = b"\x1ba\x01\x1b!\x00\x1bd\x02\n\x1dV\x00\x1dV1\x1dVA\x05"
    assert EscPosReader().feed(stream) == [
        Style(),
        Style(),
        Feed(60),
        Feed(30),
        Cut(0),
        Cut(0),
        Cut(5),
    ]


def paper_of(bands: list[bytes]) -> bytes:
    """What the bands put on paper 72 bytes wide."""
    reader = EscPosReader()
    return b"".join(_dots(command) for band in bands for command in reader.feed(band))


def _dots(command: PrinterCommand) -> bytes:
    if isinstance(command, Feed):
        return bytes(72 * command.dots)
    assert isinstance(command, Raster)
    starts = range(0, len(command.rows), command.row_bytes)
    rows = (command.rows[start : start + command.row_bytes] for start in starts)
    return b"".join((bytes(command.left) + row).ljust(72, b"\0") for row in rows)


def image_of(rows: list[bytes]) -> Image.Image:
    dots = bytes(255 - byte for byte in b"".join(rows))
    return Image.frombytes("1", (576, len(rows)), dots)


def bands_of(image: Image.Image, *, exact: bool) -> list[bytes]:
    return list(EscPos(576).bands(image, None, exact=exact))


ROWS = st.builds(
    lambda left, ink, width: (bytes(left) + ink * width)[:72].ljust(72, b"\0"),
    st.integers(0, 72),
    st.sampled_from([b"\xff", b"\x01", b"\x00"]),
    st.integers(0, 72),
)
PAGES = st.lists(
    st.builds(lambda row, times: [row] * times, ROWS, st.integers(1, 9)), min_size=1, max_size=90
)


@given(PAGES, st.booleans())
@settings(max_examples=40, deadline=None)
def test_bands_put_exactly_the_image_on_paper(blocks: list[list[bytes]], exact: bool) -> None:
    rows = [row for block in blocks for row in block]
    image = image_of(rows)
    assert paper_of(bands_of(image, exact=exact)) == b"".join(rows)


def test_a_band_is_at_most_192_rows_and_the_first_and_the_last_are_small() -> None:
    black = bands_of(Image.new("1", (576, 1000), 0), exact=True)
    heights = [len(paper_of([band])) // 72 for band in black]
    assert heights == [8, 192, 192, 192, 192, 176, 48]


def test_the_last_band_is_the_last_line_and_what_is_blank_below_it() -> None:
    rows = [b"\xff" * 72] * 60 + [bytes(72)] * 20 + [b"\xff" * 72] * 30 + [bytes(72)] * 15
    heights = [len(paper_of([band])) // 72 for band in bands_of(image_of(rows), exact=False)]
    assert heights[-1] == 45


def test_rows_in_equal_pairs_are_sent_once() -> None:
    bar = image_of([b"\xff" * 72] * 100)
    whole, paired = (b"".join(bands_of(bar, exact=exact)) for exact in (False, True))
    assert len(paired) < len(whole) * 0.55


def test_blank_paper_is_fed_and_not_sent() -> None:
    blank = b"".join(bands_of(Image.new("1", (576, 1000), 1), exact=False))
    assert len(blank) < 40


def test_without_proof_of_newer_commands_no_row_begins_right_of_the_edge() -> None:
    ink = bytes(40) + b"\xff" * 32
    assert b"\x1b$" not in b"".join(bands_of(image_of([ink] * 30), exact=False))
    assert b"\x1b$" in b"".join(bands_of(image_of([ink] * 30), exact=True))


def test_a_page_that_begins_with_the_kept_letterhead_sends_only_its_key() -> None:
    language, page = EscPos(576), image_of([b"\xaa" * 72] * 300)
    letterhead = page.crop((0, 0, 576, 112))
    first, *rest = language.bands(page, letterhead, exact=True)
    assert first == commands.print_graphic(language.graphic_key(letterhead))
    assert paper_of(rest) == b"\xaa" * 72 * 188


def test_a_page_that_begins_otherwise_is_sent_whole() -> None:
    language, page = EscPos(576), image_of([b"\xaa" * 72] * 300)
    other = image_of([b"\xab" * 72] * 112)
    assert paper_of(list(language.bands(page, other, exact=True))) == b"\xaa" * 72 * 300
