"""Events of a technician at a kiosk's screen. None holds a code or a person's name: the hub knows
to whom it gave a number."""

from typing import ClassVar, Literal

from contract.events.base import EventBody


class TechnicianSignedIn(EventBody, frozen=True):
    """The door was open and the code was right: the kiosk is out of service from here on."""

    KIND: ClassVar[str] = "technician.signed_in"
    technician: str


class TechnicianRefused(EventBody, frozen=True):
    """A code was refused; `wrong` counts those in a row, over restarts too. `expired`: it was a
    technician's, and its last day is over."""

    KIND: ClassVar[str] = "technician.refused"
    reason: Literal["wrong", "expired"]
    wrong: int


class TechnicianSignedOut(EventBody, frozen=True):
    """The kiosk serves again. `stopped`: it stopped service by itself; `restart`: its program or
    the machine began anew meanwhile."""

    KIND: ClassVar[str] = "technician.signed_out"
    technician: str
    reason: Literal["left", "door_closed", "idle", "stopped", "restart"]


class CourierWritten(EventBody, frozen=True):
    """What waits for the hub was written to a technician's stick, whole and synced under the name
    `file`."""

    KIND: ClassVar[str] = "courier.written"
    technician: str
    file: str
    events: int
    payments: int


class CourierAnswered(EventBody, frozen=True):
    """The hub's answers were taken from a technician's stick: so many of them, by which the hub is
    known to have so many events more."""

    KIND: ClassVar[str] = "courier.answered"
    technician: str
    answers: int
    news: int


class CourierRefused(EventBody, frozen=True):
    """A stick could not be written, or nothing on it be taken. `reason` is a stable key."""

    KIND: ClassVar[str] = "courier.refused"
    technician: str
    work: Literal["export", "import"]
    reason: str
