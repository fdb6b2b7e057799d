"""What a broker sees of the real agent and the real hub is what docs/asyncapi.yaml says."""

import queue
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.subscribeoptions import SubscribeOptions

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.kiosks import start_agents
from contract.command import Command, CommandName, sign_command
from contract.telemetry import Telemetry, decode_status
from contract.topics import Leaf, Topics
from contract.values import CityId, DeviceId
from edge_agent.agent.history import TelemetryKept
from edge_agent.device import DeviceDirectory
from tests.contract.document import DOCS
from tests.contract.yaml_subset import read_yaml
from tests.support.waiting import eventually

DOCUMENT = read_yaml((DOCS / "asyncapi.yaml").read_text(encoding="utf-8"))
EXACTLY_ONCE = 2
FAR_MS = 2**42
UNHEARD = Telemetry(
    device="kiosk", boot=b"bootboot", utc_ms=1_795_000_000_000, software="0.1.0", uptime_ms=1
)
"""What an agent before it kept, for want of a line."""


@dataclass
class Spy:
    """Sees all of the city as it was published: leaf -> its messages (quality, retain, bytes)."""

    client: Client
    seen: dict[str, list[tuple[int, bool, bytes]]] = field(default_factory=dict)

    def arrived(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        parts = message.topic.split("/")
        leaf = "reference" if parts[3] == "reference" else parts[-1]
        self.seen.setdefault(leaf, []).append(
            (message.qos, message.retain, bytes(message.payload))
        )

    def waits_for(self, *leaves: str) -> None:
        eventually(lambda: set(leaves) <= set(self.seen), f"one of each: {leaves}")


@contextmanager
def spying(city: Path, address: str) -> Iterator[Spy]:
    """With the hub's own certificate, which may read everything of its city."""
    client = Client(CallbackAPIVersion.VERSION2, "spy", protocol=MQTTProtocolVersion.MQTTv5)
    context = ssl.create_default_context(cafile=str(city / "root.pem"))
    context.load_cert_chain(city / "hub.pem", city / "hub.key")
    client.tls_set_context(context)
    spy = Spy(client)
    client.on_message = spy.arrived
    listening: queue.SimpleQueue[object] = queue.SimpleQueue()
    as_published = SubscribeOptions(qos=EXACTLY_ONCE, retainAsPublished=True)

    def let_in(client: Client, *_more: object) -> None:
        client.subscribe("pishkhan/1/#", options=as_published)

    client.on_connect = let_in
    client.on_subscribe = lambda *arguments: listening.put(arguments)
    host, _, port = address.rpartition(":")
    client.connect(host, int(port))
    client.loop_start()
    try:
        listening.get(timeout=30)
        yield spy
    finally:
        client.disconnect()
        client.loop_stop()
        client.on_connect = client.on_subscribe = client.on_message = None


@pytest.fixture(scope="module")
def device(city: LoadedCity, folder: Path) -> DeviceDirectory:
    return city.enrol(folder / "kiosk")


@pytest.fixture(scope="module")
def spy(city: LoadedCity, folder: Path, device: DeviceDirectory) -> Iterator[Spy]:
    """It has seen a whole life of an agent: all its messages, and its last will."""
    identity = device.identity()
    topics = Topics(CityId(identity.city), DeviceId(identity.device))
    command = Command(
        epoch=1,
        counter=1,
        city=identity.city,
        device=identity.device,
        name=CommandName.REFRESH,
        issued_ms=0,
        expires_ms=FAR_MS,
    )
    key = SigningKey((folder / "city" / "keys" / "command.key").read_bytes())
    with spying(folder / "city", city.broker_address) as listening:
        TelemetryKept(device.telemetry_kept_path).keep(UNHEARD)
        (agent,) = start_agents(city, [device])
        listening.waits_for("hello", "events", "ack", "telemetry", "status", "reference")
        listening.client.publish(topics.command, sign_command(command, key), qos=1)
        listening.waits_for("command", "result", "history")
        city.programs.forget(agent)
        agent.cut_power()
        eventually(lambda: len(listening.seen["status"]) > 1, "the last will")
        yield listening


@pytest.mark.parametrize("leaf", [*(leaf.value for leaf in Leaf), "reference"])
def test_a_message_has_the_quality_and_retention_that_is_said(spy: Spy, leaf: str) -> None:
    (said,) = (
        operation["bindings"]["mqtt"]
        for operation in DOCUMENT["operations"].values()
        if operation["channel"]["$ref"] == f"#/channels/{leaf}"
    )
    assert {(qos, retain) for qos, retain, _ in spy.seen[leaf]} == {(said["qos"], said["retain"])}


def test_the_last_will_is_the_one_that_is_said(spy: Spy) -> None:
    will = DOCUMENT["servers"]["broker"]["bindings"]["mqtt"]["lastWill"]
    (first_qos, first_retain, first), (qos, retain, last) = spy.seen["status"]
    assert (qos, retain) == (first_qos, first_retain) == (will["qos"], will["retain"])
    assert (decode_status(first).online, decode_status(last).online) == (True, False)


def test_the_connection_is_the_one_that_is_said(
    spy: Spy, folder: Path, device: DeviceDirectory
) -> None:
    """By the broker's own log: protocol, clean start, keep-alive, and the certificate's name."""
    name = device.identity().device
    assert spy.seen
    log = (folder / "logs" / "broker.log").read_text(encoding="utf-8")
    (found,) = set(re.findall(rf" as {name} \(p(\d), c(\d), k(\d+), u'([^']*)'\)", log))
    server = DOCUMENT["servers"]["broker"]
    said = server["bindings"]["mqtt"]
    assert found == (
        server["protocolVersion"],
        str(int(said["cleanSession"])),
        str(said["keepAlive"]),
        name,
    )
