"""What the kiosk may ask of a receipt printer, and every answer it can get."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PIL import Image

from hardware.device import Device


class PrintProof(StrEnum):
    """How the printer said that the receipt is on paper."""

    PROCESS_ID = "process_id"  # GS ( H function 48: everything before it is printed
    BUFFER_STATUS = "buffer_status"  # GS r: everything before it was worked off, no fault seen


class PrintTrouble(StrEnum):
    PAPER_END = "paper_end"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"
    PRINTER_ERROR = "printer_error"
    OFFLINE = "offline"
    NO_ANSWER = "no_answer"
    LINK_DOWN = "link_down"
    LINK_LOST = "link_lost"
    NO_PROOF = "no_proof"
    BAD_IMAGE = "bad_image"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Printed:
    proof: PrintProof


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """No whole receipt came out, for certain. A torn beginning may hang in the printer."""

    reason: PrintTrouble


@dataclass(frozen=True, slots=True)
class Uncertain:
    """All was sent, and nothing proves that it came out."""

    reason: PrintTrouble


PrintOutcome = Printed | NotPrinted | Uncertain


class ReceiptPrinter(Device, Protocol):
    """A device that prints. `print` blocks, in a worker thread; the rest answers at once."""

    @property
    def columns_dots(self) -> int: ...

    def print(self, image: Image.Image, job_id: bytes) -> PrintOutcome:
        """Prints and cuts one page. `job_id` is four bytes, never used before on this kiosk.

        Never sends a page again by itself.
        """
