"""Why a command ended as it did: a code that programs know, with figures, and a line for people.

The hub's console says the code in its reader's language; the line is what a command line shows,
and what is left to show of a code that only a newer kiosk knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerCode(StrEnum):
    """Closed: a new one is added here, with its text in the console. Figures are in brackets."""

    NOTHING_TO_ADD = "nothing_to_add"
    IN_WORDS = "in_words"
    """The line alone says it."""
    AGENT_RESTARTED = "agent_restarted"
    EXPIRED = "expired"
    DISK_REFUSED = "disk_refused"
    NO_LINE = "no_line"
    HUB_REFUSED = "hub_refused"
    NOTHING_NEW = "nothing_new"
    DATA_APPLIED = "data_applied"
    """Each dataset with its version."""
    LOGS_SENT = "logs_sent"
    """[lines, kib]"""
    PICTURE_SENT = "picture_sent"
    """[kib]"""
    NO_PICTURE = "no_picture"
    VALID_UNTIL = "valid_until"
    """[utc_ms] of the new certificate's end."""
    NO_SLOTS = "no_slots"
    RELEASE_STAGED = "release_staged"
    """[version]"""
    NO_NEWER_RELEASE = "no_newer_release"
    AFTER_THE_VISIT = "after_the_visit"
    WAS_IN_SERVICE = "was_in_service"
    WINDOW_UNREADABLE = "window_unreadable"
    WINDOW_OVER = "window_over"
    WINDOW_TOO_LONG = "window_too_long"
    CLOSED_ALREADY = "closed_already"
    PRINTED = "printed"
    """[proof] how the printer said so."""
    NOT_PRINTED = "not_printed"
    """[reason]"""
    PRINT_UNKNOWN = "print_unknown"
    """[reason]"""
    KIOSK_ENDED = "kiosk_ended"
    KIOSK_NEVER_ANSWERED = "kiosk_never_answered"
    KIOSK_DID_NOT_RUN = "kiosk_did_not_run"
    """[minutes]"""
    SERVED_TOO_LONG = "served_too_long"
    """[minutes]"""


@dataclass(frozen=True)
class Answer:
    """`figures` by name, numbers in decimal; the line has them too."""

    code: AnswerCode
    line: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)


NOTHING_TO_ADD = Answer(AnswerCode.NOTHING_TO_ADD)


def known_code(text: str) -> AnswerCode:
    """IN_WORDS for one that this version does not know: then the line says it."""
    try:
        return AnswerCode(text)
    except ValueError:
        return AnswerCode.IN_WORDS
