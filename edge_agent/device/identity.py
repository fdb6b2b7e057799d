"""Who this device is and whom it talks to; written by enrolment, read by everything else."""

import msgspec

from contract.place import Place
from contract.topics import Topics
from contract.values import parse_city_id, parse_device_id


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """`hub_url` is the device API (https, mutual TLS). Times in UTC milliseconds."""

    city: str
    device: str
    place: Place
    hub_url: str
    broker_host: str
    broker_port: int
    tracking_prefixes: tuple[int, ...]
    enrolled_at_ms: int

    @property
    def topics(self) -> Topics:
        """Raises InvalidValue when the city or device id is not one."""
        return Topics(parse_city_id(self.city), parse_device_id(self.device))


_decoder = msgspec.json.Decoder(Identity)


def encode_identity(identity: Identity) -> bytes:
    return msgspec.json.format(msgspec.json.encode(identity))


def decode_identity(data: bytes) -> Identity:
    """Raises msgspec.DecodeError or msgspec.ValidationError."""
    return _decoder.decode(data)
