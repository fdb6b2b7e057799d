"""Golden bytes of the commands, and that what is sent is what the printer reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hardware.printers.escpos import commands
from hardware.printers.escpos.reader import (
    AutoStatusSwitch,
    BufferQuery,
    ClearBuffers,
    CommandReader,
    Cut,
    Feed,
    Garbage,
    Initialise,
    ProcessId,
    Raster,
    RealtimeQuery,
    Style,
)


def test_golden_bytes() -> None:
    assert commands.realtime_status(4) == bytes.fromhex("100404")
    assert commands.process_id(b"\x01\x02\x03\x04") == bytes.fromhex("1d2848060030300102 0304")
    assert commands.feed(24) == bytes.fromhex("1b4a18")
    assert commands.feed(600) == bytes.fromhex("1b4aff1b4aff1b4a5a")
    assert commands.cut(96) == bytes.fromhex("1d564260")
    assert (
        commands.raster(b"\xf0" * 144, 72) == bytes.fromhex("1d763000 4800 0200") + b"\xf0" * 144
    )


def test_a_job_id_has_four_bytes() -> None:
    with pytest.raises(ValueError, match="4 bytes"):
        commands.process_id(b"\x01")


def test_every_command_is_read_back() -> None:
    stream = (
        commands.RESET
        + b"\0\0\0"
        + commands.raster(b"\x10\x04\x01" * 24, 72)
        + commands.feed(9)
        + commands.cut(3)
        + commands.process_id(b"jobs")
        + commands.BUFFER_STATUS
        + commands.realtime_status(2)
        + commands.CLEAR_BUFFERS
        + commands.RECOVER_AND_CLEAR
        + b"A"
    )
    reader = CommandReader()
    read = [command for byte in stream for command in reader.feed(bytes((byte,)))]
    assert read == [
        Initialise(),
        AutoStatusSwitch(True),
        Raster(72, b"\x10\x04\x01" * 24),  # a status question among dots is dots
        Feed(9),
        Cut(3),
        ProcessId(b"jobs"),
        BufferQuery(),
        RealtimeQuery(2),
        ClearBuffers(),
        ClearBuffers(),
        Garbage(0x41),
    ]


def test_the_commands_other_programs_send_are_read_too() -> None:
    stream = b"\x1ba\x01\x1b!\x00\x1bd\x02\n\x1dV\x00\x1dV1\x1dVA\x05"
    assert CommandReader().feed(stream) == [
        Style(),
        Style(),
        Feed(60),
        Feed(30),
        Cut(0),
        Cut(0),
        Cut(5),
    ]


def paper_of(bands: list[bytes]) -> bytes:
    reader = CommandReader()
    paper = b""
    for band in bands:
        for command in reader.feed(band):
            assert isinstance(command, Raster | Feed)
            paper += command.rows if isinstance(command, Raster) else bytes(72 * command.dots)
    return paper


@given(st.lists(st.sampled_from([b"\xff", b"\x01", b"\x00"]), min_size=1, max_size=700))
def test_bands_put_exactly_the_image_on_paper(inks: list[bytes]) -> None:
    dots = b"".join(ink * 72 for ink in inks)
    image = Image.frombytes("1", (576, len(inks)), bytes(255 - byte for byte in dots))
    assert paper_of(list(commands.bands(image))) == dots


def test_a_band_is_at_most_192_rows_and_blank_paper_is_fed() -> None:
    black = list(commands.bands(Image.new("1", (576, 1000), 0)))
    assert [(len(band) - 8) // 72 for band in black] == [192, 192, 192, 192, 192, 40]
    blank = b"".join(commands.bands(Image.new("1", (576, 1000), 1)))
    assert len(blank) < 40
