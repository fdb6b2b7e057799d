"""The ceiling of a broker: batches of the same size through the same Mosquitto, nothing else."""

import socket
import ssl
import threading
import time

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from contract.topics import Leaf, Topics
from contract.values import CityId, DeviceId
from provisioning.authority import CityDirectory
from provisioning.demo.ports import HOST

WINDOW = 16
DEADLINE_S = 60.0


def raw_broker_rate(city: CityDirectory, port: int, message: bytes, messages: int) -> float:
    """Messages a second from one client to another, QoS 1, TLS, `WINDOW` under way."""
    topic = Topics(CityId(city.record().city), DeviceId("k-bench")).of(Leaf.ACK)
    free = threading.Semaphore(WINDOW)
    subscribed, finished = threading.Event(), threading.Event()
    received = 0

    def on_message(_client: mqtt.Client, _data: object, _message: mqtt.MQTTMessage) -> None:
        nonlocal received
        received += 1
        free.release()
        if received == messages:
            finished.set()

    listener, speaker = _client(city, "bench-in"), _client(city, "bench-out")
    listener.on_message = on_message

    def on_connect(client: mqtt.Client, *_: object) -> None:
        client.subscribe(topic, qos=1)

    listener.on_connect = on_connect
    listener.on_subscribe = lambda *_: subscribed.set()
    try:
        for client in (listener, speaker):
            client.connect(HOST, port)
            client.loop_start()
        assert subscribed.wait(DEADLINE_S), "the broker did not answer"
        began = time.perf_counter()
        for _ in range(messages):
            free.acquire()
            speaker.publish(topic, message, qos=1)
        assert finished.wait(DEADLINE_S), "messages were lost"
        return messages / (time.perf_counter() - began)
    finally:
        for client in (speaker, listener):
            client.disconnect()
            client.loop_stop()


def _client(city: CityDirectory, name: str) -> mqtt.Client:
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=mqtt.MQTTv5)
    context = ssl.create_default_context(cafile=str(city.certificate("root")))
    context.load_cert_chain(city.certificate("hub"), city.key("hub"))
    client.tls_set_context(context)
    client.on_socket_open = _without_delay
    return client


def _without_delay(_client: mqtt.Client, _data: object, opened: object) -> None:
    assert isinstance(opened, socket.socket)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
