"""Handing one journal over to the hub: what may be sent, and what the hub's words mean. Pure.

Theory. The hub's signed acknowledgement is one number, `through`, with the chain's hash there. It
counts only when the journal's own event at `through` has that hash; then all up to it is in
custody. Batches follow one another from there; how many may be under way is the hub's `pace`. The
broker's word (PUBACK) means nothing here. After a hello the hub's answer is believed even when it
goes back, for a hub may have been restored from a copy. When no progress comes in time a hello is
sent again, and the journal goes on from the answer: nothing is remembered about what was lost.

A hash that differs, or a `through` beyond the head, means that this file is not the journal the
hub knows (a copy, or a disk put back). Then nothing may be pruned or paid on it, and its events
are handed over once more from its beginning: the hub keeps both histories. `through` says nothing
of this one, so here the `answer` to the very batch that is under way frees the next. A batch that
the hub could not place (it was restored and has lost those before) is answered from the beginning,
once; what it still cannot place then lies in its quarantine.
"""

import random
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from contract.hello import DEFAULT_PACE, Ack, Answer
from contract.values import JournalId
from edge_agent.journal import Head

MOST_BATCHES = 64
"""Under way at a time, whatever the hub says: 32 MiB at the most."""
FIRST_TIMEOUT_MS = 5_000
LAST_TIMEOUT_MS = 60_000


class Phase(Enum):
    OFFLINE = auto()
    GREETED = auto()
    """A hello was sent; nothing is sent before its answer."""
    SENDING = auto()
    HANDING_OVER = auto()
    """Diverged: from the beginning, each answer of the hub frees the next batch."""


@dataclass(frozen=True)
class Agreed:
    """The acknowledgement counts."""


@dataclass(frozen=True)
class Differs:
    """The hub knows this journal otherwise."""

    detail: str


@dataclass(frozen=True)
class Lost:
    """The hub lost what was pruned here: events `first` to `last` are gone on both sides."""

    first: int
    last: int


Verdict = Agreed | Differs | Lost


