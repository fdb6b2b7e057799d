"""After the troubles: all runs, nothing is lost on its way, and everything must come together.

Two copies of a disk run one after another: together they would go on throwing each other off the
broker for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from contract.envelope import decode_envelope
from contract.events import CommandFinished, CommandReceived, decode_body
from edge_agent.journal import JournalReader
from edge_agent.uplink.journals import Followed
from tests.protocol_model.broken import Broken
from tests.protocol_model.machine import Machine
from tests.protocol_model.network import Parcel
from tests.protocol_model.prepared import DEVICES
from tests.protocol_model.steps import BEYOND_RETENTION_MS
from tests.protocol_model.world import World

PATIENCE_MS = 10 * 60_000
FIRST_WAIT_MS = 3_000
LAST_WAIT_MS = 30_000
WORKS_BETWEEN = 0.5
MENDED_BATCH_EVENTS = 50
"""Where nothing goes wrong, small batches show nothing and cost many commits."""


@dataclass(frozen=True)
class Ending:
    """`prunes`: time goes on until what is old may go from the disks. `restores`: then the hub is
    restored from its last backup, and fed again. `carries`: all is carried to the hub by hand
    before there is a line."""

    prunes: bool
    restores: bool
    carries: bool


def heal(world: World, ending: Ending) -> None:
    """All that is wrong is mended.

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
    _run_all(world, ending)
    if ending.restores and world.hub.copies:
        world.hub.restore(world.hub.copies[-1])
        _run_all(world, replace(ending, prunes=False))


def _run_all(world: World, ending: Ending) -> None:
    for machine in world.machines:
        if machine.device in world.view.revoked:
            machine.power_off()
    heard = [machine for machine in world.machines if machine.device not in world.view.revoked]
    originals = [machine for machine in heard if machine.name in DEVICES]
    clones = [machine for machine in heard if machine.name not in DEVICES]
    if not clones:
        _run(world, originals, ending)
        return
    copied = [m for m in originals if m.device == clones[0].device]
    # The first copy must hear of what the second has done meanwhile.
    for turn in (originals, clones, copied):
        for machine in world.machines:
            if machine.device == clones[0].device and machine not in turn:
                machine.power_off()
        _run(world, turn, ending)


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


def _run(world: World, machines: Sequence[Machine], ending: Ending) -> None:
    """Machines of different names, beside one another."""
    for machine in machines:
        if machine.kiosk is None:
            machine.start_kiosk()
        if machine.agent is None:
            machine.start_agent()
        if machine.agent is not None:
            machine.agent.uplink.batch_events = MENDED_BATCH_EVENTS
        if ending.carries:
            _carry(world, machine)
    _converge(world, machines)
    diverged = [m for m in machines if m.agent is not None and m.agent.journal.diverged]
    for machine in diverged:
        machine.end_agent()
        machine.start_agent()
    if diverged:
        _converge(world, machines)
    for machine in machines:
        _judge_end(world, machine)
    if ending.prunes:
        _grow_old(world, machines)


def _carry(world: World, machine: Machine) -> None:
    """One way to the hub and back with all of it is enough, where there is no line."""
    if machine.line is not None:
        world.network.cut(machine.line)
    machine.look_into_queue()
    world.time.passed_ms += 1_000
    machine.work()
    stick = world.courier.export(machine, everything=True)
    world.time.passed_ms += 1_000
    answer = None if stick is None else world.courier.take(stick)
    if stick is None or answer is None:
        return
    rest = _rest(world, machine)
    if rest:
        raise Broken(f"all of {machine.name} was carried, and the hub has not got {rest}")
    world.time.passed_ms += 1_000
    world.courier.bring(machine, answer)
    machine.work()
    world.judge(machine)
    for load in stick.loads:
        followed = _followed(machine, bytes.fromhex(load.journal))
        if not followed.drain.diverged and followed.drain.through < load.last_seq:
            raise Broken(
                f"{load.journal[:6]} was carried up to {load.last_seq}, and {machine.name} takes "
                f"it for {followed.drain.through}"
            )


def _followed(machine: Machine, journal: bytes) -> Followed:
    assert machine.agent is not None
    followed = machine.agent.uplink.journals.find(journal)
    assert followed is not None
    return followed


def _grow_old(world: World, machines: Sequence[Machine]) -> None:
    for machine in machines:
        machine.note(1)  # its time proves the age of what is before it
    _converge(world, machines)
    world.time.passed_ms += BEYOND_RETENTION_MS
    _round(world, machines)
    for _ in range(3):
        world.time.passed_ms += 1_000
        for machine in machines:
            machine.work()
            machine.tend()
    for machine in machines:
        world.judge(machine)


def _converge(world: World, machines: Sequence[Machine]) -> None:
    until_ms = world.time.passed_ms + PATIENCE_MS
    wait_ms = FIRST_WAIT_MS
    while True:
        _round(world, machines)
        apart = [machine for machine in machines if not _is_whole(world, machine)]
        if not apart:
            return
        if world.time.passed_ms >= until_ms:
            rest = {machine.name: _rest(world, machine) for machine in apart}
            raise Broken(f"machine and hub do not come together: {rest}")
        world.time.passed_ms += wait_ms
        wait_ms = min(LAST_WAIT_MS, wait_ms * 2)


def _round(world: World, machines: Sequence[Machine]) -> None:
    for machine in machines:
        machine.look_into_queue()
        machine.work()
        if machine.line is not None and not machine.line.is_let_in:
            machine.let_in()
            machine.work()
    _deliver(world)
    for machine in machines:
        world.judge(machine)


def _deliver(world: World) -> None:
    """Until nothing is under way; what is sent for a machine that is off is lost."""
    network, hub = world.network, world.hub
    while network.to_hub or network.to_devices or hub.inbox.waiting or hub.inbox.has_notes:
        while network.to_hub:
            hub.deliver(network.to_hub.pop(0))
        hub.turn(16)
        while network.to_devices:
            _hand_over(world, network.to_devices.pop(0))


def _hand_over(world: World, parcel: Parcel) -> None:
    """An agent takes all that has arrived before it works again; how much that was is chance."""
    line = world.network.line_of(parcel.device)
    more = any(other.device == parcel.device for other in world.network.to_devices)
    for machine in world.machines:
        if line is not None and machine.line is line:
            machine.hear(parcel)
            if not more or world.chance.random() < WORKS_BETWEEN:
                machine.look_into_queue()
                machine.work()


def _is_whole(world: World, machine: Machine) -> bool:
    return not _rest(world, machine) and _agent_knows(machine) and _is_warned(world, machine)


def _is_warned(world: World, machine: Machine) -> bool:
    """A copy's history may have been carried to the hub since this machine's agent last asked."""
    return all(
        world.view.branches[journal][0] == dict(enumerate(history, start=1))
        or machine.is_diverged(journal)
        for journal, history in machine.disk.histories.items()
    )


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
