"""The counter as a process: one per device folder, ended by SIGTERM."""

import argparse
import logging
import signal
import sys
import time
from pathlib import Path
from queue import Empty
from types import FrameType

from contract.clock import Clock
from contract.configuration import DEFAULTS
from contract.errors import PishkhanError
from contract.logs import start_logging
from edge_agent.device import DamagedDeviceFile, DeviceDirectory, NotEnrolled
from edge_agent.journal import DiskNearlyFull, JournalLocked, JournalWriter
from kiosk.boundary.private_memory import keep_memory_private
from kiosk.counter.bootstrap import (
    Inbox,
    open_kiosk_journal,
    open_premises,
    serve,
    system_clock,
)
from kiosk.counter.fault_points import FaultPoints
from kiosk.counter.knowledge import CityNow
from kiosk.counter.loop import EXIT_AGAIN, EXIT_STOPPED, STOPPED_FOR_S, Stop
from kiosk.journeys.happenings import StopReason
from kiosk.journeys.states import OutOfService

log = logging.getLogger(__name__)

EXAMPLE = """example:
  python -m kiosk.counter --device /var/lib/pishkhan
"""


def main(argv: list[str] | None = None) -> int:
    """0 stopped, 2 bad input, 3 something is missing or another counter runs, 4 damaged data,
    75 start me again, 76 start me again with nothing of the visit in memory."""
    keep_memory_private()
    arguments = _parser().parse_args(argv)
    start_logging("counter", DeviceDirectory(arguments.device).logs_path)
    try:
        return run(arguments.device)
    except PishkhanError as error:
        print(f"{error.what}\n{error.next_step}", file=sys.stderr)
        return error.exit_code


def run(device: Path) -> int:
    """Raises NotEnrolled, JournalLocked, and what a device folder may have wrong."""
    inbox: Inbox = Inbox()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        inbox.put(Stop())

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    points = FaultPoints.from_environment()
    directory = DeviceDirectory(device)
    clock = system_clock(directory)
    try:
        # The lock comes first: a second counter must not take the first one's socket.
        journal = open_kiosk_journal(directory, clock)
    except (NotEnrolled, DamagedDeviceFile, JournalLocked):
        raise
    except PishkhanError as error:
        return _closed(directory, clock, inbox, error)
    try:
        return _with_journal(directory, clock, journal, inbox, points)
    finally:
        journal.close()


def _with_journal(
    directory: DeviceDirectory,
    clock: Clock,
    journal: JournalWriter,
    inbox: Inbox,
    points: FaultPoints,
) -> int:
    premises = open_premises(directory, clock, inbox)
    try:
        return serve(premises, journal, inbox, points)
    finally:
        premises.close()


def _closed(directory: DeviceDirectory, clock: Clock, inbox: Inbox, error: PishkhanError) -> int:
    """Says on the screen that there is no service, then lets the supervisor try again."""
    log.error("no service: %s", error)
    full = isinstance(error, DiskNearlyFull)
    reason = StopReason.DISK_FULL if full else StopReason.STORAGE
    premises = open_premises(directory, clock, inbox)
    try:
        deadline = time.monotonic() + STOPPED_FOR_S
        while (left_s := deadline - time.monotonic()) > 0:
            premises.heartbeat.beat(reason.value)
            premises.display.show(OutOfService(reason), _NOBODY_KNOWS, None)
            if _stopped_within(inbox, min(1.0, left_s)):
                return EXIT_STOPPED
    finally:
        premises.close()
    return EXIT_AGAIN


def _stopped_within(inbox: Inbox, seconds: float) -> bool:
    try:
        return isinstance(inbox.get(timeout=seconds), Stop)
    except Empty:
        return False


_NOBODY_KNOWS = CityNow(
    phone="137",
    support_phone=DEFAULTS.support_phone,
    bills_as_of_ms=None,
    bills_are_too_old=False,
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.counter",
        description="The counter of a kiosk: journeys, devices, journal. It has no window.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--device", type=Path, required=True, help="the kiosk's device folder")
    return parser
