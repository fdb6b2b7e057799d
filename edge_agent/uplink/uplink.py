"""Between the journals and an open connection: hellos, batches, and the hub's words.

What a failure does: a message that is not the hub's is dropped and logged; a damaged journal is
left aside, the others go on; a line that is cut loses nothing, for the journal is the queue.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, assert_never

from nacl.signing import SigningKey, VerifyKey

from contract.batch import MAX_BYTES, MAX_EVENTS, Batch, encode_batch
from contract.hello import Ack, BadMessage, Hello, encode_hello, open_ack
from contract.signature import BadSignature
from contract.topics import Topics
from edge_agent.device import ClockFloor
from edge_agent.journal import JournalDamaged
from edge_agent.uplink.drain import Agreed, Differs, Lost
from edge_agent.uplink.journals import Followed, Journals

log = logging.getLogger(__name__)

BATCHES_AT_ONCE = 8
"""After so many the agent looks at what has arrived, however much there is to send."""

Publish = Callable[[str, bytes], None]


@dataclass(frozen=True)
class Sender:
    """Who this device is, in hellos and batches."""

    topics: Topics
    key: SigningKey
    boot: bytes
    software: str


@dataclass(frozen=True)
class Trouble:
    """A journal that the kiosk must not pay on any more."""

    journal: bytes
    verdict: Differs | Lost


@dataclass(frozen=True)
class Taken:
    """What a message of the ack topic meant; no hub time when it was not the hub's."""

    hub_time_ms: int | None = None
    trouble: Trouble | None = None


CarriedWord = Literal["taken", "known", "diverged", "lost", "unknown", "damaged", "refused"]


@dataclass(frozen=True)
class Carried:
    """What an acknowledgement meant that was carried here by hand. `known`: the hub has said as
    much since; `unknown`: no journal here has this name; `refused`: it is not the hub's. `news`
    is how many events more the hub has than was known here."""

    word: CarriedWord
    journal: bytes = b""
    writer: str = ""
    through: int = 0
    news: int = 0
    trouble: Trouble | None = None


@dataclass
class Uplink:
    """`find_ack_key` finds the hub's key in the trust list; `batch_events` go into one batch."""

    sender: Sender
    journals: Journals
    floor: ClockFloor
    find_ack_key: Callable[[str], VerifyKey | None]
    chance: random.Random = field(default_factory=random.Random)
    batch_events: int = MAX_EVENTS

    def greet(self, publish: Publish, now_ms: int) -> None:
        """Says hello: the hub answers with an acknowledgement for each journal."""
        hello = Hello(
            device=self.sender.topics.device,
            boot=self.sender.boot,
            software=self.sender.software,
            journals=self.journals.heads(),
        )
        publish(self.sender.topics.hello, encode_hello(hello))
        for followed in self.journals.to_greet():
            followed.drain.greeted(now_ms, self.chance)

    def overdue(self, now_ms: int) -> bool:
        """Whether the hub was silent for too long about some journal."""
        return any(f.drain.overdue(now_ms) for f in self.journals.all())

    def take(self, payload: bytes, now_ms: int) -> Taken:
        """One message of the ack topic."""
        try:
            ack = open_ack(payload, self.find_ack_key)
        except (BadSignature, BadMessage) as error:
            log.warning("an acknowledgement is refused: %s", error.what)
            return Taken()
        self.floor.raise_to(ack.hub_time_ms)
        followed = self.journals.find(ack.journal)
        if followed is None:
            return Taken(ack.hub_time_ms)
        try:
            return Taken(ack.hub_time_ms, self._judge(followed, ack, now_ms))
        except JournalDamaged as error:
            self.journals.set_aside(followed, error)
            return Taken(ack.hub_time_ms)

    def take_carried(self, payload: bytes, now_ms: int) -> Carried:
        """One acknowledgement out of an answer that a technician brought. It says nothing of
        the line, and its time is a floor for the clock, not the time."""
        try:
            ack = open_ack(payload, self.find_ack_key)
        except (BadSignature, BadMessage) as error:
            log.warning("a carried acknowledgement is refused: %s", error.what)
            return Carried("refused")
        self.floor.raise_to(ack.hub_time_ms)
        followed = self.journals.find(ack.journal)
        if followed is None:
            return Carried("unknown", ack.journal)
        before = followed.drain.through
        try:
            own_hash = self._own_hash(followed, ack)
            verdict = followed.drain.carried(ack, own_hash, now_ms, self.chance)
        except JournalDamaged as error:
            self.journals.set_aside(followed, error)
            return Carried("damaged", ack.journal, followed.drain.writer)
        after, writer = followed.drain.through, followed.drain.writer
        match verdict:
            case None:
                return Carried("known", ack.journal, writer, after)
            case Agreed():
                return Carried("taken", ack.journal, writer, after, max(0, after - before))
            case Differs():
                trouble = Trouble(ack.journal, verdict)
                return Carried("diverged", ack.journal, writer, after, trouble=trouble)
            case Lost():
                trouble = Trouble(ack.journal, verdict)
                return Carried("lost", ack.journal, writer, after, trouble=trouble)
            case _:
                assert_never(verdict)

    def pump(self, publish: Publish, now_ms: int) -> bool:
        """Sends what may be sent; whether there is more to send at once."""
        if not any(f.drain.may_send() for f in self.journals.all()):
            return False
        sent = 0
        for followed in self.journals.in_order():
            while sent < BATCHES_AT_ONCE and self._window_is_open(followed):
                if not self._send(followed, publish, now_ms):
                    break
                sent += 1
        return sent == BATCHES_AT_ONCE

    @property
    def is_idle(self) -> bool:
        """The hub has answered all that was said to it, and no event waits for it."""
        return all(f.drain.is_idle for f in self.journals.all())

    def lost_link(self) -> None:
        for followed in self.journals.all():
            followed.drain.lost_link()

    def _judge(self, followed: Followed, ack: Ack, now_ms: int) -> Trouble | None:
        own_hash = self._own_hash(followed, ack)
        verdict = followed.drain.acknowledged(ack, own_hash, now_ms, self.chance)
        self.journals.keep_pace(followed.drain.pace)
        match verdict:
            case Agreed():
                return None
            case Differs() | Lost():
                return Trouble(ack.journal, verdict)
            case _:
                assert_never(verdict)

    def _own_hash(self, followed: Followed, ack: Ack) -> bytes | None:
        if ack.through > followed.drain.head.seq:
            # A batch may hold what was committed after the last look: the file decides.
            followed.drain.head = followed.reader.head()
        return followed.hash_at(ack.through)

    def _window_is_open(self, followed: Followed) -> bool:
        """The hub's pace counts for the device as a whole: others may be under way as well."""
        if not followed.drain.may_send():
            return False
        under_way = sum(len(f.drain.in_flight) for f in self.journals.all())
        return under_way < followed.drain.pace

    def _send(self, followed: Followed, publish: Publish, now_ms: int) -> bool:
        drain = followed.drain
        try:
            entries, head = followed.reader.batch(drain.sent_to, self.batch_events, MAX_BYTES)
        except JournalDamaged as error:
            self.journals.set_aside(followed, error)
            return False
        if not entries:
            return False
        first = head.seq - len(entries) + 1
        batch = Batch(drain.journal.raw, first, head.seq, head.hash, entries)
        city = self.sender.topics.city
        publish(self.sender.topics.events, encode_batch(batch, city, self.sender.key))
        drain.sent(head, now_ms, self.chance)
        return True
