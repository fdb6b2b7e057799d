"""ESC/POS as the driver of all printers speaks it."""

import hashlib
from collections.abc import Iterator

from PIL import Image

from hardware.printers.dots import BAND_ROWS, band_limits, begins_with, rows_of, runs
from hardware.printers.escpos import commands
from hardware.printers.escpos.status import (
    AnswerDecoder,
    AutoStatus,
    BufferWorkedOff,
    GraphicKeys,
    NotUnderstood,
    ProcessDone,
    RealtimeAnswer,
    from_realtime,
)
from hardware.printers.language import (
    GraphicsHeard,
    Heard,
    NoiseHeard,
    ProofHeard,
    StatusHeard,
    WorkedOffHeard,
)
from hardware.printers.port import PrintProof

_FIRST, _SECOND = range(0x50, 0x60), range(0x21, 0x7F)  # the two bytes of our keys


class EscPosEar:
    """Four real-time answers in a row are one status: the question asks all four at once, and
    printers answer in order."""

    def __init__(self) -> None:
        self._decoder = AnswerDecoder()
        self._realtime: list[int] = []

    def begin_question(self) -> None:
        self._realtime.clear()

    def hear(self, data: bytes) -> list[Heard]:
        heard: list[Heard] = []
        for answer in self._decoder.feed(data):
            match answer:
                case RealtimeAnswer(byte):
                    self._realtime.append(byte)
                    if len(self._realtime) == 4:
                        one, two, three, four = self._realtime
                        self._realtime.clear()
                        heard.append(StatusHeard(from_realtime((one, two, three, four)), True))
                case AutoStatus(status):
                    heard.append(StatusHeard(status, False))
                case ProcessDone(of_process):
                    heard.append(ProofHeard(of_process))
                case BufferWorkedOff():
                    heard.append(WorkedOffHeard())
                case GraphicKeys(keys, is_last):
                    heard.append(GraphicsHeard(keys, is_last))
                case NotUnderstood(byte):
                    heard.append(NoiseHeard(byte))
        return heard


class EscPos:
    """`plain`: whole rows from the left edge only, and no use of the printer's memory; for a
    clone that answers as if it knew more than it does."""

    question = b"".join(commands.realtime_status(n) for n in (1, 2, 3, 4))
    greeting = commands.AUTO_STATUS_ON
    proof = PrintProof.PROCESS_ID
    clearing = commands.CLEAR_BUFFERS + commands.RECOVER_AND_CLEAR

    def __init__(self, columns_dots: int, *, plain: bool = False) -> None:
        self._row_bytes = columns_dots // 8
        self._plain = plain

    def ear(self) -> EscPosEar:
        return EscPosEar()

    @property
    def opening(self) -> bytes:
        return commands.RESET

    @property
    def cut_off(self) -> bytes:
        return commands.RESET + commands.cut()

    def bands(
        self, image: Image.Image, letterhead: Image.Image | None, *, exact: bool
    ) -> Iterator[bytes]:
        rows = rows_of(image)
        if letterhead is not None and begins_with(image, letterhead):
            yield commands.print_graphic(self.graphic_key(letterhead))
            rows = rows[letterhead.height :]
        for start, end in band_limits(rows):
            yield self._band(rows[start:end], exact=exact)

    def milestone(self, job_id: bytes, *, by_id: bool) -> bytes:
        """A clone may print an unknown command as text: inside a page it is not tried out."""
        return commands.process_id(self.milestone_id(job_id)) if by_id else commands.BUFFER_STATUS

    def milestone_id(self, job_id: bytes) -> bytes:
        """Another than any job's that is near in number."""
        return commands.process_id_of(bytes((job_id[0] ^ 0x80,)) + job_id[1:])

    def ending(self, job_id: bytes) -> bytes:
        proof = commands.process_id(self.proof_id(job_id))
        return commands.cut() + proof + commands.BUFFER_STATUS

    def proof_id(self, job_id: bytes) -> bytes:
        return commands.process_id_of(job_id)

    def resync(self) -> bytes:
        """Zeros end the band; outside one they mean nothing."""
        return bytes(self._row_bytes * BAND_ROWS) + self.clearing

    @property
    def list_graphics(self) -> bytes | None:
        return None if self._plain else commands.GRAPHIC_KEYS

    @property
    def next_graphics(self) -> bytes:
        return commands.ACKNOWLEDGE

    def graphic_key(self, letterhead: Image.Image) -> bytes:
        """One of some fifteen hundred, by what the picture shows: an old one is not taken for
        it. Keys of other programs begin otherwise."""
        digest = hashlib.blake2b(letterhead.tobytes(), digest_size=8).digest()
        first, second = divmod(int.from_bytes(digest, "big"), len(_SECOND))
        return bytes((_FIRST[first % len(_FIRST)], _SECOND[second]))

    def store_graphic(self, letterhead: Image.Image, kept: tuple[bytes, ...]) -> bytes:
        older = b"".join(commands.delete_graphic(key) for key in kept if key[0] in _FIRST)
        rows = b"".join(rows_of(letterhead))
        return older + commands.store_graphic(self.graphic_key(letterhead), rows, self._row_bytes)

    def _band(self, band: list[bytes], *, exact: bool) -> bytes:
        parts = []
        for run in runs(band, exact=exact):
            if run.is_blank:
                parts.append(commands.feed(run.end - run.start))
                continue
            if run.left:
                parts.append(commands.position(run.left * 8))
            step = 2 if run.doubled else 1
            sent = (row[run.left : run.right] for row in band[run.start : run.end : step])
            width = run.right - run.left
            parts.append(commands.raster(b"".join(sent), width, doubled=run.doubled))
        return b"".join(parts)
