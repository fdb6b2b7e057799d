"""Events of kiosk, agent and technician about the machine itself."""

from typing import ClassVar, Literal

from contract.events.base import EventBody


class KioskStarted(EventBody, frozen=True):
    """`recovered`: how many open transactions were folded at this start."""

    KIND: ClassVar[str] = "kiosk.started"
    software: str
    recovered: int


class AgentStarted(EventBody, frozen=True):
    KIND: ClassVar[str] = "agent.started"
    software: str


class ReferenceApplied(EventBody, frozen=True):
    KIND: ClassVar[str] = "reference.applied"
    dataset: str
    version: int
    digest: bytes


class CommandReceived(EventBody, frozen=True):
    """Journaled before the command is carried out."""

    KIND: ClassVar[str] = "command.received"
    epoch: int
    counter: int
    name: str


class CommandFinished(EventBody, frozen=True):
    """`code` is one of `contract.command_answer.AnswerCode`, or of a newer kiosk's; `detail` the
    same for people, with the figures in it."""

    KIND: ClassVar[str] = "command.finished"
    VERSION: ClassVar[int] = 2
    epoch: int
    counter: int
    outcome: Literal["done", "failed", "refused", "interrupted"]
    code: str
    figures: dict[str, str]
    detail: str


class CommandFinishedInWords(EventBody, frozen=True):
    """command.finished before answers had a code. Read for ever, written no more."""

    KIND: ClassVar[str] = "command.finished"
    epoch: int
    counter: int
    outcome: Literal["done", "failed", "refused", "interrupted"]
    detail: str


class SelfTest(EventBody, frozen=True):
    """One device tried during enrolment or service."""

    KIND: ClassVar[str] = "device.self_test"
    component: str
    outcome: Literal["passed", "failed", "absent"]
    detail: str


class EnrolmentFinished(EventBody, frozen=True):
    KIND: ClassVar[str] = "device.enrolled"
    software: str
    certificate: str


class UpdateStaged(EventBody, frozen=True):
    """A release was verified and lies in its slot. `source`: hub or folder."""

    KIND: ClassVar[str] = "update.staged"
    software: str
    digest: bytes
    source: str


class UpdateApplied(EventBody, frozen=True):
    """Journaled before the slot that runs is changed; the trial begins."""

    KIND: ClassVar[str] = "update.applied"
    software: str
    before: str


class UpdateConfirmed(EventBody, frozen=True):
    """All was well in the trial."""

    KIND: ClassVar[str] = "update.confirmed"
    software: str


class UpdateRolledBack(EventBody, frozen=True):
    """The version before runs again; this one is not tried again. `reason`: not everything was
    well in its time, its agent ended too often, or there was nothing to start."""

    KIND: ClassVar[str] = "update.rolled_back"
    software: str
    before: str
    reason: Literal["not_well", "ended_often", "not_startable"]
