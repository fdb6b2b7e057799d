"""What a family of printers says and understands: all that a driver of a new one must bring.

Pure: bytes and values. The line, the waiting and the judging are the same for every family, in
`session`, `job` and `driver`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from hardware.printers.port import PrintProof
from hardware.printers.status import PrinterStatus


@dataclass(frozen=True, slots=True)
class StatusHeard:
    """`asked`: the answer to our question; else the printer said it by itself."""

    status: PrinterStatus
    asked: bool


@dataclass(frozen=True, slots=True)
class ProofHeard:
    """All before the request with this id is on paper."""

    proof_id: bytes


@dataclass(frozen=True, slots=True)
class WorkedOffHeard:
    """The clones' way: what was sent before the question has been worked off."""


@dataclass(frozen=True, slots=True)
class GraphicsHeard:
    """The keys of the pictures in its memory. `is_last`: the list ends here."""

    keys: tuple[bytes, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class NoiseHeard:
    """A byte that begins no answer of this family."""

    byte: int


Heard = StatusHeard | ProofHeard | WorkedOffHeard | GraphicsHeard | NoiseHeard


class Ear(Protocol):
    """Keeps what has not wholly arrived. One for each open line."""

    def begin_question(self) -> None:
        """Answers to questions asked before count no more."""

    def hear(self, data: bytes) -> list[Heard]: ...


class Language(Protocol):
    """One family. `columns_dots` of its page were given when it was made."""

    @property
    def question(self) -> bytes:
        """Asks for the status, and is answered at once even by a printer that is busy."""

    @property
    def greeting(self) -> bytes:
        """Once after a line was opened and answered."""

    @property
    def proof(self) -> PrintProof: ...

    def ear(self) -> Ear: ...

    @property
    def opening(self) -> bytes:
        """Before a page."""

    @property
    def cut_off(self) -> bytes:
        """Cuts off what hangs out of the printer, outside any page."""

    def bands(
        self, image: Image.Image, letterhead: Image.Image | None, *, exact: bool
    ) -> Iterator[bytes]:
        """The page in parts that end between commands, the first one small. `letterhead` is in
        the printer's memory; `exact`: this printer has shown that it knows its family's newer
        commands, so that rows may be placed and not only cut short."""

    def milestone(self, job_id: bytes, *, by_id: bool) -> bytes | None:
        """Inside a page: asks to be told when all so far is on paper. `by_id`: this printer has
        proved pages by their id. None when this family has no such question."""

    def milestone_id(self, job_id: bytes) -> bytes: ...

    def ending(self, job_id: bytes) -> bytes:
        """Cut, and ask for the proof."""

    def proof_id(self, job_id: bytes) -> bytes: ...

    @property
    def clearing(self) -> bytes:
        """Drops what waits in the printer; works while a fault lasts."""

    def resync(self) -> bytes:
        """For a printer that may wait for the rest of a band, and then takes our questions for
        dots: the band is ended, and what waits is dropped."""

    @property
    def list_graphics(self) -> bytes | None:
        """Asks which pictures the printer keeps; None when there is no such memory, or it is
        not to be used. Who answers knows the family's newer commands."""

    @property
    def next_graphics(self) -> bytes:
        """After each part of that list."""

    def graphic_key(self, letterhead: Image.Image) -> bytes:
        """The picture's own name in that memory."""

    def store_graphic(self, letterhead: Image.Image, kept: tuple[bytes, ...]) -> bytes:
        """Puts it there, and deletes those of `kept` that are older letterheads of ours."""
