"""A hub of a page: takes batches as the contract says, keeps them in memory, answers signed.

It speaks the real messages over the real broker. A test may make it silent, forgetful, or a liar.
"""

import threading
from dataclasses import dataclass, field
from typing import Any

from nacl.signing import SigningKey, VerifyKey
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from contract.batch import Batch, open_batch
from contract.chain import GENESIS_HASH, link
from contract.command import Command, CommandResult, open_result, sign_command
from contract.hello import Ack, Answer, Hello, decode_hello, encode_ack
from contract.history import TelemetryHistory, decode_history
from contract.telemetry import DeviceStatus, Telemetry, decode_status, decode_telemetry
from contract.topics import Leaf, hub_subscriptions, parse_topic
from tests.edge_agent.city import CITY, City, now, topics_of


@dataclass
class Kept:
    """One journal at the hub: envelopes by seq - 1, and the chain's hash at the head."""

    envelopes: list[bytes] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)

    @property
    def through(self) -> int:
        return len(self.envelopes)

    def hash_at(self, seq: int) -> bytes:
        return GENESIS_HASH if seq == 0 else self.hashes[seq - 1]


class HubDouble:
    """Use as a context manager. All that was received is in its lists, under `lock`."""

    def __init__(self, city: City, broker_port: int, device_keys: dict[str, VerifyKey]) -> None:
        self.lock = threading.Lock()
        self.kept: dict[bytes, Kept] = {}
        self.held: set[tuple[bytes, int, bytes]] = set()
        self.hellos: list[Hello] = []
        self.telemetry: list[Telemetry] = []
        self.history: list[TelemetryHistory] = []
        self.through_at_history: list[dict[bytes, int]] = []
        self.statuses: list[DeviceStatus] = []
        self.results: list[CommandResult] = []
        self.order: list[bytes] = []
        self.batches = 0
        self.doubled = 0
        self.ahead = 0
        self.forks = 0
        self.pace = 16
        self.epoch = 1
        self.hub_time_ms: int | None = None
        self.silent = False
        self.drop_batches = 0
        self.ack_key: SigningKey = city.role_key("ack")
        self.command_key = city.role_key("command")
        self._device_keys = device_keys
        client = Client(CallbackAPIVersion.VERSION2, "hub", protocol=MQTTProtocolVersion.MQTTv5)
        client.tls_set_context(city.hub_tls())
        client.on_connect = self._connected
        client.on_message = self._message
        client.max_inflight_messages_set(500)
        client.reconnect_delay_set(1, 1)
        self._client = client
        self._port = broker_port
        self._ready = threading.Event()

    def __enter__(self) -> "HubDouble":
        self._client.connect("localhost", self._port)
        self._client.loop_start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def command(self, command: Command) -> None:
        topic = topics_of(command.device).command
        self._client.publish(topic, sign_command(command, self.command_key), qos=1)

    def publish(self, topic: str, payload: bytes) -> None:
        self._client.publish(topic, payload, qos=1)

    def _connected(self, client: Client, *_: Any) -> None:
        client.subscribe([(topic, 1) for topic in hub_subscriptions(CITY)])  # type: ignore[arg-type]
        self._ready.set()

    def _message(self, _client: Client, _data: Any, message: Any) -> None:
        topic = parse_topic(message.topic)
        with self.lock:
            match topic.leaf:
                case Leaf.HELLO:
                    self._hello(topic.device, decode_hello(message.payload))
                case Leaf.EVENTS:
                    self._events(topic.device, message.payload)
                case Leaf.TELEMETRY:
                    self.telemetry.append(decode_telemetry(message.payload))
                case Leaf.HISTORY:
                    self.history.append(decode_history(message.payload))
                    self.through_at_history.append({j: k.through for j, k in self.kept.items()})
                case Leaf.STATUS:
                    self.statuses.append(decode_status(message.payload))
                case Leaf.RESULT:
                    key = self._device_keys[topic.device]
                    self.results.append(open_result(message.payload, lambda _: key))
                case _:
                    raise AssertionError(message.topic)

    def _hello(self, device: str, hello: Hello) -> None:
        self.hellos.append(hello)
        for head in hello.journals:
            named = (head.journal, head.head_seq, head.head_hash)
            answer = Answer(seq=head.head_seq, hash=head.head_hash, held=named in self.held)
            self._acknowledge(device, head.journal, answer)

    def _events(self, device: str, data: bytes) -> None:
        if self.drop_batches:
            self.drop_batches -= 1
            return
        batch = open_batch(data, CITY, lambda _: self._device_keys[device])
        self.batches += 1
        self.order.append(batch.journal)
        held = self._keep(batch)
        if held:
            self.held.add((batch.journal, batch.last_seq, batch.head_hash))
        answer = Answer(seq=batch.last_seq, hash=batch.head_hash, held=held)
        self._acknowledge(device, batch.journal, answer)

    def _keep(self, batch: Batch) -> bool:
        """What continues the history here is kept, another history only counted; False for what
        is ahead."""
        kept = self.kept.setdefault(batch.journal, Kept())
        if batch.first_seq > kept.through + 1:
            self.ahead += 1
            return False
        hashes = [kept.hash_at(batch.first_seq - 1)]
        for entry in batch.entries:
            hashes.append(link(hashes[-1], entry.envelope))
        known = kept.through + 1 - batch.first_seq
        overlap = min(known, len(batch.entries))
        self.doubled += overlap
        if hashes[-1] != batch.head_hash or hashes[overlap] != kept.hash_at(
            batch.first_seq - 1 + overlap
        ):
            self.forks += 1
            return True
        kept.envelopes += [entry.envelope for entry in batch.entries[known:]]
        kept.hashes += hashes[known + 1 :]
        return True

    def _acknowledge(self, device: str, journal: bytes, answer: Answer) -> None:
        if self.silent:
            return
        kept = self.kept.get(journal, Kept())
        ack = Ack(
            journal=journal,
            through=kept.through,
            hash=kept.hash_at(kept.through),
            backed_up=kept.through,
            hub_time_ms=self.hub_time_ms or int(now().timestamp() * 1000),
            pace=self.pace,
            epoch=self.epoch,
            answer=answer,
        )
        self._client.publish(topics_of(device).ack, encode_ack(ack, self.ack_key), qos=1)
