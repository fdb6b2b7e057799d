"""From a reader's bytes to cards: one event a swipe, and nothing kept of a bank's card."""

import time
from collections.abc import Callable

from hardware.device import CardPresented, CardRefused
from hardware.device.debounce import Debounce
from hardware.device.legibility import Legibility
from hardware.readers.magstripe.bank_cards import is_format_of_banks, is_number_of_a_bank
from hardware.readers.magstripe.tracks import TRACK_1, TRACK_2, Lrc, Malformed, Span, find_tracks

LONGEST_SWIPE = 300  # three tracks hold 79, 40 and 107 characters
_SAME_CARD_S = 1.5
_SEPARATORS = {TRACK_1: b"^", TRACK_2: b"="}
_PADDING = ord(" ")
_REFUSED = ""  # what the debounce remembers of a bank card


class SwipeReader:
    """A swipe ends with CR, LF or silence. Its bytes are overwritten as soon as it was judged."""

    def __init__(
        self,
        lrc: Lrc,
        own_prefixes: tuple[bytes, ...] = (),
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lrc = lrc
        self._own_prefixes = own_prefixes
        self._debounce = Debounce(_SAME_CARD_S, monotonic_s)
        self._swipe = bytearray()
        self._legibility = Legibility()

    @property
    def legibility(self) -> Legibility:
        return self._legibility

    def feed(self, data: bytes) -> list[CardPresented | CardRefused]:
        """`data` is empty when the line has fallen silent or was opened anew."""
        events: list[CardPresented | CardRefused] = []
        if not data:
            events += self._ended()
        for byte in data:
            if byte in b"\r\n":
                events += self._ended()
            elif len(self._swipe) <= LONGEST_SWIPE:  # one more makes it unreadable
                self._swipe.append(byte)
        return events

    def _ended(self) -> list[CardPresented | CardRefused]:
        if not self._swipe:
            return []
        try:
            number = self._number()
        except Malformed:
            self._legibility.bad()
            return []
        finally:
            self._swipe[:] = bytes(len(self._swipe))
            self._swipe.clear()
        self._legibility.good()
        if not self._debounce.is_new(_REFUSED if number is None else number):
            return []
        return [CardRefused() if number is None else CardPresented(number)]

    def _number(self) -> str | None:
        """None for a bank's card, of which nothing was copied. Raises Malformed."""
        if len(self._swipe) > LONGEST_SWIPE:
            raise Malformed
        spans = find_tracks(self._swipe, self._lrc)
        if any(self._is_of_a_bank(span) for span in spans):
            return None
        start, end = self._number_at(spans[-1])
        number = self._swipe[start:end].decode("ascii").upper()
        if not number.isalnum():
            raise Malformed
        return number

    def _is_of_a_bank(self, span: Span) -> bool:
        if span.track == TRACK_1 and is_format_of_banks(self._swipe[span.start]):
            return True
        start, end = self._number_at(span)
        separator = self._swipe.find(_SEPARATORS[span.track], end, span.end)
        with memoryview(self._swipe) as view:
            number = view[start:end]
            after = view[separator + 1 : span.end] if separator >= 0 else view[:0]
            return is_number_of_a_bank(number, after, self._own_prefixes)

    def _number_at(self, span: Span) -> tuple[int, int]:
        """Without the letter for its format that track 1 begins with, and without padding."""
        start, end = span.start, span.end
        if span.track == TRACK_1 and start < end and not 0x30 <= self._swipe[start] <= 0x39:
            start += 1
        separator = self._swipe.find(_SEPARATORS[span.track], start, end)
        end = end if separator < 0 else separator
        while start < end and self._swipe[end - 1] == _PADDING:
            end -= 1
        while start < end and self._swipe[start] == _PADDING:
            start += 1
        return start, end
