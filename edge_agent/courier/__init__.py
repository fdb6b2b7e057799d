"""Carrying the queue by hand: files for the hub, and the hub's answers on their way back."""

from edge_agent.courier.answers import (
    AnswerRefused,
    AnswerTaken,
    CarriedAnswer,
    JournalWord,
    leave_answer,
    open_carried_answer,
    read_answer_taken,
)
from edge_agent.courier.carried_file import CannotWrite, carried_file
from edge_agent.courier.desk import CourierDesk
from edge_agent.courier.packing import Load, NothingWaits, Packed, pack
from edge_agent.courier.taking import AnswersTaking

__all__ = [
    "AnswerRefused",
    "AnswerTaken",
    "AnswersTaking",
    "CannotWrite",
    "CarriedAnswer",
    "JournalWord",
    "CourierDesk",
    "Load",
    "NothingWaits",
    "Packed",
    "carried_file",
    "leave_answer",
    "open_carried_answer",
    "pack",
    "read_answer_taken",
]
