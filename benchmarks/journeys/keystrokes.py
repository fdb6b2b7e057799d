"""A keystroke-level model of a visit: how long people take for what they have to do.

It says how long the doing takes, not the reading and deciding. The seconds stand here to be argued
about; the numbers of acts are counted.
"""

from dataclasses import dataclass

TOUCH_S = 1.2
"""To find a thing on the screen, reach for it and touch it."""
DIGIT_S = 0.9
"""One key after another, read from a paper."""
SCAN_S = 3.0
"""To hold a barcode or code to the reader until it is read."""
CARD_S = 8.0
"""To insert the card, type its PIN of four digits at the terminal, and take it again."""
UNPRACTISED = 2.0
"""How much longer somebody takes who is here for the first time."""


@dataclass(frozen=True)
class Acts:
    """What somebody did, and how many screens they saw on the way."""

    screens: int = 0
    touches: int = 0
    digits: int = 0
    scans: int = 0
    cards: int = 0

    @property
    def practised_s(self) -> float:
        return (
            self.touches * TOUCH_S
            + self.digits * DIGIT_S
            + self.scans * SCAN_S
            + self.cards * CARD_S
        )

    @property
    def unpractised_s(self) -> float:
        return self.practised_s * UNPRACTISED

    def __add__(self, other: "Acts") -> "Acts":
        return Acts(
            self.screens + other.screens,
            self.touches + other.touches,
            self.digits + other.digits,
            self.scans + other.scans,
            self.cards + other.cards,
        )
