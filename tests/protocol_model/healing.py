"""After the troubles: all runs, nothing is lost on its way, and everything must come together.

One machine of a name after another, for two copies of a disk would go on throwing each other off
the broker for ever.
"""

from collections.abc import Sequence

from contract.envelope import decode_envelope
from contract.events import CommandFinished, CommandReceived, decode_body
from edge_agent.journal import JournalReader
from tests.protocol_model.broken import Broken
from tests.protocol_model.machine import Machine
from tests.protocol_model.steps import BEYOND_RETENTION_MS
from tests.protocol_model.world import World

PATIENCE_MS = 10 * 60_000
FIRST_WAIT_MS = 250
LAST_WAIT_MS = 20_000


def heal(world: World, *, prunes: bool, restores: bool) -> None:
    """`prunes`: then time goes on until what is old may go from the disks. `restores`: then the
    hub is restored from its last backup, and fed again.

    Raises Broken when a promise isn't kept, or not within ten minutes of the model's time."""
    world.hub.fuse.renew()
    world.hub.stumbling.device = ""
    if not world.hub.is_up:
        world.hub.start()
    for machine in world.machines:
        machine.wrong_by_ms = 0
        machine.agent_fuse.renew()
        machine.kiosk_fuse.renew()
        machine.look_into_queue()
    _deliver(world)
    for machine in world.machines:
        _settle_owed(world, machine)
    copies = [m for m in world.machines if world.machines[-1].device == m.device]
    if len(copies) > 1:
        for machine in copies:
            machine.end_agent()
            machine.end_kiosk()
    # The first copy must hear of what the second has done meanwhile.
    _run_all(world, (*world.machines, *copies[:-1]), prunes=prunes)
    if restores and world.hub.copies:
        world.hub.restore(world.hub.copies[-1])
        _run_all(world, world.machines, prunes=False)


def _run_all(world: World, machines: Sequence[Machine], *, prunes: bool) -> None:
    for machine in machines:
        _run_alone(world, machine)
        if prunes:
            _grow_old(world, machine)
        machine.power_off()


def _settle_owed(world: World, machine: Machine) -> None:
    """What this agent was given while it ran stands in its journal, as soon as it is free."""
    while machine.begun:
        machine.look_into_queue()
    if machine.agent is not None:
        received = {key for key, _ in _commands(machine.reader(machine.agent.journal.journal.raw))}
        missing = machine.owed - received
        if missing:
            raise Broken(f"commands {sorted(missing)} were given to {machine.name} and ignored")
    world.judge(machine)


def _run_alone(world: World, machine: Machine) -> None:
    if machine.kiosk is None:
        machine.start_kiosk()
    if machine.agent is None:
        machine.start_agent()
    _converge(world, machine)
    if machine.agent is not None and machine.agent.journal.diverged:
        machine.end_agent()
        machine.start_agent()
        _converge(world, machine)
    _judge_end(world, machine)


def _grow_old(world: World, machine: Machine) -> None:
    machine.note(1)  # its time proves the age of what is before it
    _converge(world, machine)
    world.time.passed_ms += BEYOND_RETENTION_MS
    _round(world, machine)
    for _ in range(3):
        world.time.passed_ms += 1_000
        machine.work()
        machine.tend()
    world.judge(machine)


def _converge(world: World, machine: Machine) -> None:
    until_ms = world.time.passed_ms + PATIENCE_MS
    wait_ms = FIRST_WAIT_MS
    while True:
        _round(world, machine)
        if _is_whole(world, machine):
            return
        if world.time.passed_ms >= until_ms:
            raise Broken(
                f"{machine.name} and the hub do not come together: {_rest(world, machine)}"
            )
        world.time.passed_ms += wait_ms
        wait_ms = min(LAST_WAIT_MS, wait_ms * 2)


def _round(world: World, machine: Machine) -> None:
    machine.look_into_queue()
    machine.work()
    if machine.line is not None and not machine.line.is_let_in:
        machine.let_in()
    machine.work()
    _deliver(world)
    world.judge(machine)


def _deliver(world: World) -> None:
    """Until nothing is under way; what is sent for a machine that is off is lost."""
    network, hub = world.network, world.hub
    while network.to_hub or network.to_devices or hub.inbox.waiting or hub.inbox.has_notes:
        while network.to_hub:
            hub.deliver(network.to_hub.pop(0))
        hub.turn(16)
        while network.to_devices:
            parcel = network.to_devices.pop(0)
            line = network.line_of(parcel.device)
            for machine in world.machines:
                if line is not None and machine.line is line:
                    machine.hear(parcel)
                    machine.look_into_queue()
                    machine.work()


def _is_whole(world: World, machine: Machine) -> bool:
    return not _rest(world, machine) and _agent_knows(machine)


def _rest(world: World, machine: Machine) -> list[str]:
    """What this disk has written and the hub has not got."""
    return [
        f"{journal.hex()[:6]}:{seq}"
        for journal, history in machine.disk.histories.items()
        for seq, chained in enumerate(history, start=1)
        if not world.view.holds(journal, seq, chained)
    ]


def _agent_knows(machine: Machine) -> bool:
    assert machine.agent is not None
    return all(
        followed.drain.diverged or followed.drain.through == followed.drain.head.seq
        for followed in machine.agent.uplink.journals.in_order()
    )


def _judge_end(world: World, machine: Machine) -> None:
    for journal, history in machine.disk.histories.items():
        main = world.view.branches[journal][0]
        is_the_hubs = main == dict(enumerate(history, start=1))
        is_marked = machine.is_diverged(journal)
        name = f"{journal.hex()[:6]} on {machine.name}"
        if not is_the_hubs and not is_marked:
            raise Broken(f"{name} is not the hub's, and pays on")
        if not is_the_hubs and world.view.states[journal] != "forked":
            raise Broken(f"{name} is not the hub's, and no fork is shown")
        if is_the_hubs and is_marked and journal not in world.record.copied:
            raise Broken(f"{name} is the hub's, and out of service")
        commands = _commands(machine.reader(journal))
        answers = {key for key, is_answer in commands if is_answer}
        for key, is_answer in commands:
            if not is_answer and key not in answers:
                raise Broken(f"command {key} was taken by {name} and never answered")


def _commands(reader: JournalReader) -> list[tuple[tuple[int, int], bool]]:
    """(epoch, counter) of each event about a command; whether it is the answer."""
    found = []
    for kind in (CommandReceived.KIND, CommandFinished.KIND):
        for event in reader.newest_of(kind):
            body = decode_body(event.kind, event.version, decode_envelope(event.envelope).body)
            assert isinstance(body, CommandReceived | CommandFinished)
            found.append(((body.epoch, body.counter), kind == CommandFinished.KIND))
    return found
