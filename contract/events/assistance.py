"""Events of help from the office's clerk. None says who asked, or what was on the screen."""

from typing import ClassVar, Literal

from contract.events.base import EventBody


class HelpCalled(EventBody, frozen=True):
    """A citizen asks for the clerk. `call` is a random name for this one call."""

    KIND: ClassVar[str] = "help.called"
    call: str


class HelpAnswered(EventBody, frozen=True):
    """The clerk said that they come, so many seconds after the call."""

    KIND: ClassVar[str] = "help.answered"
    call: str
    waited_s: int


class HelpUnanswered(EventBody, frozen=True):
    """Nobody answered in time; the screen named the city's phone. The clerk may still come."""

    KIND: ClassVar[str] = "help.unanswered"
    call: str


class ServiceStopped(EventBody, frozen=True):
    """Somebody took the kiosk out of service, and it has shown so. `reason` is a stable key."""

    KIND: ClassVar[str] = "service.stopped"
    reason: str
    by: Literal["clerk"]


class StoppedByCity(EventBody, frozen=True):
    """The city took the kiosk out of service by a command, and it has shown so. `order` is the
    command's epoch and counter, as `3.17`."""

    KIND: ClassVar[str] = "service.stopped_by_city"
    reason: str
    order: str


class ResumedByCity(EventBody, frozen=True):
    """It serves again: by another command, or because the window is over."""

    KIND: ClassVar[str] = "service.resumed_by_city"
    order: str


class ServiceResumed(EventBody, frozen=True):
    """It serves again."""

    KIND: ClassVar[str] = "service.resumed"
    by: Literal["clerk"]
