"""One journal's way to the hub, without a network: what is sent, and what the hub's words mean."""

import random
from collections import deque
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.chain import GENESIS_HASH
from contract.hello import Ack, Answer
from contract.values import JournalId
from edge_agent.agent.loop import GREET_EVERY_MS
from edge_agent.journal import Head
from edge_agent.uplink.drain import (
    FIRST_TIMEOUT_MS,
    LAST_TIMEOUT_MS,
    Agreed,
    Differs,
    Drain,
    Lost,
    Phase,
)

JOURNAL = JournalId(bytes(16))
CHANCE = random.Random(1)


def hash_of(seq: int) -> bytes:
    return GENESIS_HASH if seq == 0 else seq.to_bytes(32, "big")


def at(seq: int) -> Head:
    return Head(seq, hash_of(seq))


def drain(head: int = 1000, pruned_to: int = 0) -> Drain:
    made = Drain(JOURNAL, "kiosk", True, Head(head, hash_of(head)), pruned_to)
    made.greeted(0, CHANCE)
    return made


def ack(
    through: int,
    *,
    chain: bytes | None = None,
    pace: int = 16,
    epoch: int = 1,
    answer: Answer | None = None,
) -> Ack:
    return Ack(
        journal=JOURNAL.raw,
        through=through,
        hash=hash_of(through) if chain is None else chain,
        backed_up=through,
        hub_time_ms=7,
        pace=pace,
        epoch=epoch,
        answer=answer,
    )


def answer(seq: int, *, held: bool = True) -> Answer:
    return Answer(seq=seq, hash=hash_of(seq), held=held)


def say(one: Drain, said: Answer | None) -> None:
    """The hub's word on a journal that it knows otherwise."""
    one.acknowledged(ack(500, chain=b"x" * 32, answer=said), hash_of(500), 0, CHANCE)


def diverged(head: int = 700) -> Drain:
    one = drain(head=head)
    say(one, answer(head, held=False))
    assert one.diverged
    return one


def test_nothing_is_sent_before_the_hub_has_said_where_it_stands() -> None:
    one = drain()
    assert not one.may_send()
    assert one.acknowledged(ack(300), hash_of(300), 0, CHANCE) == Agreed()
    assert one.may_send()
    assert one.sent_to == 300


def test_the_window_opens_as_the_hub_acknowledges() -> None:
    one = drain()
    one.acknowledged(ack(0, pace=2), hash_of(0), 0, CHANCE)
    one.sent(at(300), 0, CHANCE)
    one.sent(at(600), 0, CHANCE)
    assert not one.may_send()
    one.acknowledged(ack(300, pace=2), hash_of(300), 0, CHANCE)
    assert one.may_send()


def test_a_through_beyond_the_head_is_another_journal() -> None:
    verdict = drain(head=10).acknowledged(ack(11), None, 0, CHANCE)
    assert verdict == Differs("the hub has event 11, this copy ends at 10")


def test_another_hash_is_another_journal_and_it_is_handed_over_one_by_one() -> None:
    one = drain(head=700)
    verdict = one.acknowledged(ack(500, chain=b"x" * 32), hash_of(500), 0, CHANCE)
    assert isinstance(verdict, Differs)
    assert (one.diverged, one.backed_up, one.through) == (True, 0, 0)
    for last in (300, 600, 700):
        assert one.may_send()
        one.sent(at(last), 0, CHANCE)
        assert not one.may_send()
        say(one, answer(last))
    assert not one.may_send()
    assert one.handed_over == 700


def test_only_the_answer_to_the_very_batch_under_way_frees_the_next() -> None:
    one = diverged()
    one.sent(at(300), 0, CHANCE)
    for said in (None, answer(700, held=False), Answer(seq=300, hash=b"y" * 32, held=True)):
        say(one, said)
        assert (one.handed_over, one.may_send()) == (0, False)
    say(one, answer(300))
    one.sent(at(600), 0, CHANCE)
    say(one, answer(300))  # it came twice
    assert (one.handed_over, one.may_send()) == (300, False)


def test_what_was_handed_over_to_a_hub_that_lost_it_is_handed_over_again() -> None:
    one = diverged()
    for last in (300, 600, 700):
        one.sent(at(last), 0, CHANCE)
        say(one, answer(last))
    one.greeted(0, CHANCE)
    say(one, answer(700))
    assert not one.may_send()
    one.greeted(0, CHANCE)
    say(one, answer(700, held=False))
    assert (one.handed_over, one.sent_to, one.may_send()) == (0, 0, True)


def test_a_batch_that_the_hub_cannot_place_sends_the_copy_back_to_its_beginning_once() -> None:
    one = diverged()
    one.sent(at(300), 0, CHANCE)
    say(one, answer(300))
    one.sent(at(600), 0, CHANCE)
    say(one, answer(600, held=False))
    assert (one.handed_over, one.sent_to) == (0, 0)
    for last in (300, 600, 700):
        one.sent(at(last), 0, CHANCE)
        say(one, answer(last, held=False))
    assert (one.handed_over, one.may_send()) == (700, False)


