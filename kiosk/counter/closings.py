"""Out of service because somebody decided so: the office's clerk on a page, the city by a command.

The city's word comes first: it knows of the clerk's, the clerk not of its reasons. Both stand in
files that outlive the counter; each is journaled once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from contract.clock import Clock
from contract.errors import PishkhanError
from contract.events import (
    ResumedByCity,
    ServiceEvent,
    ServiceResumed,
    ServiceStopped,
    StoppedByCity,
)
from edge_agent.device import (
    ClosedByCity,
    ClosedByClerk,
    DamagedDeviceFile,
    DeviceDirectory,
    read_city_closing,
    read_closing,
)
from edge_agent.journal import Draft, Hold, JournalWriter
from kiosk.journeys.happenings import StopReason

log = logging.getLogger(__name__)

SUBJECT = "service"
OPEN = "open"
_BY_CITY = "closed:city:"
_File = TypeVar("_File")


@dataclass(frozen=True)
class Closing:
    """`mark` tells it from another one for the same reason; `event` is what is journaled;
    `until_ms` (UTC) is its end, where it has one."""

    reason: StopReason
    mark: str
    event: ServiceEvent
    until_ms: int | None = None


class Closings:
    """Used from the counter's thread alone. What a file said last stands while it can't be
    read."""

    def __init__(self, directory: DeviceDirectory, journal: JournalWriter, clock: Clock) -> None:
        self._directory = directory
        self._journal = journal
        self._clock = clock
        self._clerks: ClosedByClerk | None = None
        self._citys: ClosedByCity | None = None
        hold = journal.holds(SUBJECT)
        self._journaled = OPEN if hold is None else hold.state

    def standing(self) -> Closing | None:
        """What holds now."""
        directory = self._directory
        self._citys = _read(read_city_closing, directory.city_closing_path, self._citys)
        self._clerks = _read(read_closing, directory.closing_path, self._clerks)
        if self._citys is not None and self._citys.stands(self._clock.now()):
            return _by_city(self._citys)
        return None if self._clerks is None else _by_clerk(self._clerks)

    def note_closed(self, closing: Closing) -> None:
        """The screen says so. Journaled once, however often the counter begins anew."""
        self._note(closing.mark, closing.event)

    def note_open(self) -> None:
        """It serves again; also when that was decided while no counter ran."""
        if self._journaled.startswith(_BY_CITY):
            self._note(OPEN, ResumedByCity(order=self._journaled.removeprefix(_BY_CITY)))
        elif self._journaled != OPEN:
            self._note(OPEN, ServiceResumed(by="clerk"))

    def _note(self, state: str, event: ServiceEvent) -> None:
        if self._journaled == state:
            return
        self._journaled = state
        try:
            self._journal.append(Draft(event, holds=(Hold(SUBJECT, state),)))
        except PishkhanError as error:
            log.warning("%s is not journaled: %s", event.KIND, error)


def _by_clerk(closed: ClosedByClerk) -> Closing:
    return Closing(
        StopReason.of_clerk(closed.reason),
        f"closed:{closed.mark}",
        ServiceStopped(reason=closed.reason, by="clerk"),
    )


def _by_city(closed: ClosedByCity) -> Closing:
    return Closing(
        StopReason.of_city(closed.reason),
        f"{_BY_CITY}{closed.order}",
        StoppedByCity(reason=closed.reason, order=closed.order),
        closed.until_ms,
    )


def _read(read: Callable[[Path], _File | None], path: Path, before: _File | None) -> _File | None:
    try:
        return read(path)
    except DamagedDeviceFile as error:
        log.warning("whether the kiosk is closed is as before: %s", error)
        return before
