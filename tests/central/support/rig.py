"""The hub as a process with a real broker over TLS, and a device that speaks to both."""

import queue
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from nacl.signing import SigningKey
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from central.ingest.custody import Received
from contract.batch import LARGEST_MESSAGE
from contract.hello import Ack, encode_hello, open_ack
from contract.signature import key_id
from provisioning.authority import CityDirectory
from provisioning.broker.configuration import broker_access
from tests.central.support.kiosk import CITY, Kiosk
from tests.house.sources import ROOT
from tests.provisioning.city import DeviceFiles, client_context, issue_device, make_city
from tests.support.mosquitto import Mosquitto
from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

ACK_TIMEOUT_S = 20.0


def mutual_tls(port: int, folder: Path) -> str:
    """As the city's broker is configured, with larger limits for a test's bursts."""
    return f"""\
listener {port} {LOOPBACK}
cafile {folder}/ca.pem
certfile {folder}/broker.pem
keyfile {folder}/broker.key
tls_version tlsv1.2
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {folder}/acl
set_tcp_nodelay true
max_inflight_messages 64
max_queued_messages 4096
max_packet_size {LARGEST_MESSAGE}
persistence false
"""


@dataclass
class CityRig:
    """A city's folder and its broker; hubs and devices come and go."""

    city: CityDirectory
    broker: Mosquitto
    folder: Path
    port: int = field(default_factory=free_port)
    device_port: int = field(default_factory=free_port)
    _hubs: list[ChildProcess] = field(default_factory=list)

    def start_hub(self, *options: str, database_url: str | None = None) -> ChildProcess:
        """A hub of this city over `data`, listening when this returns."""
        hub = self.hub_process(*options, database_url=database_url)
        hub.until_output('"connected to the broker')
        return hub

    def hub_process(self, *options: str, database_url: str | None = None) -> ChildProcess:
        """As started, not waited for."""
        where = ["--city-dir", str(self.city.path), "--data", str(self.folder / "data")]
        ports = ["--port", str(self.port), "--device-port", str(self.device_port)]
        broker = ["--broker", f"{LOOPBACK}:{self.broker.port}", "--host", LOOPBACK]
        database = ["--database-url", database_url] if database_url else []
        command = [sys.executable, str(ROOT / "pishkhan.py"), "hub", "serve"]
        hub = ChildProcess(
            [*command, *where, *ports, *broker, *database, *options],
            log=self.folder / f"hub-{len(self._hubs)}.log",
            folder=ROOT,
        )
        self._hubs.append(hub)
        return hub

    def certificate(self, device: str) -> DeviceFiles:
        return issue_device(self.city, device, self.folder / "devices")

    def ask(self, path: str, name: str = "admin") -> Any:
        """JSON from the device port, with a certificate of the city."""
        context = client_context(self.city, self.city.certificate(name), self.city.key(name))
        with httpx.Client(verify=context) as client:
            answer = client.get(f"https://{LOOPBACK}:{self.device_port}{path}")
        return answer.raise_for_status().json()

    def end(self) -> None:
        for hub in self._hubs:
            hub.kill()


@contextmanager
def city_rig(folder: Path) -> Iterator[CityRig]:
    city = make_city(folder)
    files: dict[str, str | bytes] = {
        "ca.pem": b"".join(city.certificate(n).read_bytes() for n in ("root", "devices-ca")),
        "broker.pem": city.certificate("broker").read_bytes(),
        "broker.key": city.key("broker").read_bytes(),
        "acl": broker_access(CITY, ()),
    }
    with Mosquitto(mutual_tls, files) as broker:
        rig = CityRig(city, broker, folder)
        try:
            yield rig
        finally:
            rig.end()


class MqttDevice:
    """A kiosk's line to the broker; acknowledgements are verified and kept in order."""

    def __init__(self, rig: CityRig, kiosk: Kiosk) -> None:
        files = rig.certificate(kiosk.device)
        self._kiosk = kiosk
        self._ack_key = SigningKey(rig.city.role_key("ack").read_bytes()).verify_key
        self._acks: queue.Queue[Ack] = queue.Queue()
        self._client = Client(
            CallbackAPIVersion.VERSION2, kiosk.device, protocol=MQTTProtocolVersion.MQTTv5
        )
        context = ssl.create_default_context(cafile=str(rig.city.certificate("root")))
        context.load_cert_chain(files.certificate, files.key)
        self._client.tls_set_context(context)
        self._client.max_inflight_messages_set(64)
        self._client.on_socket_open = _without_delay
        self._client.on_message = self._heard
        self._client.connect(LOOPBACK, rig.broker.port)
        self._client.loop_start()
        eventually(self._client.is_connected, "the device's connection")
        self._client.subscribe(kiosk.topics.ack, qos=1)

    def send(self, message: Received) -> None:
        self._client.publish(message.topic, message.data, qos=1)

    def say(self, topic: str, data: bytes) -> None:
        self._client.publish(topic, data, qos=1)

    def listen(self, topic: str, note: Callable[[bytes], None]) -> None:
        """Hear one more topic."""

        def heard(_client: Client, _data: object, message: MQTTMessage) -> None:
            note(bytes(message.payload))

        self._client.message_callback_add(topic, heard)
        self._client.subscribe(topic, qos=1)

    def hello(self) -> None:
        self.say(self._kiosk.topics.hello, encode_hello(self._kiosk.hello()))

    def ack(self, timeout_s: float = ACK_TIMEOUT_S) -> Ack:
        """The next one. Raises queue.Empty."""
        return self._acks.get(timeout=timeout_s)

    def until_through(self, seq: int) -> Ack:
        """The acknowledgement that reaches `seq`, every one before it not beyond it."""
        while True:
            ack = self.ack()
            assert ack.through <= seq
            if ack.through == seq:
                return ack

    def drain(self, first: int = 1, size: int = 300) -> None:
        for message in self._kiosk.messages(first, size):
            self.send(message)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _heard(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        known = key_id(bytes(self._ack_key))
        ack = open_ack(bytes(message.payload), lambda key: self._ack_key if key == known else None)
        self._acks.put(ack)


def _without_delay(_client: Client, _data: object, opened: Any) -> None:
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
