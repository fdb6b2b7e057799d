"""The paper of an emulated printer: dots pile up until the knife; each piece becomes a PNG."""

import io
import os
import re
from pathlib import Path

from PIL import Image

_NAME = re.compile(r"receipt-(\d+)\.png")


class PaperRoll:
    """`receipt-0001.png` and so on in a folder; goes on after the numbers already there.

    A file appears under its name only when it is whole. Blank pieces are not kept.
    """

    def __init__(self, folder: Path, columns_dots: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._row_bytes = columns_dots // 8
        self._rows = bytearray()
        numbers = [int(m[1]) for f in folder.iterdir() if (m := _NAME.fullmatch(f.name))]
        self.pieces = max(numbers, default=0)

    @property
    def height(self) -> int:
        """Rows since the last cut."""
        return len(self._rows) // self._row_bytes

    def add(self, rows: bytes, row_bytes: int, left: int = 0) -> None:
        """Rows of dots that begin `left` bytes from the edge; what is wider than the head is
        lost, as on a real printer."""
        for start in range(0, len(rows), row_bytes):
            row = bytes(left) + rows[start : start + row_bytes]
            self._rows += row[: self._row_bytes].ljust(self._row_bytes, b"\0")

    def feed(self, dots: int) -> None:
        self._rows += bytes(dots * self._row_bytes)

    def hanging(self) -> bytes:
        """What hangs out of the printer, not yet cut off, as PNG; empty when nothing does."""
        if not self._rows:
            return b""
        file = io.BytesIO()
        self._picture(bytes(self._rows)).save(file, format="PNG")
        return file.getvalue()

    def cut(self) -> Path | None:
        """The piece cut off, as a file; None when there was not a dot on it."""
        rows, self._rows = bytes(self._rows), bytearray()
        if not any(rows):
            return None
        self.pieces += 1
        path = self._folder / f"receipt-{self.pieces:04d}.png"
        unfinished = path.with_suffix(".part")
        self._picture(rows).save(unfinished, format="PNG")
        os.replace(unfinished, path)
        return path

    def _picture(self, rows: bytes) -> Image.Image:
        size = (self._row_bytes * 8, len(rows) // self._row_bytes)
        return Image.frombytes("1", size, bytes(255 - byte for byte in rows))
