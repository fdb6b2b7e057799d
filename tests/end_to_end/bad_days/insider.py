"""Somebody with a device's certificate and key, who says at the broker whatever he likes."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from edge_agent.device import device_context
from tests.end_to_end.bad_days.kiosk import Kiosk

ANSWER_S = 30.0


@dataclass(frozen=True)
class Insider:
    client: Client
    answers: "queue.SimpleQueue[int]"

    def publish(self, topic: str, payload: bytes) -> int:
        """The broker's reason code for it."""
        self.client.publish(topic, payload, qos=1)
        return self.answers.get(timeout=ANSWER_S)


@contextmanager
def insider(kiosk: Kiosk) -> Iterator[Insider]:
    """Under a client id of his own, so that he and the kiosk's agent don't end each other."""
    identity = kiosk.folder.identity()
    name = f"{identity.device}-insider"
    client = Client(CallbackAPIVersion.VERSION2, name, protocol=MQTTProtocolVersion.MQTTv5)
    client.tls_set_context(device_context(kiosk.folder))
    answers: queue.SimpleQueue[int] = queue.SimpleQueue()
    client.on_publish = lambda _c, _d, _m, reason, _p: answers.put(reason.value)
    client.connect(identity.broker_host, identity.broker_port)
    client.loop_start()
    try:
        yield Insider(client, answers)
    finally:
        client.disconnect()
        client.loop_stop()
        client.on_publish = None
