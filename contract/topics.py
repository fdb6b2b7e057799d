"""MQTT topics: pishkhan/1/<city>/<shard>/<device>/<leaf>. Place is data: a move changes none."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from contract.errors import PishkhanError
from contract.values.identifiers import (
    CityId,
    DatasetName,
    DeviceId,
    parse_city_id,
    parse_device_id,
)

ROOT = "pishkhan/1"
SHARDS = 64


class Leaf(StrEnum):
    HELLO = "hello"
    EVENTS = "events"
    ACK = "ack"
    TELEMETRY = "telemetry"
    HISTORY = "history"
    STATUS = "status"
    COMMAND = "command"
    RESULT = "result"


UPLINK = (Leaf.HELLO, Leaf.EVENTS, Leaf.TELEMETRY, Leaf.HISTORY, Leaf.STATUS, Leaf.RESULT)
DOWNLINK = (Leaf.ACK, Leaf.COMMAND)


class ForeignTopic(PishkhanError):
    """A topic that is not one of ours."""


def shard_of(device: DeviceId) -> int:
    """0 to 63; an ingest worker owns a set of shards."""
    return blake2b(device.encode(), digest_size=1, person=b"pishkhan.shard.1").digest()[0] % SHARDS


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one device."""

    city: CityId
    device: DeviceId

    def of(self, leaf: Leaf) -> str:
        return f"{ROOT}/{self.city}/{shard_of(self.device):02d}/{self.device}/{leaf}"

    @property
    def hello(self) -> str:
        return self.of(Leaf.HELLO)

    @property
    def events(self) -> str:
        return self.of(Leaf.EVENTS)

    @property
    def ack(self) -> str:
        return self.of(Leaf.ACK)

    @property
    def telemetry(self) -> str:
        return self.of(Leaf.TELEMETRY)

    @property
    def history(self) -> str:
        return self.of(Leaf.HISTORY)

    @property
    def status(self) -> str:
        return self.of(Leaf.STATUS)

    @property
    def command(self) -> str:
        return self.of(Leaf.COMMAND)

    @property
    def result(self) -> str:
        return self.of(Leaf.RESULT)


@dataclass(frozen=True, slots=True)
class ParsedTopic:
    city: CityId
    shard: int
    device: DeviceId
    leaf: Leaf


def parse_topic(topic: str) -> ParsedTopic:
    """Raises ForeignTopic or InvalidValue; the shard must be the device's own."""
    parts = topic.split("/")
    if len(parts) != 6 or f"{parts[0]}/{parts[1]}" != ROOT or parts[5] not in set(Leaf):
        raise ForeignTopic(f"«{topic}» is not a device's topic.", "Check the broker's clients.")
    device = parse_device_id(parts[4])
    if parts[3] != f"{shard_of(device):02d}":
        raise ForeignTopic(f"«{topic}» names another shard.", "Check the device's software.")
    return ParsedTopic(parse_city_id(parts[2]), shard_of(device), device, Leaf(parts[5]))


def reference_topic(city: CityId, dataset: DatasetName) -> str:
    """Retained: the newest version of a dataset, as a nudge."""
    return f"{ROOT}/{city}/reference/{dataset}"


def hub_subscriptions(city: CityId, shards: Iterable[int] = range(SHARDS)) -> list[str]:
    """What the hub listens to; all shards by one wildcard, a part of them one by one."""
    chosen = sorted(set(shards))
    names = ["+"] if len(chosen) == SHARDS else [f"{shard:02d}" for shard in chosen]
    return [f"{ROOT}/{city}/{name}/+/{leaf}" for name in names for leaf in UPLINK]
