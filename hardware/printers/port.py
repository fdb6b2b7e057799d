"""What the kiosk may ask of a receipt printer, and every answer it can get."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PIL import Image

from hardware.device import Device


class PrintProof(StrEnum):
    """How the printer said that the receipt is on paper."""

    PROCESS_ID = "process_id"  # GS ( H function 48: everything before it is printed
    BUFFER_STATUS = "buffer_status"  # GS r: everything before it was worked off, no fault seen
    PRINT_END_COUNTER = "print_end_counter"  # Star's ESC GS ETX: printed, and the motor stopped


class PrintTrouble(StrEnum):
    """Why a page is not, or not provably, on paper. Those that a device can report while it
    is idle have the same name among `hardware.reasons.Reason`."""

    PAPER_END = "paper_end"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"
    PRINTER_ERROR = "printer_error"
    OFFLINE = "offline"
    UNPLUGGED = "unplugged"
    LINK_DOWN = "link_down"
    PORT_BUSY = "port_busy"
    NO_PERMISSION = "no_permission"
    LINK_LOST = "link_lost"
    NO_ANSWER = "no_answer"
    HALF_DEAD = "half_dead"
    WRONG_BAUD = "wrong_baud"
    NO_PROOF = "no_proof"  # it took the page, answers, and never says that it is printed
    EXPIRED = "expired"  # too late: the one it was for has gone
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
class Unknown:
    """All was sent, and nothing proves that it came out."""

    reason: PrintTrouble


PrintOutcome = Printed | NotPrinted | Unknown


class ReceiptPrinter(Device, Protocol):
    """A device that prints. `print` blocks, in a worker thread; the rest answers at once."""

    @property
    def columns_dots(self) -> int: ...

    def print(
        self, image: Image.Image, job_id: bytes, begin_before: float = math.inf
    ) -> PrintOutcome:
        """Prints and cuts one page. `job_id` is four bytes, never used before on this kiosk.

        Never sends a page again by itself, and begins none once `time.monotonic()` is past
        `begin_before`: what comes out then would be for the next person.
        """

    def keep_letterhead(self, image: Image.Image) -> None:
        """The picture most pages begin with. A printer with a memory for it may keep it; pages
        that begin with other dots are printed as ever."""

    def discard_torn_page(self) -> None:
        """What waits in the printer is dropped as soon as it answers, and what hangs out is cut
        off before the next page. For a kiosk that finds, after a crash, that a page was being
        printed. Returns at once."""
