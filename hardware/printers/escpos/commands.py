"""ESC/POS commands as bytes, each with its name in the manufacturers' manuals."""

from collections.abc import Iterator
from itertools import groupby

from PIL import Image

INITIALISE = b"\x1b@"  # ESC @: forget modes and an unfinished line
CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4 fn 8: drop what waits
RECOVER_AND_CLEAR = b"\x10\x05\x02"  # DLE ENQ 2: leave an error, drop what waits
AUTO_STATUS_ON = b"\x1da\x0f"  # GS a: drawer, online, error and paper changes come by themselves
RESET = INITIALISE + AUTO_STATUS_ON  # ESC @ switches automatic status off again
BUFFER_STATUS = b"\x1dr\x01"  # GS r 1: paper sensor, answered in buffer order
CUT_FEED_DOTS = 96  # from the head to the knife on the common mechanisms, 12 mm

BAND_ROWS = 192  # 128 to 256: small enough to ask for status between, large enough to be fast
_MOST_FEED = 255
_FEWEST_FED_ROWS = 8  # starting and stopping the motor costs more than eight rows of zeros


def realtime_status(n: int) -> bytes:
    """DLE EOT n, 1 to 4. Never inside another command's data: it would be taken as dots."""
    return bytes((0x10, 0x04, n))


def process_id(job_id: bytes) -> bytes:
    """GS ( H, function 48: answered when all before it is on paper. `job_id`: four bytes."""
    if len(job_id) != 4:
        raise ValueError(f"a job id has 4 bytes, not {len(job_id)}")
    return b"\x1d(H\x06\x00\x30\x30" + job_id


def feed(dots: int) -> bytes:
    """ESC J, repeated as often as its one byte demands."""
    whole, rest = divmod(dots, _MOST_FEED)
    return b"\x1bJ\xff" * whole + (bytes((0x1B, 0x4A, rest)) if rest else b"")


def cut(feed_dots: int = CUT_FEED_DOTS) -> bytes:
    """GS V 66 n: feed to the knife and n further, and cut."""
    return bytes((0x1D, 0x56, 0x42, feed_dots))


def raster(rows: bytes, row_bytes: int) -> bytes:
    """GS v 0: whole rows of dots, a set bit is black; only at the start of a line."""
    count = len(rows) // row_bytes
    return b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + count.to_bytes(2, "little") + rows


def bands(image: Image.Image, band_rows: int = BAND_ROWS) -> Iterator[bytes]:
    """The image (mode "1", width a multiple of 8) as commands: dots, or feeds for blank rows.

    Each item covers at most `band_rows` rows and ends between commands, so that status may be
    asked after it.
    """
    row_bytes = image.width // 8
    dots = bytes(255 - packed for packed in image.tobytes())
    rows = [dots[start : start + row_bytes] for start in range(0, len(dots), row_bytes)]
    for top in range(0, len(rows), band_rows):
        band = rows[top : top + band_rows]
        yield b"".join(
            feed(end - start) if is_blank else raster(b"".join(band[start:end]), row_bytes)
            for start, end, is_blank in _runs([not any(row) for row in band])
        )


def _runs(blank: list[bool]) -> list[tuple[int, int, bool]]:
    """(start, end, is_blank) of runs of rows; blank runs too short to pay count as dots."""
    runs: list[tuple[int, int, bool]] = []
    for is_blank, group in groupby(range(len(blank)), key=blank.__getitem__):
        members = list(group)
        start, end = members[0], members[-1] + 1
        fed = is_blank and end - start >= _FEWEST_FED_ROWS
        if runs and not fed and not runs[-1][2]:
            runs[-1] = (runs[-1][0], end, False)
        else:
            runs.append((start, end, fed))
    return runs
