"""Lines, a broker without a memory, and everything that can become of a message on its way.

Hellos, batches, acknowledgements and commands are carried. What nobody's promise rests on (status,
telemetry, results: each is said again, or stands in a journal) ends at the broker.
"""

import functools
import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from contract.topics import Leaf, ParsedTopic, parse_topic
from edge_agent.uplink.connection import Disconnected, Will

CARRIED = (Leaf.HELLO, Leaf.EVENTS)


@functools.cache
def read_topic(topic: str) -> ParsedTopic:
    """There are a dozen of them in all."""
    return parse_topic(topic)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message between the device `device` and the hub; `label` is what a schedule calls it.
    `command`: (epoch, counter) of an order that the city really gave."""

    device: str
    topic: str
    payload: bytes
    label: str
    command: tuple[int, int] | None = None


@dataclass
class SimulatedLine:
    """One connection of one machine: begun, then let in, then gone. Never used again."""

    network: "Network"
    device: str
    happenings: "queue.SimpleQueue[Any]"
    before_sending: Callable[[str, bytes], None]
    is_let_in: bool = False
    is_gone: bool = False

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Into the broker's hands: its word for that (PUBACK) is worth nothing."""
        self.before_sending(topic, payload)
        if self.is_let_in and not self.is_gone:
            self.network.take(self.device, topic, payload)

    def close(self, last: Will | None = None) -> None:
        self.network.end(self)

    def forget(self) -> None:
        """Nothing is held."""


@dataclass
class Network:
    """`to_hub` and `to_devices` are under way, in no binding order. `sent`: all that ever was for
    the hub; `whole`: those payloads."""

    to_hub: list[Parcel] = field(default_factory=list)
    to_devices: list[Parcel] = field(default_factory=list)
    sent: list[Parcel] = field(default_factory=list)
    whole: set[bytes] = field(default_factory=set)
    _lines: dict[str, SimulatedLine] = field(default_factory=dict)
    _numbers: int = 0

    def take(self, device: str, topic: str, payload: bytes) -> None:
        leaf = read_topic(topic).leaf
        if leaf in CARRIED:
            parcel = Parcel(device, topic, payload, self._label(leaf))
            self.whole.add(payload)
            self.sent.append(parcel)
            self.to_hub.append(parcel)

    def send(
        self, device: str, topic: str, payload: bytes, command: tuple[int, int] | None = None
    ) -> None:
        """From the hub."""
        label = self._label(read_topic(topic).leaf)
        self.to_devices.append(Parcel(device, topic, payload, label, command))

    def line_of(self, device: str) -> SimulatedLine | None:
        return self._lines.get(device)

    def let_in(self, line: SimulatedLine) -> None:
        """A second client of the same name ends the first."""
        before = self._lines.get(line.device)
        if before is not None:
            self.cut(before)
        line.is_let_in = True
        self._lines[line.device] = line

    def cut(self, line: SimulatedLine) -> None:
        """The machine hears of it when it looks; what was sent may still arrive."""
        if not line.is_gone:
            self.end(line)
            line.happenings.put(Disconnected(line, "cut"))

    def end(self, line: SimulatedLine) -> None:
        line.is_gone = True
        if self._lines.get(line.device) is line:
            del self._lines[line.device]

    def _label(self, leaf: Leaf) -> str:
        self._numbers += 1
        return f"{leaf.value}{self._numbers}"
