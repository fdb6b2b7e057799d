"""docs/contract/agent.md and messages.md: hello, batches, and what an ack means."""

import queue
import socket
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from tests.contract.second_agent.encoding import open_frame, pack, personal_hash
from tests.contract.second_agent.enrolment import Device
from tests.contract.second_agent.journal import Journal

KEEP_ALIVE_S = 30
ANSWER_S = 30.0


class Verdict(Enum):
    """What an ack means for this copy of the journal."""

    COUNTS = auto()
    DIFFERS = auto()


@dataclass
class SecondAgent:
    """One journal of one device, over one connection. Use `connect` first, `close` at the end."""

    device: Device
    journal: Journal
    through: int = 0
    _greeted: bool = False
    _heard: "queue.SimpleQueue[tuple[str, bytes]]" = field(default_factory=queue.SimpleQueue)
    _client: Client = field(init=False)

    def topic(self, leaf: str) -> str:
        city, name = self.device.city, self.device.name
        shard = personal_hash(1, b"pishkhan.shard.1", name.encode())[0] % 64
        return f"pishkhan/1/{city}/{shard:02d}/{name}/{leaf}"

    def connect(self) -> None:
        client = Client(
            CallbackAPIVersion.VERSION2, self.device.name, protocol=MQTTProtocolVersion.MQTTv5
        )
        client.tls_set_context(self.device.tls)
        client.will_set(self.topic("status"), self._status(online=False), qos=1, retain=True)
        client.on_socket_open = _without_delay
        client.on_message = self._arrived
        subscribed: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
        client.on_connect = self._let_in
        client.on_subscribe = lambda _c, _d, _m, reasons, _p: subscribed.put(reasons)
        given = self.device.given
        client.connect(given["broker_host"], given["broker_port"], KEEP_ALIVE_S, clean_start=True)
        client.loop_start()
        self._client = client
        refused = [reason for reason in subscribed.get(timeout=ANSWER_S) if reason.is_failure]
        assert not refused, refused
        self._publish("status", self._status(online=True), retain=True)

    def hello(self) -> None:
        self._greeted = True
        hello = {
            "format": 1,
            "device": self.device.name,
            "boot": self.journal.boot,
            "software": "second agent",
            "journals": [self.journal.heads()],
        }
        self._publish("hello", pack(hello))

    def send(self, first: int, last: int) -> None:
        """A batch of the events from `first` to `last`."""
        message = self.journal.batch(self.device.city, first, last, self.device.journal_key)
        self._publish("events", message)

    def send_raw(self, leaf: str, payload: bytes) -> None:
        """Bytes that may be anything."""
        self._publish(leaf, payload)

    def next_ack(self) -> dict[str, Any]:
        """The hub's next word on the journal, verified. Raises Refused, or queue.Empty."""
        while True:
            topic, payload = self._heard.get(timeout=ANSWER_S)
            if topic == self.topic("ack"):
                ack: dict[str, Any] = open_frame(payload, "ack", self.device.keys("ack"))
                if ack["journal"] == self.journal.name and ack["format"] == 1:
                    return ack

    def judge(self, ack: dict[str, Any]) -> Verdict:
        """The table of docs/contract/agent.md, for a journal of which nothing was pruned."""
        greeted, self._greeted = self._greeted, False
        through = ack["through"]
        if through > self.journal.head or self.journal.hashes[through] != ack["hash"]:
            return Verdict.DIFFERS
        self.through = through if greeted else max(self.through, through)
        return Verdict.COUNTS

    def close(self) -> None:
        said = self._client.publish(
            self.topic("status"), self._status(online=False), qos=1, retain=True
        )
        said.wait_for_publish(ANSWER_S)
        self._client.disconnect()
        self._client.loop_stop()
        # Client and agent hold each other: its wake-up sockets close when it is let go.
        self._client.on_connect = self._client.on_subscribe = self._client.on_message = None

    def _publish(self, leaf: str, payload: bytes, *, retain: bool = False) -> None:
        self._client.publish(self.topic(leaf), payload, qos=1, retain=retain)

    def _status(self, *, online: bool) -> bytes:
        status = {
            "format": 1,
            "device": self.device.name,
            "online": online,
            "boot": self.journal.boot,
            "utc_ms": 0,
        }
        return pack(status)

    def _let_in(self, client: Client, *_more: object) -> None:
        news = f"pishkhan/1/{self.device.city}/reference/+"
        client.subscribe([(self.topic("ack"), 1), (self.topic("command"), 1), (news, 1)])

    def _arrived(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self._heard.put((message.topic, bytes(message.payload)))


def _without_delay(_client: Client, _data: Any, opened: Any) -> None:
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
