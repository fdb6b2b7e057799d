"""When a request can't be answered now, and can be in a while: its words, and for how long."""

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from contract.errors import PishkhanError

RETRY_AFTER_S = 5
WHAT = "The hub can't reach its database at the moment."
NEXT_STEP = (
    "Nothing is lost: try again in a few seconds. If it lasts, see that the database runs; "
    "the hub's log says what it answers."
)


class HubBusy(PishkhanError):
    """So many asked at once that this one's turn did not come in time."""

    def __init__(self) -> None:
        super().__init__("The hub has more questions than it can answer now.", "Ask again soon.")


AWAY = (OperationalError, NoFreeConnection, HubBusy)
"""The database can't be reached, or others hold all that is needed to ask it."""


def words_of(error: Exception) -> tuple[str, str]:
    """What is wrong and what to do, for the one who asked; nothing of the driver's own words."""
    return (error.what, error.next_step) if isinstance(error, HubBusy) else (WHAT, NEXT_STEP)
