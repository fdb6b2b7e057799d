"""One connection to the broker: MQTT 5 over TLS, clean start, with a last will.

What happens comes out of a queue, in order; paho's thread does nothing else. A connection is never
used again: paho would send its unacknowledged messages once more, and the journal is the queue.
"""

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from edge_agent.device import CertificateOutOfTime

KEEP_ALIVE_S = 30
CONNECT_TIMEOUT_S = 10.0
IN_FLIGHT = 20
"""QoS 1 messages that wait for the broker's word: a window of batches, and what is beside it."""
AT_LEAST_ONCE = 1
GOODBYE_S = 0.5


class Line(Protocol):
    """A connection to the broker: a real one, or a simulated one in the model of the protocol."""

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None: ...
    def close(self, last: "Will | None" = None) -> None: ...
    def forget(self) -> None: ...


@dataclass(frozen=True)
class Connected:
    """The broker let us in and the subscriptions were asked for."""

    connection: Line


@dataclass(frozen=True)
class Disconnected:
    """The connection ended, or never came about."""

    connection: Line
    reason: str


@dataclass(frozen=True)
class Arrived:
    connection: Line
    topic: str
    payload: bytes


Happening = Connected | Disconnected | Arrived


@dataclass(frozen=True)
class BrokerAddress:
    """`check` is called with the socket after the handshake and raises OSError to refuse it.

    The broker publishes the last will when it has heard nothing for one and a half times
    `keep_alive_s` (MQTT 5, 3.1.2.10); there is no will delay.
    """

    host: str
    port: int
    client_id: str
    tls: ssl.SSLContext | None
    check: Callable[[ssl.SSLSocket], None]
    keep_alive_s: int = KEEP_ALIVE_S


@dataclass(frozen=True)
class Will:
    """Retained, published by the broker when this connection ends without a word."""

    topic: str
    payload: bytes


class _Client(Client):
    """Remembers why connecting failed: paho's callback does not say."""

    failure = "the broker does not answer"

    def reconnect(self) -> MQTTErrorCode:
        try:
            return super().reconnect()
        except OSError as error:
            self.failure = _why(error)
            raise


class BrokerConnection:
    """Begins to connect when made. Ends with one Disconnected, unless `close` came first."""

    def __init__(
        self,
        address: BrokerAddress,
        will: Will,
        subscriptions: Sequence[str],
        happenings: "queue.SimpleQueue[Any]",
    ) -> None:
        self._address = address
        self._subscriptions = subscriptions
        self._happenings = happenings
        self._let_in = False
        self._ended = threading.Event()
        client = _Client(
            CallbackAPIVersion.VERSION2,
            client_id=address.client_id,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
        )
        if address.tls is not None:
            client.tls_set_context(address.tls)
        client.connect_timeout = CONNECT_TIMEOUT_S
        client.max_inflight_messages_set(IN_FLIGHT)
        client.will_set(will.topic, will.payload, qos=1, retain=True)
        client.on_socket_open = self._opened
        client.on_connect = self._connected
        client.on_connect_fail = self._not_connected
        client.on_disconnect = self._disconnected
        client.on_message = self._arrived
        self._client = client
        client.connect_async(address.host, address.port, address.keep_alive_s, clean_start=True)
        client.loop_start()

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """QoS 1. Nothing is said of delivery: only the hub's acknowledgement counts."""
        self._client.publish(topic, payload, qos=1, retain=retain)

    def close(self, last: Will | None = None) -> None:
        """Says goodbye, after `last` if there is one; waits for the broker only shortly."""
        if last is not None and self._client.is_connected():
            said = self._client.publish(last.topic, last.payload, qos=1, retain=True)
            with suppress(RuntimeError):  # the line was cut meanwhile: the will says it
                said.wait_for_publish(GOODBYE_S)
        connected = self._client.is_connected()
        self._silence()
        self._client.disconnect()
        if connected:
            self._ended.wait(GOODBYE_S)

    def forget(self) -> None:
        """After Disconnected: lets go of paho's client, which then closes its wake-up sockets.

        The client and this object hold each other, and the collector may not come for hours.
        """
        client = self._client
        client.on_socket_open = client.on_connect = client.on_connect_fail = None
        client.on_disconnect = client.on_message = None

    def _silence(self) -> None:
        self._happenings = queue.SimpleQueue()

    def _opened(self, _client: Client, _data: Any, opened: Any) -> None:
        # Without this a small window is ten times slower: Nagle waits for the broker's TCP ACK.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if isinstance(opened, ssl.SSLSocket):
            try:
                self._address.check(opened)
            except OSError:
                opened.close()
                raise

    def _connected(
        self,
        client: Client,
        _data: Any,
        _flags: ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._end(f"the broker refuses this device: {reason}")
            client.disconnect()
            return
        self._let_in = True
        client.subscribe([(topic, AT_LEAST_ONCE) for topic in self._subscriptions])
        self._happenings.put(Connected(self))

    def _not_connected(self, client: Client, _data: Any) -> None:
        self._end(client.failure if isinstance(client, _Client) else "no connection")
        client.disconnect()

    def _disconnected(
        self,
        _client: Client,
        _data: Any,
        _flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._let_in:
            self._end(f"the connection ended: {reason}")
        else:
            self._end("the broker closed the connection: is this device's certificate revoked?")

    def _arrived(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self._happenings.put(Arrived(self, message.topic, bytes(message.payload)))

    def _end(self, reason: str) -> None:
        if not self._ended.is_set():
            self._ended.set()
            self._happenings.put(Disconnected(self, reason))


def _why(error: OSError) -> str:
    """For a technician: what keeps this device from the broker."""
    match error:
        case CertificateOutOfTime():
            return f"the broker's certificate is out of its time: {error.args[0]}"
        case ssl.SSLCertVerificationError():
            return f"the broker's certificate is not the city's: {error.verify_message}"
        case ssl.SSLError():
            return f"no TLS with the broker: {error.reason or error}"
        case _:
            return f"the broker does not answer: {error.strerror or error}"
