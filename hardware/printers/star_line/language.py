"""Star line mode as the driver of all printers speaks it: raster inside a document.

A document is Star's own promise that nothing comes out late: after a fault inside it the printer
throws away what it receives until the document's end.
"""

from collections.abc import Iterator

from PIL import Image

from hardware.printers.dots import band_limits, rows_of
from hardware.printers.language import Heard, NoiseHeard, ProofHeard, StatusHeard
from hardware.printers.port import PrintProof
from hardware.printers.star_line import commands
from hardware.printers.star_line.status import (
    CounterAnswer,
    NotUnderstood,
    StarDecoder,
    Status,
)

_FEWEST_FED_ROWS = 3  # a feed has seven bytes, a blank row four


class StarEar:
    """Status comes only when asked for, automatic status being switched off."""

    def __init__(self) -> None:
        self._decoder = StarDecoder()

    def begin_question(self) -> None:
        """The printer answers with one block; nothing half counts."""

    def hear(self, data: bytes) -> list[Heard]:
        heard: list[Heard] = []
        for answer in self._decoder.feed(data):
            match answer:
                case Status(status):
                    heard.append(StatusHeard(status, True))
                case CounterAnswer(echo):
                    heard.append(ProofHeard(echo))
                case NotUnderstood(byte):
                    heard.append(NoiseHeard(byte))
        return heard


class StarLine:
    """Keeps no letterhead: the printer's memory can only be written by Star's own tool."""

    question = commands.STATUS
    greeting = commands.AUTO_STATUS_OFF
    proof = PrintProof.PRINT_END_COUNTER
    clearing = commands.RESET_NOW
    list_graphics: bytes | None = None
    next_graphics = b""

    def __init__(self, columns_dots: int) -> None:
        self._row_bytes = columns_dots // 8

    def ear(self) -> StarEar:
        return StarEar()

    @property
    def cut_off(self) -> bytes:
        return commands.CUT

    @property
    def opening(self) -> bytes:
        into_raster = commands.ENTER_RASTER + commands.CONTINUOUS + commands.CUT_AT_END
        return commands.AUTO_STATUS_OFF + commands.DOCUMENT_START + into_raster

    def bands(
        self, image: Image.Image, letterhead: Image.Image | None, *, exact: bool
    ) -> Iterator[bytes]:
        rows = rows_of(image)
        for start, end in band_limits(rows):
            yield _band(rows[start:end])

    def milestone(self, job_id: bytes, *, by_id: bool) -> bytes | None:
        """The counter is no raster command, and leaving raster mode ends the page."""
        return None

    def milestone_id(self, job_id: bytes) -> bytes:
        return b""

    def ending(self, job_id: bytes) -> bytes:
        """The question stands inside the document: a fault that came and went between two of our
        looks has the printer throw the page away, and then the question with it. That real
        printers answer it there is *unverified*; one that does not never proves a page."""
        out_of_raster = commands.END_OF_PAGE + commands.QUIT_RASTER
        return out_of_raster + commands.counter(self.proof_id(job_id)) + commands.DOCUMENT_END

    def proof_id(self, job_id: bytes) -> bytes:
        """The job's last two bytes: enough to tell jobs of one open line apart."""
        return job_id[-2:]

    def resync(self) -> bytes:
        """Zeros end a row; outside one they mean nothing."""
        return bytes(self._row_bytes + len(commands.row(b"\0"))) + self.clearing

    def graphic_key(self, letterhead: Image.Image) -> bytes:
        return b""

    def store_graphic(self, letterhead: Image.Image, kept: tuple[bytes, ...]) -> bytes:
        return b""


def _band(band: list[bytes]) -> bytes:
    """Each row without the zeros at its end; blank rows as feeds."""
    parts: list[bytes] = []
    blank = 0
    for dots in (*(row.rstrip(b"\0") for row in band), None):
        if dots == b"":
            blank += 1
            continue
        few = blank < _FEWEST_FED_ROWS
        parts.append(commands.row(b"\0") * blank if few else commands.feed(blank))
        blank = 0
        if dots is not None:
            parts.append(commands.row(dots))
    return b"".join(parts)
