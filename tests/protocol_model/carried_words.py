"""What an answer that was carried to a kiosk may change: only what the hub has not said since."""

import os
from dataclasses import dataclass

from contract.courier import open_answer
from contract.hello import Ack, open_ack
from edge_agent.agent.loop import Agent
from edge_agent.device import DeviceDirectory
from edge_agent.uplink.drain import Drain
from tests.protocol_model.broken import Broken

Age = tuple[int, int]
"""Of a word: the hub's epoch and its time."""


@dataclass(frozen=True)
class _Known:
    age: Age
    through: int
    backed_up: int
    diverged: bool


@dataclass(frozen=True)
class CarriedWords:
    """Answers that wait for an agent, and what it knew before it took them."""

    agent: Agent
    waiting: dict[str, bytes]
    before: dict[bytes, _Known]

    def judge(self, directory: DeviceDirectory) -> None:
        """After a round of the agent's loop. Raises Broken."""
        left = _names(directory)
        said = [
            open_ack(ack, self.agent.uplink.find_ack_key)
            for name in self.waiting.keys() - left
            for ack in open_answer(self.waiting[name], self.agent.uplink.find_ack_key).acks
        ]
        for journal, known in self.before.items():
            followed = self.agent.uplink.journals.find(journal)
            if followed is not None:
                words = [ack for ack in said if ack.journal == journal]
                _judge(known, _known(followed.drain), words)


def carried_words(agent: Agent, directory: DeviceDirectory) -> CarriedWords | None:
    """None when no answer waits."""
    names = _names(directory)
    if not names:
        return None
    waiting = {name: (directory.courier_path / name).read_bytes() for name in names}
    followed = agent.uplink.journals.in_order()
    return CarriedWords(agent, waiting, {f.drain.journal.raw: _known(f.drain) for f in followed})


def _names(directory: DeviceDirectory) -> set[str]:
    return {name for name in os.listdir(directory.courier_path) if name.endswith(".answer")}


def _known(drain: Drain) -> _Known:
    age = (drain.epoch, drain.hub_time_ms)
    return _Known(age, drain.through, drain.backed_up, drain.diverged)


def _judge(before: _Known, after: _Known, said: list[Ack]) -> None:
    newer = [ack for ack in said if (ack.epoch, ack.hub_time_ms) > before.age]
    if not newer and after != before:
        raise Broken(f"an old answer changes {before} to {after}")
    furthest = max([before.through, *(ack.through for ack in newer)])
    if after.through > furthest:
        raise Broken(f"an answer up to {furthest} is taken for {after.through}")
