"""Why an office's clerk takes a kiosk out of service: a short list, so that everyone has words."""

from enum import StrEnum


class ClosingReason(StrEnum):
    PAPER = "paper"
    """Its roll is being changed."""
    REPAIR = "repair"
    CLEANING = "cleaning"
    CLOSING_TIME = "closing_time"
    """The office is about to close."""
    OTHER = "other"
