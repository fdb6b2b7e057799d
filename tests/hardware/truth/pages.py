"""Pages that can be told apart dot by dot, and found again on what came out of a printer."""

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

_INKED_ROW = 3  # of five rows; the others are blank and fed, not sent


@dataclass(frozen=True, slots=True)
class Page:
    """`rows` are packed dots, a set bit is black; the first and the last row hold ink."""

    rows: bytes
    row_bytes: int

    @property
    def height(self) -> int:
        return len(self.rows) // self.row_bytes

    @property
    def image(self) -> Image.Image:
        size = (self.row_bytes * 8, self.height)
        return Image.frombytes("1", size, bytes(255 - byte for byte in self.rows))

    def count_on(self, piece: "Piece") -> int:
        """How often the whole page stands on the piece."""
        count, place = 0, piece.rows.find(self.rows)
        while place >= 0:
            count += place % self.row_bytes == 0
            place = piece.rows.find(self.rows, place + 1)
        return count

    def stands_alone_on(self, piece: "Piece") -> bool:
        """Nobody else's dots are on the piece."""
        return piece.rows.strip(b"\0") == self.rows.strip(b"\0")


@dataclass(frozen=True, slots=True)
class Piece:
    """Paper that was cut off."""

    name: str
    rows: bytes


def draw_page(chance: random.Random, columns_dots: int, most_rows: int) -> Page:
    """Runs of inked and of blank rows, as receipts have; no two pages are alike."""
    row_bytes = columns_dots // 8
    height = chance.randint(30, most_rows)
    rows = bytearray()
    while len(rows) < height * row_bytes:
        length = chance.randint(1, 40)
        is_blank = rows and chance.randrange(5) >= _INKED_ROW
        for _ in range(length):
            rows += bytes(row_bytes) if is_blank else _inked_row(chance, row_bytes)
    return Page(bytes(rows) + _inked_row(chance, row_bytes), row_bytes)


def _inked_row(chance: random.Random, row_bytes: int) -> bytes:
    """A mark of 64 random bits somewhere in the row."""
    place = chance.randrange(row_bytes - 8)
    mark = (chance.getrandbits(64) | 1 << 63).to_bytes(8, "big")
    return (bytes(place) + mark).ljust(row_bytes, b"\0")


def pieces_in(folder: Path) -> list[Piece]:
    """All that was cut off so far, in order."""
    return [_piece(path) for path in sorted(folder.glob("*.png"))]


def _piece(path: Path) -> Piece:
    with Image.open(path) as picture:
        dots = picture.convert("1").tobytes()
    return Piece(path.name, bytes(255 - byte for byte in dots))
