"""What may happen next: every step of a schedule, and how likely each is in this round."""

import random
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple, TypeVar

from contract.hello import DEFAULT_PACE
from tests.protocol_model.clocks import HOUR_MS, NINETEEN_SEVENTY_MS
from tests.protocol_model.machine import Machine
from tests.protocol_model.network import Parcel
from tests.protocol_model.world import World

T = TypeVar("T")
DAY_MS = 24 * HOUR_MS
BEYOND_RETENTION_MS = 46 * DAY_MS
WAITS_MS = (50, 200, 1_000, 6_000, 65_000, 130_000)
LIKELY = 0.6
MOST_POINTS = 14
"""So far from now a set fuse ends a process: statements, commits and messages."""


class Step(NamedTuple):
    name: str
    weight: float
    act: Callable[[], None]


class Adversity(Enum):
    LOSS = auto()
    DOUBLING = auto()
    DISORDER = auto()
    CUTS = auto()
    CRASHES = auto()
    COPIES = auto()
    RESTORING = auto()
    COURIER = auto()
    REVOKING = auto()


_LIKELY = {Adversity.REVOKING: 0.1}
"""A device that is revoked takes no further part."""


class Steps:
    """Of one round. Each kind of trouble is left out of some rounds, so that the others come
    often enough to meet one another."""

    def __init__(
        self, world: World, chance: random.Random, troubles: frozenset[Adversity] | None = None
    ) -> None:
        """`troubles` None: as chance has it."""
        drawn = {
            trouble for trouble in Adversity if chance.random() < _LIKELY.get(trouble, LIKELY)
        }
        self._world = world
        self._chance = chance
        self.troubles = drawn if troubles is None else troubles

    def possible(self) -> list[Step]:
        steps = [*self._of_network(), *self._of_hub(), *self._of_time()]
        if Adversity.COURIER in self.troubles:
            steps += self._of_courier()
        for machine in self._world.machines:
            steps += [*self._of_agent(machine), *self._of_kiosk(machine)]
            if Adversity.COPIES in self.troubles:
                steps += self._of_disk(machine)
        return steps

    def _of_network(self) -> Iterator[Step]:
        network, hub = self._world.network, self._world.hub
        for queue, deliver in (
            (network.to_hub, self._to_hub),
            (network.to_devices, self._to_device),
        ):
            if not queue:
                continue
            if queue is network.to_devices or hub.is_up:
                parcel = self._next(queue)
                yield Step(f"deliver {parcel.label}", 16, _moved(queue, parcel, deliver))
            parcel = self._next(queue)
            if Adversity.LOSS in self.troubles:
                yield Step(f"lose {parcel.label}", 2.5, _moved(queue, parcel, _nowhere))
            if Adversity.DOUBLING in self.troubles:
                yield Step(f"double {parcel.label}", 3, _appended(queue, parcel))
        if network.sent and Adversity.DOUBLING in self.troubles:
            old = self._chance.choice(network.sent)
            yield Step(f"{old.label} is played again", 2, _appended(network.to_hub, old))
        if network.to_hub and Adversity.DOUBLING in self.troubles:
            parcel = self._next(network.to_hub)
            yield Step(f"garble {parcel.label}", 0.5, lambda: self._world.garble(parcel))

    def _next(self, queue: Sequence[Parcel]) -> Parcel:
        in_disorder = Adversity.DISORDER in self.troubles and self._chance.random() < 0.6
        return self._chance.choice(queue) if in_disorder else queue[0]

    def _to_hub(self, parcel: Parcel) -> None:
        self._world.hub.deliver(parcel)

    def _to_device(self, parcel: Parcel) -> None:
        line = self._world.network.line_of(parcel.device)
        for machine in self._world.machines:
            if line is not None and machine.line is line:
                machine.hear(parcel)
                self._world.judge(machine)

    def _of_hub(self) -> Iterator[Step]:
        world, hub = self._world, self._world.hub
        if not hub.is_up:
            yield Step("the hub starts", 6, hub.start)
        else:
            if hub.inbox.waiting or hub.inbox.has_notes:
                batches = self._chance.choice((1, 2, 16))
                yield Step(f"the hub takes {batches}", 14, lambda: hub.turn(batches))
            yield Step("a backup", 1.5, world.back_up)
            device = self._chance.choice(world.machines).device
            stumbles = "" if hub.stumbling.device else device
            yield Step(f"folding fails for {stumbles}", 0.5, lambda: self._stumble(stumbles))
            pace = self._chance.choice((1, 2, DEFAULT_PACE))
            yield Step(f"the hub's pace is {pace}", 0.7, lambda: self._set_pace(pace))
            expired = self._chance.random() < 0.2
            yield Step(
                f"a command for {device}",
                3,
                lambda: world.give_command(device, is_expired=expired),
            )
        if Adversity.REVOKING in self.troubles and hub.is_up and not world.view.revoked:
            revoked = self._chance.choice(world.machines).device
            yield Step(f"{revoked} is revoked", 1, lambda: hub.revoke(revoked))
        if Adversity.CRASHES in self.troubles and hub.is_up:
            yield Step("the hub ends", 0.5, hub.crash)
            points = self._chance.randrange(3 * MOST_POINTS)
            yield Step(f"the hub ends after {points}", 1.5, lambda: hub.fuse.set(points))
        if Adversity.RESTORING in self.troubles and hub.copies:
            yield Step("the hub is restored", 1.5, lambda: hub.restore(hub.copies[-1]))

    def _stumble(self, device: str) -> None:
        self._world.hub.stumbling.device = device

    def _set_pace(self, pace: int) -> None:
        self._world.hub.inbox.told = pace

    def _of_courier(self) -> Iterator[Step]:
        world, courier = self._world, self._world.courier
        machine = self._chance.choice(world.machines)
        everything = self._chance.random() < 0.3
        what = "all" if everything else "what waits"
        yield Step(
            f"{machine.name}: {what} for the courier",
            3,
            lambda: _done(courier.export(machine, everything=everything)),
        )
        if courier.sticks and world.hub.is_up:
            stick = self._new_or_old([s for s in courier.sticks if not s.is_taken], courier.sticks)
            yield Step(f"the hub takes {stick.label}", 5, lambda: _done(courier.take(stick)))
            keep = self._chance.random()
            torn = f"the hub takes a torn {stick.label}"
            yield Step(torn, 1, lambda: _done(courier.take(stick, keep)))
        mine = [answer for answer in courier.answers if answer.device == machine.device]
        if mine:
            answer = self._new_or_old([a for a in mine if not a.is_brought], mine)
            bring = self._judged(machine, lambda: courier.bring(machine, answer))
            yield Step(f"{machine.name}: {answer.label} is brought", 5, bring)

    def _new_or_old(self, new: Sequence[T], every: Sequence[T]) -> T:
        return self._chance.choice(new if new and self._chance.random() < 0.6 else every)

    def _of_time(self) -> Iterator[Step]:
        for wait_ms in WAITS_MS:
            yield Step(f"{wait_ms} ms pass", 1, lambda wait=wait_ms: self._pass(wait))  # type: ignore[misc]
        yield Step("46 days pass", 0.6, lambda: self._pass(BEYOND_RETENTION_MS))

    def _pass(self, wait_ms: int) -> None:
        self._world.time.passed_ms += wait_ms

    def _of_agent(self, machine: Machine) -> Iterator[Step]:
        name, line = machine.name, machine.line
        if machine.agent is None:
            yield Step(f"{name}: the agent starts", 4, self._judged(machine, machine.start_agent))
            return
        yield Step(f"{name}: the agent works", 8, self._judged(machine, machine.work))
        if machine.begun or not machine.agent.happenings.empty():
            look = self._judged(machine, machine.look_into_queue)
            yield Step(f"{name}: the agent looks", 5, look)
        if line is not None and not line.is_gone and not line.is_let_in:
            yield Step(f"{name}: let in", 8, self._judged(machine, machine.let_in))
        if line is not None and not line.is_gone and Adversity.CUTS in self.troubles:
            yield Step(f"{name}: cut", 1, lambda: self._world.network.cut(line))
        if Adversity.CRASHES in self.troubles:
            yield Step(f"{name}: the agent ends", 0.5, machine.end_agent)
            points = self._chance.randrange(MOST_POINTS)
            fuse = machine.agent_fuse
            yield Step(f"{name}: the agent ends after {points}", 1, lambda: fuse.set(points))
        if Adversity.DOUBLING in self.troubles:
            yield Step(f"{name}: a forged ack", 0.5, lambda: self._world.forge_ack(machine))

    def _of_kiosk(self, machine: Machine) -> Iterator[Step]:
        name = machine.name
        if machine.kiosk is None:
            yield Step(f"{name}: the kiosk starts", 4, self._judged(machine, machine.start_kiosk))
            return
        events = self._chance.randrange(1, 8)
        note = self._judged(machine, lambda: machine.note(events))
        yield Step(f"{name}: {events} events", 5, note)
        if machine.open_transaction is None:
            begin = self._judged(machine, machine.begin_transaction)
            yield Step(f"{name}: a payment begins", 1, begin)
        else:
            close = self._judged(machine, machine.close_transaction)
            yield Step(f"{name}: a payment ends", 1, close)
        yield Step(f"{name}: the kiosk tidies", 2, self._judged(machine, machine.tend))
        restart = self._judged(machine, machine.restart_kiosk_journal)
        yield Step(f"{name}: another journal", 0.7, restart)
        if Adversity.CRASHES in self.troubles:
            points = self._chance.randrange(MOST_POINTS)
            fuse = machine.kiosk_fuse
            yield Step(f"{name}: the kiosk ends after {points}", 1, lambda: fuse.set(points))

    def _of_disk(self, machine: Machine) -> Iterator[Step]:
        world, name = self._world, machine.name
        if name not in world.images:
            yield Step(f"{name}: an image of the disk", 2, lambda: world.take_image(machine))
        else:
            put_back = self._judged(machine, lambda: world.put_back(machine))
            yield Step(f"{name}: the image put back", 1.5, put_back)
        if len(world.machines) == 2:
            yield Step(f"{name}: cloned", 1, lambda: _done(world.clone(machine)))
        for wrong_by_ms in (0, -HOUR_MS, NINETEEN_SEVENTY_MS):
            if wrong_by_ms != machine.wrong_by_ms:
                yield Step(
                    f"{name}: the clock is wrong by {wrong_by_ms} ms",
                    0.1,
                    lambda ms=wrong_by_ms: setattr(machine, "wrong_by_ms", ms),  # type: ignore[misc]
                )

    def _judged(self, machine: Machine, act: Callable[[], None]) -> Callable[[], None]:
        def acted() -> None:
            act()
            self._world.judge(machine)

        return acted


def _moved(
    queue: list[Parcel], parcel: Parcel, deliver: Callable[[Parcel], None]
) -> Callable[[], None]:
    def move() -> None:
        queue.remove(parcel)
        deliver(parcel)

    return move


def _appended(queue: list[Parcel], parcel: Parcel) -> Callable[[], None]:
    return lambda: queue.append(parcel)


def _nowhere(_parcel: Parcel) -> None:
    """It is lost."""


def _done(_made: object) -> None:
    """What was made stands in the world."""
