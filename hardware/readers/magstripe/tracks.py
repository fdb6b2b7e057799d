"""Magnetic tracks as readers send them (ISO/IEC 7811, 7813).

    %  letters and digits, fields divided by ^  ?  LRC      track 1, six bits a character
    ;  digits, fields divided by =              ?  LRC      track 2, four bits a character

The LRC is the exclusive or of all characters' bits, both sentinels with it.
"""

from dataclasses import dataclass
from enum import StrEnum

_END = ord("?")
_LOWEST = {ord("%"): 0x20, ord(";"): 0x30}  # the character of value 0
_HIGHEST = {ord("%"): 0x5F, ord(";"): 0x3F}
_TRACK_3 = ord("+")
TRACK_1, TRACK_2 = ord("%"), ord(";")


class Lrc(StrEnum):
    """Whether the reader hands the check character on, or has checked it by itself."""

    SENT = "sent"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a track's content lies between its sentinels: nothing is copied out."""

    track: int
    start: int
    end: int


class Malformed(Exception):
    """Not a swipe, or one with a wrong check."""


def find_tracks(swipe: bytearray, lrc: Lrc) -> tuple[Span, ...]:
    """Tracks 1 and 2 in their order, either may be missing; track 3 is passed over unread.
    Raises Malformed: also when nothing is left."""
    spans: list[Span] = []
    at = 0
    while at < len(swipe) and swipe[at] != _TRACK_3:
        start, end = at, swipe.find(b"?", at)
        if swipe[start] not in _LOWEST or end < 0:
            raise Malformed
        at = end + 1
        if lrc is Lrc.SENT:
            if at == len(swipe) or swipe[at] != lrc_of(swipe, start, at):
                raise Malformed
            at += 1
        elif not _has_only_its_characters(swipe, start, end + 1):
            raise Malformed
        spans.append(Span(swipe[start], start + 1, end))
    if [span.track for span in spans] not in ([TRACK_1], [TRACK_2], [TRACK_1, TRACK_2]):
        raise Malformed
    return tuple(spans)


def lrc_of(swipe: bytes | bytearray, start: int, end: int) -> int:
    """The check character of the track whose sentinels are at `start` and before `end`. Raises
    Malformed: a character that its track can't have."""
    if not _has_only_its_characters(swipe, start, end):
        raise Malformed
    lowest = _LOWEST[swipe[start]]
    check = 0
    for place in range(start, end):
        check ^= swipe[place] - lowest
    return check + lowest


def _has_only_its_characters(swipe: bytes | bytearray, start: int, end: int) -> bool:
    lowest, highest = _LOWEST[swipe[start]], _HIGHEST[swipe[start]]
    return all(lowest <= swipe[place] <= highest for place in range(start, end))