@dataclass
class Drain:
    """One journal's way to the hub. Seqs; times in milliseconds of monotonic time."""

    journal: JournalId
    writer: str
    live: bool
    head: Head
    pruned_to: int
    diverged: bool = False
    phase: Phase = Phase.OFFLINE
    through: int = 0
    backed_up: int = 0
    handed_over: int = 0
    hub_time_ms: int = 0
    sent_to: int = 0
    pace: int = DEFAULT_PACE
    epoch: int = 0
    in_flight: deque[int] = field(default_factory=deque)
    newest_sent: Head | None = None
    went_back: bool = False
    attempts: int = 0
    deadline_ms: int | None = None

    def greeted(self, now_ms: int, chance: random.Random) -> None:
        """A hello that names this journal was sent."""
        self.phase = Phase.GREETED
        self.in_flight.clear()
        self.went_back = False
        self._wait(now_ms, chance)

    def lost_link(self) -> None:
        self.phase = Phase.OFFLINE
        self.in_flight.clear()
        self.deadline_ms = None
        self.attempts = 0

    def acknowledged(
        self, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
    ) -> Verdict:
        """The hub's word; `own_hash` is the journal's own hash at `ack.through`, if it has one."""
        answers_hello = self.phase is Phase.GREETED
        self.pace = min(max(1, ack.pace), MOST_BATCHES)
        self.hub_time_ms = max(self.hub_time_ms, ack.hub_time_ms)
        if self.phase is Phase.HANDING_OVER:
            self._go_on_handing_over(ack.answer)
            return Agreed()
        difference = None if self.diverged else self._difference(ack, own_hash)
        if difference is not None or self.diverged:
            self._hand_over(ack.answer)
            return difference or Agreed()
        if ack.through < self.pruned_to:
            self._hand_over(ack.answer)
            return Lost(ack.through + 1, self.pruned_to)
        if answers_hello or ack.epoch > self.epoch:
            self.through = self.sent_to = ack.through
            self.in_flight.clear()
            self.phase = Phase.SENDING
        self._advance(ack, now_ms, chance)
        return Agreed()

    def carried(
        self, ack: Ack, own_hash: bytes | None, now_ms: int, chance: random.Random
    ) -> Verdict | None:
        """A word of the hub that was carried here by hand, which may be days old. None when the
        hub has said as much or more since. It answers no hello: offline it stays."""
        if (ack.epoch, ack.hub_time_ms) <= (self.epoch, self.hub_time_ms):
            return None
        was_offline = self.phase is Phase.OFFLINE
        verdict = self.acknowledged(ack, own_hash, now_ms, chance)
        if was_offline:
            self.lost_link()
        return verdict

    def may_send(self) -> bool:
        """Whether another batch may go, from the seq after `sent_to`."""
        if self.phase is Phase.SENDING:
            return self.sent_to < self.head.seq and len(self.in_flight) < self.pace
        return self.phase is Phase.HANDING_OVER and self._may_hand_over()

    @property
    def is_idle(self) -> bool:
        """The hub has answered the last hello, and nothing is under way or may be sent."""
        answered = self.phase in (Phase.SENDING, Phase.HANDING_OVER)
        return answered and not self.in_flight and not self.may_send()

    def sent(self, last: Head, now_ms: int, chance: random.Random) -> None:
        """A batch up to `last` is under way."""
        if not self.in_flight:
            self._wait(now_ms, chance)
        self.in_flight.append(last.seq)
        self.newest_sent = last
        self.sent_to = last.seq

    def overdue(self, now_ms: int) -> bool:
        """Whether the hub has been silent for too long: greet it again."""
        return self.deadline_ms is not None and now_ms >= self.deadline_ms

    def _difference(self, ack: Ack, own_hash: bytes | None) -> Differs | None:
        if ack.through > self.head.seq:
            return Differs(f"the hub has event {ack.through}, this copy ends at {self.head.seq}")
        if ack.through < self.pruned_to and own_hash is None:
            return None
        if own_hash != ack.hash:
            return Differs(f"the hub has another event {ack.through}")
        return None

    def _advance(self, ack: Ack, now_ms: int, chance: random.Random) -> None:
        progress = ack.through > self.through
        self.epoch = ack.epoch
        self.through = max(self.through, ack.through)
        self.sent_to = max(self.sent_to, self.through)
        self.backed_up = ack.backed_up
        while self.in_flight and self.in_flight[0] <= self.through:
            self.in_flight.popleft()
        if progress or not self.in_flight:
            self.attempts = 0
            self.deadline_ms = None
            if self.in_flight:
                self._wait(now_ms, chance)

    def _hand_over(self, answer: Answer | None) -> None:
        self.diverged = True
        self.phase = Phase.HANDING_OVER
        if answer is not None and Head(answer.seq, answer.hash) == self.head:
            if answer.held:
                self.handed_over = answer.seq
            elif self.handed_over >= answer.seq:
                self.handed_over = 0  # the hub had it and was restored from a copy
        self.sent_to = max(self.pruned_to, self.handed_over)
        self.in_flight.clear()
        self.deadline_ms = None
        self.backed_up = 0

    def _may_hand_over(self) -> bool:
        return self.sent_to < self.head.seq and not self.in_flight

    def _go_on_handing_over(self, answer: Answer | None) -> None:
        sent = self.newest_sent
        if not self.in_flight or sent is None or answer is None:
            return
        if Head(answer.seq, answer.hash) != sent:
            return  # to a hello, to another copy, or it came twice
        self.in_flight.clear()
        self.deadline_ms = None
        self.attempts = 0
        if answer.held or self.went_back:
            self.handed_over = sent.seq
            return
        self.went_back = True
        self.handed_over = 0
        self.sent_to = self.pruned_to

    def _wait(self, now_ms: int, chance: random.Random) -> None:
        limit_ms = min(FIRST_TIMEOUT_MS << min(self.attempts, 10), LAST_TIMEOUT_MS)
        self.attempts += 1
        self.deadline_ms = now_ms + int(limit_ms * chance.uniform(0.75, 1.25))
