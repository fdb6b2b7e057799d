"""Out of service and back for the city: said in a file, heeded when the visit is over."""

from dataclasses import dataclass

from contract.city_closing import (
    FROM_ARGUMENT,
    LONGEST_MAINTENANCE_MS,
    UNTIL_ARGUMENT,
    CityReason,
)
from contract.clock import Clock
from contract.command import Command, CommandName, CommandOutcome
from contract.command_answer import NOTHING_TO_ADD, Answer, AnswerCode
from edge_agent.agent.kiosk_orders import Ended
from edge_agent.device import (
    ClosedByCity,
    DamagedDeviceFile,
    DeviceDirectory,
    read_city_closing,
    write_city_closing,
)

AFTER_THE_VISIT = Answer(
    AnswerCode.AFTER_THE_VISIT, "from the end of the visit that may be under way"
)
WAS_IN_SERVICE = Answer(AnswerCode.WAS_IN_SERVICE, "the city had not taken it out of service")


@dataclass(frozen=True)
class ServiceOrders:
    """Each raises OSError when the word can't be written."""

    directory: DeviceDirectory
    clock: Clock

    def close(self, command: Command) -> Ended:
        self._write(ClosedByCity(
            order=_order(command), reason=CityReason.CLOSED, from_ms=0
        ))  # fmt: skip
        return Ended(CommandName.OUT_OF_SERVICE, CommandOutcome.DONE, AFTER_THE_VISIT)

    def open(self) -> Ended:
        """Also ends a maintenance window, or takes back one that is to come."""
        was_closed = self.directory.city_closing_path.exists()
        self._write(None)
        answer = NOTHING_TO_ADD if was_closed else WAS_IN_SERVICE
        return Ended(CommandName.IN_SERVICE, CommandOutcome.DONE, answer)

    def maintain(self, command: Command) -> Ended:
        """Refused when the window can't be read, is over or too long, or would end a closing."""
        window = _window(command)
        if window is None:
            return _refused(
                AnswerCode.WINDOW_UNREADABLE,
                f"{FROM_ARGUMENT} and {UNTIL_ARGUMENT} are UTC milliseconds",
            )
        from_ms, until_ms = window
        now_ms = self.clock.now().utc_ms
        if until_ms <= max(from_ms, now_ms):
            return _refused(AnswerCode.WINDOW_OVER, "the window is over, or ends before it begins")
        if until_ms - from_ms > LONGEST_MAINTENANCE_MS:
            line = "the window is longer than a week: use out_of_service"
            return _refused(AnswerCode.WINDOW_TOO_LONG, line)
        if self._is_closed():
            line = "the city has taken it out of service already: in_service comes first"
            return _refused(AnswerCode.CLOSED_ALREADY, line)
        self._write(
            ClosedByCity(
                order=_order(command),
                reason=CityReason.MAINTENANCE,
                from_ms=from_ms,
                until_ms=until_ms,
            )
        )
        return Ended(CommandName.MAINTENANCE, CommandOutcome.DONE, AFTER_THE_VISIT)

    def tend(self) -> None:
        """Removes a window that is over, so that a clock that jumps back does not reopen it."""
        closed = self._standing()
        if closed is not None and closed.is_over(self.clock.now()):
            self._write(None)

    def _is_closed(self) -> bool:
        closed = self._standing()
        return closed is not None and closed.reason is CityReason.CLOSED

    def _standing(self) -> ClosedByCity | None:
        try:
            return read_city_closing(self.directory.city_closing_path)
        except DamagedDeviceFile:
            return None

    def _write(self, closed: ClosedByCity | None) -> None:
        write_city_closing(self.directory.city_closing_path, closed)


def _order(command: Command) -> str:
    return f"{command.epoch}.{command.counter}"


def _refused(code: AnswerCode, line: str) -> Ended:
    return Ended(CommandName.MAINTENANCE, CommandOutcome.REFUSED, Answer(code, line))


def _window(command: Command) -> tuple[int, int] | None:
    try:
        return int(command.arguments[FROM_ARGUMENT]), int(command.arguments[UNTIL_ARGUMENT])
    except (KeyError, ValueError):
        return None
