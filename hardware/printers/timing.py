"""How long a printer is waited for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrinterTiming:
    """In seconds.

    `status_s`: an idle printer answers in some ms, one behind a network box in some hundred.
    `stall_s`: inside a page, no byte moved or no answer came for so long; a band behind a
    network box that goes on at 9600 baud takes fifteen seconds. `proof_s` is added to the time the
    rows take at the slowest speed known (50 mm/s). `memory_s`: writing a picture into a
    printer's memory; the manuals say up to 60 s with fifty pictures, with one it is a second.
    """

    open_s: float = 0.9
    status_s: float = 1.0
    poll_s: float = 1.0
    stall_s: float = 15.0
    clear_s: float = 1.0
    proof_s: float = 12.0
    grace_s: float = 1.5  # after the clones' answer, for a process id that may still come
    memory_s: float = 15.0
    resync_s: float = 20.0  # between two tries to end a band that a mute printer may wait for
    other_speeds_s: float = 60.0  # between two looks whether it answers at another speed
    slowest_rows_s: float = 400.0
