"""The real broker with the generated configuration: each device below its own name only."""

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from cryptography import x509
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from contract.topics import Topics
from contract.values import parse_city_id, parse_device_id
from provisioning.authority import CityDirectory
from provisioning.broker import RunningBroker, prepare_broker, revoke_certificate, start_broker
from provisioning.broker.configuration import Listener
from tests.provisioning.city import (
    CITY,
    client_context,
    issue_device,
    make_city,
    now,
    reachable_folder,
)
from tests.support.ports import LOOPBACK, free_port
from tests.support.waiting import eventually


@dataclass
class Client:
    """A client of the broker that notes what it hears."""

    context: ssl.SSLContext
    port: int
    name: str
    heard: list[tuple[str, bytes]] = field(default_factory=list)
    granted: list[bool] = field(default_factory=list)
    refused: str | None = None
    _connected: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=self.name, protocol=mqtt.MQTTv5
        )
        client.tls_set_context(self.context)
        client.on_connect = self._on_connect
        client.on_message = lambda _c, _u, message: self.heard.append(
            (message.topic, bytes(message.payload))
        )
        client.on_subscribe = self._on_subscribe
        self.mqtt = client

    def _on_connect(
        self,
        _client: mqtt.Client,
        _userdata: object,
        _flags: mqtt.ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if not reason.is_failure:
            self._connected.set()

    def _on_subscribe(
        self,
        _client: mqtt.Client,
        _userdata: object,
        _mid: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        self.granted.extend(not reason.is_failure for reason in reasons)

    def connect(self) -> None:
        self.mqtt.connect(LOOPBACK, self.port)
        self.mqtt.loop_start()
        assert self._connected.wait(10), "the broker did not let it in"

    def subscribe(self, topic: str) -> None:
        before = len(self.granted)
        self.mqtt.subscribe(topic, qos=1)
        eventually(lambda: len(self.granted) > before, "SUBACK")

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self.mqtt.publish(topic, payload, qos=1, retain=retain).wait_for_publish(10)

    def close(self) -> None:
        self.mqtt.disconnect()
        self.mqtt.loop_stop()
        # paho closes its last sockets when it is collected; we must not keep it in a cycle.
        self.mqtt.on_connect = self.mqtt.on_message = self.mqtt.on_subscribe = None


@dataclass
class Stage:
    city: CityDirectory
    broker: RunningBroker
    folder: Path
    clients: list[Client] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.broker.folder.listener.port

    def hub(self) -> Client:
        return self._join("hub", self.city.certificate("hub"), self.city.key("hub"))

    def device(self, name: str) -> Client:
        files = issue_device(self.city, name, self.folder / "devices")
        return self._join(name, files.certificate, files.key)

    def _join(self, name: str, certificate: Path, key: Path) -> Client:
        client = Client(client_context(self.city, certificate, key), self.port, name)
        self.clients.append(client)
        client.connect()
        return client

    def refuses(self, context: ssl.SSLContext) -> bool:
        """Whether a client with this context gets no word with the broker."""
        client = Client(context, self.port, "stranger")
        self.clients.append(client)
        try:
            client.mqtt.connect(LOOPBACK, self.port)
            client.mqtt.loop_start()
        except (ssl.SSLError, ConnectionError):
            return True
        return not client._connected.wait(2)


@contextmanager
def stage_in(folder: Path) -> Iterator[Stage]:
    city = make_city(folder)
    broker = start_broker(
        prepare_broker(city, Listener(free_port(), LOOPBACK)), folder / "broker.log"
    )
    stage = Stage(city, broker, folder)
    try:
        yield stage
    finally:
        for client in stage.clients:
            client.close()
        broker.stop()


@pytest.fixture
def stage() -> Iterator[Stage]:
    with reachable_folder() as folder, stage_in(folder) as stage:
        yield stage


def topics(device: str) -> Topics:
    return Topics(parse_city_id(CITY), parse_device_id(device))


def test_a_device_hears_its_own_acknowledgements_and_not_anothers(stage: Stage) -> None:
    hub, first, second = stage.hub(), stage.device("k-aaaaaa"), stage.device("k-bbbbbb")
    for device in (first, second):
        device.subscribe(topics("k-aaaaaa").ack)
        device.subscribe(topics("k-bbbbbb").ack)
        device.subscribe(f"pishkhan/1/{CITY}/+/+/ack")
    hub.say(topics("k-aaaaaa").ack, b"for a")
    hub.say(topics("k-bbbbbb").ack, b"for b")
    hub.say(topics("k-aaaaaa").command, b"end")
    eventually(lambda: first.heard and second.heard, "acknowledgements")
    assert {payload for _, payload in first.heard} == {b"for a"}
    assert {payload for _, payload in second.heard} == {b"for b"}


def test_a_device_cannot_speak_in_anothers_name_nor_to_itself_as_the_hub(stage: Stage) -> None:
    hub, device = stage.hub(), stage.device("k-aaaaaa")
    hub.subscribe(f"pishkhan/1/{CITY}/#")
    device.say(topics("k-bbbbbb").events, b"forged")
    device.say(topics("k-aaaaaa").ack, b"forged")
    device.say(f"pishkhan/1/{CITY}/reference/bills", b"forged", retain=True)
    device.say(topics("k-aaaaaa").events, b"own")
    eventually(lambda: hub.heard, "the device's own events")
    assert hub.heard == [(topics("k-aaaaaa").events, b"own")]


def test_every_uplink_topic_of_a_device_reaches_the_hub(stage: Stage) -> None:
    hub, device = stage.hub(), stage.device("k-aaaaaa")
    hub.subscribe(f"pishkhan/1/{CITY}/#")
    own = topics("k-aaaaaa")
    uplink = [own.hello, own.events, own.telemetry, own.status, own.result]
    for topic in uplink:
        device.say(topic, b"x")
    eventually(lambda: len(hub.heard) == len(uplink), "all five")
    assert [topic for topic, _ in hub.heard] == uplink


def test_reference_news_waits_for_every_device(stage: Stage) -> None:
    hub = stage.hub()
    hub.say(f"pishkhan/1/{CITY}/reference/bills", b"version 7", retain=True)
    device = stage.device("k-aaaaaa")
    device.subscribe(f"pishkhan/1/{CITY}/reference/+")
    eventually(lambda: device.heard, "the retained version")


def test_a_client_without_a_certificate_is_refused(stage: Stage) -> None:
    bare = ssl.create_default_context(cafile=str(stage.city.certificate("root")))
    assert stage.refuses(bare)


def test_a_client_of_another_city_is_refused(stage: Stage) -> None:
    (stage.folder / "other").mkdir()
    other = make_city(stage.folder / "other")
    files = issue_device(other, "k-aaaaaa", stage.folder / "foreign")
    assert stage.refuses(client_context(stage.city, files.certificate, files.key))


def test_an_expired_certificate_is_refused(stage: Stage) -> None:
    files = issue_device(
        stage.city, "k-cccccc", stage.folder / "old", at=now() - dt.timedelta(days=365 * 4)
    )
    assert stage.refuses(client_context(stage.city, files.certificate, files.key))


def test_a_revoked_device_is_shut_out_on_the_connection_it_has_and_on_new_ones(
    stage: Stage,
) -> None:
    hub, device, other = stage.hub(), stage.device("k-aaaaaa"), stage.device("k-bbbbbb")
    hub.subscribe(f"pishkhan/1/{CITY}/#")
    device.say(topics("k-aaaaaa").events, b"before")
    eventually(lambda: hub.heard, "events before the revocation")

    files = stage.folder / "devices"
    serial = x509.load_pem_x509_certificate((files / "k-aaaaaa.pem").read_bytes()).serial_number
    told = revoke_certificate(stage.city, "k-aaaaaa", (serial,), now(), stage.broker.folder.path)
    assert told
    context = client_context(stage.city, files / "k-aaaaaa.pem", files / "k-aaaaaa.key")
    eventually(lambda: stage.refuses(context), "the revocation list read again")
    device.say(topics("k-aaaaaa").events, b"after")
    other.say(topics("k-bbbbbb").events, b"others go on")
    eventually(lambda: len(hub.heard) > 1, "the other device's events")
    assert [payload for _, payload in hub.heard] == [b"before", b"others go on"]
