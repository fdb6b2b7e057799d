"""The agent's hands for a technician at the kiosk's screen: the queue onto the stick, the hub's
answers off it.

The counter can't do it: it knows neither what the hub has nor what the hub's word means. Its wish
is a file (edge_agent.device.carrying); the work runs in a thread beside the loop, and what answers
mean is for the loop, which alone knows how far each journal is.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contract.clock import Clock, Moment
from contract.courier import ANSWER_ENDING
from contract.errors import MissingPart, PishkhanError
from contract.signature import BadSignature
from contract.trust import KeyPurpose, NoTrustedKey
from edge_agent.courier.answers import (
    AnswerRefused,
    AnswerTaken,
    CarriedAnswer,
    answers_left,
    leave_answer,
    open_carried_answer,
    read_answer_file,
)
from edge_agent.courier.carried_file import CannotWrite
from edge_agent.courier.packing import NothingReadable, NothingWaits, pack
from edge_agent.courier.stick import answers_on, clear_half_written, find_stick
from edge_agent.device import (
    STICKS,
    Answered,
    Carriage,
    CarryingWork,
    DamagedDeviceFile,
    DeviceDirectory,
    NotDone,
    Outcome,
    TechnicianThere,
    Written,
    is_heard,
    read_carriage,
    read_technician_there,
    write_carriage,
)

log = logging.getLogger(__name__)

Begin = Callable[[Callable[[], None]], None]
_WORST_FIRST = ("device", "city", "signature", "form")
"""Of several files that are no answer for this kiosk the one is told that says most."""


@dataclass
class _Job:
    """One wish. Its thread writes each of these once or counts them up; the loop reads."""

    wish: str
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    left: tuple[CarriedAnswer, ...] = ()

    def count(self, done: int, total: int) -> None:
        self.done, self.total = done, total


@dataclass
class CourierDesk:
    """Tended by the agent's loop: each second, and several times while a technician is there.
    `begin` has work done beside it; `taken` is what became of answers, by their names."""

    directory: DeviceDirectory
    clock: Clock
    begin: Begin
    taken: Mapping[str, AnswerTaken]
    sticks: Path = STICKS
    has_technician: bool = False
    _job: _Job | None = None
    _complained: set[str] = field(default_factory=set)

    def tend(self, oldest_ms: Callable[[], int | None]) -> None:
        """`oldest_ms` is asked only while a technician is there."""
        now = self.clock.now()
        there = self._there(now)
        self.has_technician = there is not None
        if there is None:
            return
        if there.work is not None and not self._knows(there.wish):
            self._begin(there.wish, there.work)
        if self._job is not None:
            self._hear(self._job)
        self._tell(now, oldest_ms())

    def _there(self, now: Moment) -> TechnicianThere | None:
        try:
            there = read_technician_there(self.directory.technician_path)
        except DamagedDeviceFile:
            return None
        return there if there is not None and is_heard(there, now) else None

    def _knows(self, wish: str) -> bool:
        """Also of an agent before this one, when it said how the wish ended."""
        if self._job is not None:
            return self._job.wish == wish or self._job.outcome is None
        try:
            before = read_carriage(self.directory.carriage_path)
        except DamagedDeviceFile:
            return False
        if before is None or before.wish != wish or before.outcome is None:
            return False
        self._job = _Job(wish, before.done, before.total, before.outcome)
        return True

    def _begin(self, wish: str, work: CarryingWork) -> None:
        job = self._job = _Job(wish)
        run = self._export if work == "export" else self._import

        def carry() -> None:
            try:
                run(job)
            except OSError as error:
                log.warning("the technician's stick: %s", error)
                job.outcome = NotDone(reason="gone")
            except PishkhanError as error:
                log.warning("the technician's stick: %s", error)
                job.outcome = NotDone(reason=_reason(error))

        self.begin(carry)

    def _export(self, job: _Job) -> None:
        stick = find_stick(self.sticks)
        if stick is None:
            job.outcome = NotDone(reason="no_stick")
            return
        clear_half_written(stick.path, self.directory.identity().device)
        packed = pack(self.directory, stick.path, self.clock, progress=job.count)
        log.info("%s was written to a stick: %d events", packed.path.name, packed.events)
        job.outcome = Written(
            file=packed.path.name,
            events=packed.events,
            payments=packed.payments,
            size=packed.size,
            damaged=len(packed.damaged),
        )

    def _import(self, job: _Job) -> None:
        """Checked and kept here; the loop takes them."""
        stick = find_stick(self.sticks)
        if stick is None:
            job.outcome = NotDone(reason="no_stick")
            return
        found, refused = self._answers(stick.path)
        for carried in found:
            leave_answer(self.directory, carried)
        if found:
            job.left = found
        else:
            reasons = (reason for reason in _WORST_FIRST if reason in refused)
            job.outcome = NotDone(reason=next(reasons, "no_answer"))

    def _answers(self, folder: Path) -> tuple[tuple[CarriedAnswer, ...], set[str]]:
        """Those for this kiosk, by the hub's time; and why others are none."""
        trust, identity = self.directory.trust(), self.directory.identity()
        found: dict[str, CarriedAnswer] = {}
        refused: set[str] = set()
        for path in answers_on(folder, ANSWER_ENDING):
            try:
                carried = open_carried_answer(
                    read_answer_file(path), identity, lambda key: trust.find(KeyPurpose.ACK, key)
                )
            except AnswerRefused as error:
                refused.add(error.reason)
            except MissingPart:
                refused.add("form")
            else:
                found[carried.name] = carried
        return tuple(sorted(found.values(), key=lambda one: one.answer.made_ms)), refused

    def _hear(self, job: _Job) -> None:
        """Whether the loop has taken all that was left for it."""
        if job.outcome is not None or not job.left:
            return
        waiting = {path.stem for path in answers_left(self.directory)}
        if any(carried.name in waiting for carried in job.left):
            return
        said = [self.taken[one.name] for one in job.left if one.name in self.taken]
        if not said:
            job.outcome = NotDone(reason="signature")
            return
        job.outcome = Answered(
            answers=len(said),
            news=sum(taken.news for taken in said),
            made_ms=max(taken.made_ms for taken in said),
        )

    def _tell(self, now: Moment, oldest_ms: int | None) -> None:
        stick, job = find_stick(self.sticks), self._job
        carriage = Carriage(
            boot=now.boot.hex(),
            monotonic_ms=now.monotonic_ms,
            stick=None if stick is None else stick.seen,
            oldest_ms=oldest_ms,
            wish="" if job is None else job.wish,
            done=0 if job is None else job.done,
            total=0 if job is None else job.total,
            outcome=None if job is None else job.outcome,
        )
        try:
            write_carriage(self.directory.carriage_path, carriage)
        except OSError as error:
            if str(error) not in self._complained:
                self._complained.add(str(error))
                log.warning("the kiosk can't be told of the stick: %s", error)


def _reason(error: PishkhanError) -> str:
    match error:
        case CannotWrite():
            return error.reason
        case NothingWaits():
            return "nothing_waits"
        case NothingReadable():
            return "damaged"
        case NoTrustedKey() | BadSignature():
            return "no_key"
        case _:
            return "failed"
