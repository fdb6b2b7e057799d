"""What a technician carries: a kiosk's file to the hub, its answer back; late, twice, or torn."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from central.courier import TakenFile
from contract.trust import KeyPurpose
from edge_agent.courier import (
    Load,
    NothingWaits,
    Packed,
    leave_answer,
    open_carried_answer,
    pack,
)
from edge_agent.device import ClockFloor
from tests.protocol_model.broken import Broken
from tests.protocol_model.clocks import MachineClock
from tests.protocol_model.hub_process import HubProcess
from tests.protocol_model.hub_view import HubView
from tests.protocol_model.machine import Machine
from tests.protocol_model.record import History


@dataclass
class Stick:
    """A file on its way to the hub. `written`: of each journal in it, what its disk had."""

    label: str
    device: str
    content: bytes
    loads: list[Load]
    written: dict[bytes, History]
    is_taken: bool = False


@dataclass
class Answer:
    """The hub's, on its way back."""

    label: str
    device: str
    content: bytes
    is_brought: bool = False


@dataclass
class Courier:
    """Of one round; nothing is thrown away, so that all may come again."""

    folder: Path
    hub: HubProcess
    view: HubView
    sticks: list[Stick] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def export(self, machine: Machine, *, everything: bool) -> Stick | None:
        """None when nothing waits. Raises Broken when anything has moved by it."""
        clock = MachineClock(
            machine.time, ClockFloor(machine.directory.clock_floor_path), machine.wrong_by_ms
        )
        self.folder.mkdir(exist_ok=True)
        with _nothing_moves(machine):
            try:
                packed = pack(machine.directory, self.folder, clock, everything=everything)
            except NothingWaits:
                return None
        stick = self._stick(machine, packed)
        self.sticks.append(stick)
        return stick

    def take(self, stick: Stick, keep: float = 1.0) -> Answer | None:
        """At the hub; only the part `keep` of it is still there. None when the hub refuses it or
        ends in the middle. Raises Broken."""
        size = int(len(stick.content) * keep)
        taken = self.hub.take_file(stick.content[:size])
        if taken is None:
            is_heard = stick.device not in self.view.revoked
            if size == len(stick.content) and self.hub.is_up and is_heard:
                raise Broken(f"{stick.label} is whole, and the hub refuses it")
            return None
        if taken.kept.whole != (size == len(stick.content)):
            raise Broken(f"{stick.label} was cut off, and counts as whole")
        if taken.kept.whole:
            stick.is_taken = True
            self._judge(stick, taken)
        answer = Answer(f"answer{len(self.answers) + 1}", stick.device, taken.answer)
        self.answers.append(answer)
        return answer

    def bring(self, machine: Machine, answer: Answer) -> None:
        """To the kiosk, whose agent takes it when it looks."""
        trust = machine.directory.trust()
        carried = open_carried_answer(
            answer.content,
            machine.directory.identity(),
            lambda key: trust.find(KeyPurpose.ACK, key),
        )
        leave_answer(machine.directory, carried)
        answer.is_brought = True

    def _stick(self, machine: Machine, packed: Packed) -> Stick:
        label = f"file{len(self.sticks) + 1}"
        journals = [bytes.fromhex(load.journal) for load in packed.loads]
        written = {journal: list(machine.disk.histories[journal]) for journal in journals}
        return Stick(label, machine.device, packed.path.read_bytes(), packed.loads, written)

    def _judge(self, stick: Stick, taken: TakenFile) -> None:
        answered = self.hub.journals_of(taken)
        for load in stick.loads:
            journal, name = bytes.fromhex(load.journal), load.journal[:6]
            if journal not in answered:
                raise Broken(f"{name} came with {stick.label} and is not answered")
            if load.first_seq > 1:
                continue  # a hub that was restored may lack those before
            written = stick.written[journal][: load.last_seq]
            for seq, chained in enumerate(written, start=1):
                if not self.view.holds(journal, seq, chained):
                    raise Broken(f"event {seq} of {name} came with {stick.label} and is lost")


@contextmanager
def _nothing_moves(machine: Machine) -> Iterator[None]:
    before = _state(machine)
    yield
    if _state(machine) != before:
        raise Broken(f"a file of {machine.name} was written, and something moved there")


def _state(machine: Machine) -> tuple[dict[str, bytes], list[str]]:
    """All that stands on the disk, but for SQLite's memory; what the agent knows of journals."""
    files = {}
    for folder, _, names in os.walk(machine.path):
        for name in names:
            if not name.endswith(".journal-shm"):
                with open(f"{folder}/{name}", "rb") as file:
                    content = file.read()
                if content:
                    files[f"{folder}/{name}"] = content
    if machine.agent is None:
        return files, []
    return files, [repr(f.drain) for f in machine.agent.uplink.journals.in_order()]
