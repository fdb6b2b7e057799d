"""What was carried by hand goes through the ingest worker like what came over the broker.

The same worker in the same transactions, so that chain, signatures, placement, forks, quarantine
and folding are one code. Two things differ: its acknowledgements are kept for the answer, and the
device does not count as heard, for nobody knows whether its line is up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nacl.signing import VerifyKey
from sqlalchemy import Connection

from central.ingest.custody import Received
from central.ingest.inbox import Note, Work
from central.ingest.measures import Measures
from central.ingest.worker import IngestWorker
from contract.errors import MissingPart
from contract.hello import Hello, encode_hello, open_ack
from contract.topics import Leaf, Topics
from contract.values import parse_city_id, parse_device_id

BATCHES_PER_COMMIT = 16


class CustodyUnavailable(MissingPart):
    """The database could not be reached in the middle of it."""


@dataclass
class KeptAcks:
    """The hub's newest word on each journal, as it would have gone over the broker."""

    key: VerifyKey
    by_journal: dict[bytes, bytes] = field(default_factory=dict)

    def keep(self, _topic: str, data: bytes) -> None:
        self.by_journal[open_ack(data, lambda _: self.key).journal] = data


@dataclass
class Tally:
    """Counts for one file what `behind` counts for the whole hub."""

    behind: Measures
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, amount: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + amount
        self.behind.add(name, amount)

    def set(self, name: str, value: int) -> None:
        """Gauges are of the hub's own inbox, which has no part in this."""


def not_heard(_connection: Connection, _devices: Sequence[str], _now_ms: int) -> None:
    """A file says nothing of the line."""


@dataclass(frozen=True)
class CarriedIntake:
    """For one file."""

    city: str
    worker: IngestWorker
    acks: KeptAcks
    tally: Tally
    now_ms: Callable[[], int]

    def greet(self, hello: Hello) -> None:
        """Raises CustodyUnavailable."""
        topic = self._topics(hello.device).hello
        note = Note(hello.device, Leaf.HELLO, topic, encode_hello(hello), self.now_ms())
        self._deal_with(Work([note], []))

    def take(self, device: str, batches: Sequence[bytes]) -> None:
        """In order, at most BATCHES_PER_COMMIT in a commit. Raises CustodyUnavailable."""
        topic, now_ms = self._topics(device).events, self.now_ms()
        for first in range(0, len(batches), BATCHES_PER_COMMIT):
            some = batches[first : first + BATCHES_PER_COMMIT]
            received = [Received(device, topic, data, now_ms) for data in some]
            self._deal_with(Work([], received))

    def _deal_with(self, work: Work) -> None:
        if not self.worker.deal_with(work):
            raise CustodyUnavailable(
                "The hub's database could not be reached; what was taken before it is kept.",
                "Give the file again: what is held already is known by then.",
            )

    def _topics(self, device: str) -> Topics:
        return Topics(parse_city_id(self.city), parse_device_id(device))
