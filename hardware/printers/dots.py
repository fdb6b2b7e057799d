"""The rows of a picture as a printer's bytes, and how few of them need to be sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

BAND_ROWS = 192  # 128 to 256: small enough to ask for status between, large enough to be fast
FIRST_INK_ROWS = 8  # of the first band: at 9600 baud half a second, at 115200 a twentieth
_LAST_LINE_ROWS = 48  # a line of text
_FEWEST_FED_ROWS = 2
_COMMAND_BYTES = 12  # the head of a raster command, with its position


def rows_of(image: Image.Image) -> list[bytes]:
    """Mode "1", width a multiple of 8; in the bytes a set bit is black."""
    row_bytes = image.width // 8
    dots = bytes(255 - packed for packed in image.tobytes())
    return [dots[start : start + row_bytes] for start in range(0, len(dots), row_bytes)]


def begins_with(image: Image.Image, letterhead: Image.Image) -> bool:
    """Are the picture's first rows exactly these?"""
    if letterhead.width != image.width or letterhead.height >= image.height:
        return False
    top = image.crop((0, 0, letterhead.width, letterhead.height))
    return top.tobytes() == letterhead.tobytes()


def band_limits(rows: list[bytes]) -> Iterator[tuple[int, int]]:
    """(start, end) of the bands. The first ends soon after the first ink, so that the citizen
    sees paper move at once; the last is the last line alone, so that little is unsure when it
    fails; the others have `BAND_ROWS`."""
    ink = next((place for place, row in enumerate(rows) if any(row)), len(rows))
    last_line = _last_line(rows) or len(rows)
    start, end = 0, min(last_line, ink + FIRST_INK_ROWS)
    while start < len(rows):
        yield start, end
        limit = last_line if end < last_line else len(rows)
        start, end = end, min(limit, end + BAND_ROWS)


def _last_line(rows: list[bytes]) -> int:
    """Where the last run of inked rows begins, or the last rows of it: after a blank row the
    paper may stop for a moment without a seam in the dots."""
    end = next((place for place in range(len(rows), 0, -1) if any(rows[place - 1])), 0)
    start = end
    while start > 0 and any(rows[start - 1]) and end - start < _LAST_LINE_ROWS:
        start -= 1
    return start


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `start` to `end` of a band, of which only bytes `left` to `right` hold ink; blank
    when left is not below right. `doubled`: each row is the same as the one below it, so one of
    two is enough."""

    start: int
    end: int
    left: int
    right: int
    doubled: bool = False

    @property
    def is_blank(self) -> bool:
        return self.left >= self.right


def runs(band: list[bytes], *, exact: bool) -> list[Run]:
    """The band as runs that take the fewest bytes. `exact`: a run may begin right of the
    margin and be doubled; else every run with ink begins at byte 0."""
    limits = [_ink_limits(row, exact=exact) for row in band]
    best = [0] + [2**31] * len(band)  # the fewest bytes for the first n rows
    last: list[Run] = [Run(0, 0, 0, 0)] * (len(band) + 1)
    for start in range(len(band)):
        left, right, paired = len(band[0]), 0, exact
        for end in range(start + 1, len(band) + 1):
            row_left, row_right = limits[end - 1]
            left, right = min(left, row_left), max(right, row_right)
            even = (end - start) % 2 == 0
            if even and band[end - 1] != band[end - 2]:
                paired = False
            cost = best[start] + _cost(end - start, right - left, doubled=even and paired)
            if cost < best[end]:
                best[end], last[end] = cost, Run(start, end, left, right, even and paired)
    found: list[Run] = []
    end = len(band)
    while end > 0:
        found.append(last[end])
        end = last[end].start
    return found[::-1]


def _cost(rows: int, width: int, *, doubled: bool) -> int:
    """In bytes; a blank row alone is better sent with its neighbours than fed."""
    if width <= 0:
        return 3 if rows >= _FEWEST_FED_ROWS else 2 * _COMMAND_BYTES
    return _COMMAND_BYTES + width * (rows // 2 if doubled else rows)


def _ink_limits(row: bytes, *, exact: bool) -> tuple[int, int]:
    right = len(row.rstrip(b"\0"))
    if right == 0:
        return len(row), 0
    return (len(row) - len(row.lstrip(b"\0")) if exact else 0), right
