"""Commands to kiosks: ordered and journaled here, sent until they expire, answered in journals."""

from central.commanding.models import CommandOrder
from central.commanding.ordering import (
    ORDERABLE,
    CommandRefused,
    Ordered,
    Wish,
    order_command,
)
from central.commanding.projection import CommandsProjection
from central.commanding.results import check_result
from central.commanding.sending import send_commands
from central.commanding.standing import Standing, orders_of, present_epoch, standing_of

__all__ = [
    "ORDERABLE",
    "CommandOrder",
    "CommandRefused",
    "CommandsProjection",
    "Ordered",
    "Standing",
    "Wish",
    "check_result",
    "order_command",
    "orders_of",
    "present_epoch",
    "send_commands",
    "standing_of",
]
