"""Promises that must hold after every step, on each machine's disk and in its agent's memory."""

from tests.protocol_model.broken import Broken
from tests.protocol_model.hub_process import HubProcess
from tests.protocol_model.hub_view import HubView
from tests.protocol_model.machine import Machine

MOST_RUNS = 1


def judge_machine(machine: Machine, hub: HubProcess, view: HubView) -> None:
    """Raises Broken."""
    _judge_words(machine, view)
    _judge_pruning(machine, hub)
    _judge_commands(machine)
    _judge_alarms(machine)


def _judge_words(machine: Machine, view: HubView) -> None:
    """What the agent takes for being in custody was there, as this disk has it."""
    if machine.agent is None:
        return
    for followed in machine.agent.uplink.journals.in_order():
        drain = followed.drain
        if drain.diverged or drain.through == 0:
            continue
        journal = drain.journal.raw
        history = machine.disk.histories[journal]
        own = history[drain.through - 1] if drain.through <= len(history) else b""
        if (journal, drain.through, own) not in view.ever:
            name = journal.hex()[:6]
            raise Broken(f"the agent takes event {drain.through} of {name} for acknowledged")


def _judge_pruning(machine: Machine, hub: HubProcess) -> None:
    """What is no longer on the disk is in a finished backup. Backups are never unmade: it is asked
    again when a process has done anything to its journal."""
    writes = machine.writes
    if writes == machine.judged_at:
        return
    for writer in (machine.kiosk, None if machine.agent is None else machine.agent.journal):
        if writer is None:
            continue
        journal = writer.journal.raw
        pruned_to = machine.reader(journal).extent().pruned_to
        own = machine.disk.histories[journal]
        if pruned_to and not any(
            copy.main.get(journal, {}).get(pruned_to) == own[pruned_to - 1] for copy in hub.copies
        ):
            raise Broken(f"event {pruned_to} of {journal.hex()[:6]} is pruned and in no backup")
    machine.judged_at = writes


def _judge_commands(machine: Machine) -> None:
    for (epoch, counter), runs in machine.disk.runs.items():
        if runs > MOST_RUNS:
            raise Broken(f"command {epoch}.{counter} was carried out {runs} times")


def _judge_alarms(machine: Machine) -> None:
    """A journal of which there is one copy is never called another one's."""
    if machine.agent is None:
        return
    for followed in machine.agent.uplink.journals.in_order():
        if followed.drain.diverged and followed.drain.journal.raw not in machine.world.copied:
            name = followed.drain.journal.hex[:6]
            raise Broken(f"the agent calls {name}, of which there is one copy, diverged")
