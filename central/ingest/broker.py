"""The hub's connection to the broker: MQTT 5 over TLS, a clean session, our own certificate.

Nothing depends on the broker's memory: what is not acknowledged is sent again by the devices.
"""

import logging
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from central.ingest.custody import Received
from central.ingest.inbox import Inbox, Note, Word
from central.ingest.measures import Measures
from contract.errors import MissingPart, PishkhanError
from contract.topics import Leaf, hub_subscriptions, parse_topic

log = logging.getLogger("pishkhan.hub.broker")

KEEP_ALIVE_S = 30
FIRST_RETRY_S = 1
LAST_RETRY_S = 15
RECEIVE_MAXIMUM = 500
"""Constant: a broker may send this many messages before it hears of the first."""
PROBE_TIMEOUT_S = 5.0


class BrokerMissing(MissingPart):
    """The broker can't be reached, or doesn't let the hub in."""


@dataclass(frozen=True)
class BrokerAddress:
    """Where the broker is, and what the hub shows it."""

    host: str
    port: int
    root: Path
    certificate: Path
    key: Path

    def tls(self) -> ssl.SSLContext:
        """The broker must be the city's; the hub shows its own certificate."""
        context = ssl.create_default_context(cafile=str(self.root))
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.key)
        return context

    def probe(self) -> None:
        """Connect once and say exactly what is wrong. Raises BrokerMissing."""
        try:
            with (
                socket.create_connection((self.host, self.port), PROBE_TIMEOUT_S) as plain,
                self.tls().wrap_socket(plain, server_hostname=self.host),
            ):
                return
        except ssl.SSLCertVerificationError as foreign:
            raise BrokerMissing(
                f"The broker at {self.host}:{self.port} isn't this city's: "
                f"{foreign.verify_message}.",
                "Start it with `pishkhan provision broker`, or give its name with --broker.",
            ) from foreign
        except ssl.SSLError as refused:
            raise BrokerMissing(
                f"The broker at {self.host}:{self.port} refuses TLS: {refused.reason}.",
                "Check that --broker names its TLS port.",
            ) from refused
        except OSError as unreachable:
            reason = unreachable.strerror or str(unreachable)
            raise BrokerMissing(
                f"No broker answers at {self.host}:{self.port}: {reason}.",
                "Start it with `pishkhan provision broker`, or give another with --broker.",
            ) from unreachable


class BrokerLink:
    """Brings what devices say to the inbox and the hub's words to the devices.

    Reconnects for ever; a message that isn't of this city's form is counted and let go.
    """

    def __init__(
        self,
        address: BrokerAddress,
        city: str,
        shards: Sequence[int],
        inbox: Inbox,
        measures: Measures,
        now_ms: Callable[[], int],
    ) -> None:
        self._address = address
        self._city = city
        self._shards = shards
        self._inbox = inbox
        self._measures = measures
        self._now_ms = now_ms
        self._retained: dict[str, bytes] = {}
        self._told = ""
        self._started = False
        self._connections = 0
        self._client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"hub-{socket.gethostname()}-{time.time_ns():x}",
            protocol=MQTTProtocolVersion.MQTTv5,
            manual_ack=True,
        )
        self._client.tls_set_context(address.tls())
        self._client.reconnect_delay_set(FIRST_RETRY_S, LAST_RETRY_S)
        self._client.max_inflight_messages_set(RECEIVE_MAXIMUM)
        self._client.on_socket_open = _without_delay
        self._client.on_connect = self._connected
        self._client.on_subscribe = self._listening
        self._client.on_connect_fail = self._not_connected
        self._client.on_disconnect = self._disconnected
        self._client.on_message = self._arrived

    def start(self) -> None:
        """Connect in the background, again and again."""
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        self._client.connect_async(
            self._address.host,
            self._address.port,
            keepalive=KEEP_ALIVE_S,
            clean_start=True,
            properties=properties,
        )
        self._client.loop_start()
        self._started = True

    def stop(self) -> None:
        """Say goodbye and end the thread."""
        self._started = False
        self._client.disconnect()
        self._client.loop_stop()

    @property
    def has_ended(self) -> bool:
        """Its thread was started and is no more: a fault met while a message was taken."""
        thread = self._client._thread
        return self._started and (thread is None or not thread.is_alive())

    def publish(self, topic: str, data: bytes) -> None:
        """At least once, while connected; from any thread. Without a connection it is let go:
        the device asks again."""
        if self._client.is_connected():
            self._client.publish(topic, data, qos=1)

    def retain(self, topic: str, data: bytes) -> None:
        """Have the broker keep this for whoever subscribes; said again on each connection."""
        self._retained[topic] = data
        if self._client.is_connected():
            self._client.publish(topic, data, qos=1, retain=True)

    def _connected(
        self,
        client: Client,
        _data: object,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            log.error("the broker refuses the hub: %s", reason)
            return
        self._connections += 1
        client.subscribe([(topic, 1) for topic in hub_subscriptions(self._city, self._shards)])  # type: ignore[arg-type]
        for topic, data in tuple(self._retained.items()):
            client.publish(topic, data, qos=1, retain=True)
        self._told = ""

    def _listening(
        self,
        _client: Client,
        _data: object,
        _message_id: int,
        reasons: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        """Connected means that what devices say arrives: not before the broker has said so."""
        refused = [str(reason) for reason in reasons if reason.is_failure]
        if refused:
            log.error("the broker refuses the hub's subscriptions: %s", refused[0])
            return
        self._measures.set("broker_connected", 1)
        log.info("connected to the broker at %s:%s", self._address.host, self._address.port)

    def _not_connected(self, _client: Client, _data: object) -> None:
        try:
            self._address.probe()
        except BrokerMissing as missing:
            if missing.what != self._told:  # once, not at each try
                log.error("%s %s", missing.what, missing.next_step)  # noqa: TRY400 (in full)
            self._told = missing.what

    def _disconnected(
        self,
        _client: Client,
        _data: object,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._measures.set("broker_connected", 0)
        log.warning("disconnected from the broker: %s", reason)

    def _arrived(self, client: Client, _data: object, message: MQTTMessage) -> None:
        """The broker is told at once of all but batches for which there is no room yet."""
        connection = self._connections

        def tell() -> None:
            if connection == self._connections:  # its numbers mean nothing on another
                client.ack(message.mid, message.qos)

        self._take(message, tell)

    def _take(self, message: MQTTMessage, tell: Word) -> None:
        now_ms, data = self._now_ms(), bytes(message.payload)
        try:
            topic = parse_topic(message.topic)
        except PishkhanError as foreign:
            self._measures.add("foreign_total")
            log.warning("%s", foreign.what)
            tell()
            return
        if topic.leaf is Leaf.EVENTS:
            self._inbox.put_batch(Received(topic.device, message.topic, data, now_ms), tell)
        else:
            tell()
            self._inbox.put_note(Note(topic.device, topic.leaf, message.topic, data, now_ms))


def _without_delay(_client: Client, _data: object, opened: Any) -> None:
    """Small messages wait for nothing: a factor of ten with small windows."""
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