def test_what_the_hub_lost_and_this_side_pruned_is_named() -> None:
    one = drain(head=700, pruned_to=600)
    assert one.acknowledged(ack(0), hash_of(0), 0, CHANCE) == Lost(1, 600)
    assert one.backed_up == 0


def test_an_old_answer_does_not_go_back_but_a_new_epoch_does() -> None:
    one = drain()
    one.acknowledged(ack(600), hash_of(600), 0, CHANCE)
    one.sent(at(900), 0, CHANCE)
    one.acknowledged(ack(300), hash_of(300), 0, CHANCE)
    assert (one.through, one.sent_to) == (600, 900)
    one.acknowledged(ack(300, epoch=2), hash_of(300), 0, CHANCE)
    assert (one.through, one.sent_to, one.phase) == (300, 300, Phase.SENDING)


def test_silence_is_waited_for_longer_each_time_and_never_longer_than_the_last() -> None:
    one = drain()
    waits = []
    now = 0
    for _ in range(8):
        assert one.deadline_ms is not None
        waits.append(one.deadline_ms - now)
        now = one.deadline_ms
        assert [one.overdue(now - 1), one.overdue(now)] == [False, True]
        one.greeted(now, CHANCE)
    assert 0.75 * FIRST_TIMEOUT_MS <= waits[0] <= 1.25 * FIRST_TIMEOUT_MS
    assert all(wait <= 1.25 * LAST_TIMEOUT_MS for wait in waits)
    assert waits[-1] >= 0.75 * LAST_TIMEOUT_MS


def test_a_journal_that_is_wholly_acknowledged_waits_for_nothing() -> None:
    one = drain(head=300)
    one.acknowledged(ack(0), hash_of(0), 0, CHANCE)
    one.sent(at(300), 0, CHANCE)
    waiting = one.overdue(10**9)
    one.acknowledged(ack(300), hash_of(300), 0, CHANCE)
    assert [waiting, one.overdue(10**9)] == [True, False]


@dataclass
class World:
    """A line that delivers in order or cuts, and a hub that keeps what continues."""

    drain: Drain
    chance: random.Random
    now_ms: int = 0
    hub: int = 0
    epoch: int = 1
    up: deque[tuple[int, int] | None] = field(default_factory=deque)
    down: deque[Ack] = field(default_factory=deque)

    def connect(self) -> None:
        self.drain.lost_link()
        self.up.clear()
        self.down.clear()
        self.greet()

    def greet(self) -> None:
        self.up.append(None)
        self.drain.greeted(self.now_ms, self.chance)

    def step(self, fault: int) -> None:
        self.now_ms += 100
        if self.drain.overdue(self.now_ms) or self.now_ms % GREET_EVERY_MS == 0:
            self.greet()
        while self.drain.may_send():
            first = self.drain.sent_to + 1
            last = min(first + self.chance.randrange(300), self.drain.head.seq)
            self.up.append((first, last))
            self.drain.sent(at(last), self.now_ms, self.chance)
        match fault:
            case 1:
                self.connect()
            case 2 if self.up:
                self.up.popleft()  # the hub was away, the broker let it go
            case 3:
                self.hub = self.chance.randrange(self.hub + 1)  # restored from a copy
                self.epoch += 1
            case 4:
                head = self.drain.head.seq + self.chance.randrange(400)
                self.drain.head = Head(head, hash_of(head))
            case _:
                self.deliver()

    def deliver(self) -> None:
        if self.up:
            arrived = self.up.popleft()
            if arrived is not None and arrived[0] <= self.hub + 1:
                self.hub = max(self.hub, arrived[1])
            self.down.append(ack(self.hub, pace=4, epoch=self.epoch))
        if self.down:
            word = self.down.popleft()
            own = hash_of(word.through) if word.through <= self.drain.head.seq else None
            verdict = self.drain.acknowledged(word, own, self.now_ms, self.chance)
            assert verdict == Agreed()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(0, 12), max_size=120))
def test_whatever_the_line_and_the_hub_do_everything_arrives_in_the_end(
    seed: int, faults: list[int]
) -> None:
    world = World(drain(head=500), random.Random(seed))
    world.connect()
    for fault in faults:
        world.step(fault)
        assert world.drain.through <= world.drain.head.seq
    for _ in range(5_000):
        if world.hub == world.drain.head.seq == world.drain.through:
            break
        world.step(0)
    assert world.hub == world.drain.head.seq == world.drain.through


@pytest.mark.parametrize("head", [0, 1])
def test_an_empty_or_tiny_journal_is_handed_over_like_any_other(head: int) -> None:
    one = drain(head=head)
    one.acknowledged(ack(0), hash_of(0), 0, CHANCE)
    assert one.may_send() is (head == 1)
