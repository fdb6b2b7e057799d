"""Names of things: cities, devices, journals, transactions."""

import re
import secrets
import time
from dataclasses import dataclass
from typing import NewType, Self

from contract.errors import InvalidValue

CityId = NewType("CityId", str)
DeviceId = NewType("DeviceId", str)
DatasetName = NewType("DatasetName", str)

_CITY = re.compile(r"[a-z][a-z0-9-]{1,30}")
_DEVICE = re.compile(r"[a-z0-9][a-z0-9-]{2,39}")
_DATASET = re.compile(r"[a-z][a-z_]{1,30}")
_TIME_BITS = (1 << 48) - 1
HUB_DEVICE = DeviceId("hub")


def parse_city_id(text: str) -> CityId:
    """Raises InvalidValue("city")."""
    return CityId(_checked("city", _CITY, text))


def parse_device_id(text: str) -> DeviceId:
    """Opaque, never used again; where a device stands is data. Raises InvalidValue("device")."""
    return DeviceId(_checked("device", _DEVICE, text))


def parse_dataset(text: str) -> DatasetName:
    """Raises InvalidValue("dataset")."""
    return DatasetName(_checked("dataset", _DATASET, text))


def new_device_id() -> DeviceId:
    return DeviceId(f"k-{secrets.token_hex(5)}")


@dataclass(frozen=True, order=True, slots=True)
class _Sixteen:
    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 16:
            raise InvalidValue("length", "An id of this kind has 16 bytes.", "Use one we made.")

    @classmethod
    def new(cls) -> Self:
        return cls(secrets.token_bytes(16))

    @classmethod
    def parse(cls, text: str) -> Self:
        """From 32 hexadecimal digits. Raises InvalidValue("hex") or ("length")."""
        try:
            return cls(bytes.fromhex(text))
        except ValueError as error:
            raise InvalidValue(
                "hex", f"«{text}» is not hexadecimal.", "Copy the 32 digits as shown."
            ) from error

    @property
    def hex(self) -> str:
        return self.raw.hex()


class JournalId(_Sixteen):
    """128 random bits made with the journal's genesis event."""


class TransactionId(_Sixteen):
    """Made when a citizen begins: a UUID of version 7 (RFC 9562), 48 bits of time before 74 random
    ones. So ids of one hour stand together in the hub's indices, which write few pages for many;
    nothing else is read out of them, and a clock that is wrong costs no more than that.
    """

    @classmethod
    def new(cls) -> Self:
        made = bytearray(secrets.token_bytes(16))
        milliseconds = time.time_ns() // 1_000_000
        made[:6] = (milliseconds & _TIME_BITS).to_bytes(6, "big")
        made[6] = 0x70 | made[6] & 0x0F
        made[8] = 0x80 | made[8] & 0x3F
        return cls(bytes(made))


def _checked(name: str, pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise InvalidValue(
            name,
            f"«{text}» is not a {name} id.",
            f"Use small letters, digits and hyphens ({pattern.pattern}).",
        )
    return text
