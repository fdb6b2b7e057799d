"""What a line may do to the bytes on it, as plain values, so that a schedule can be replayed.

Bytes are counted in their direction from the moment the troubles were put on the line.
"""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    TO_DEVICE = "to_device"
    TO_HOST = "to_host"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection breaks once, after so many bytes; on a serial line they are merely lost."""

    direction: Direction
    after_bytes: int


@dataclass(frozen=True, slots=True)
class Unplug:
    """The cable is out for so long, from that byte on."""

    direction: Direction
    after_bytes: int
    for_s: float


@dataclass(frozen=True, slots=True)
class Swallow:
    """The half-dead line: it takes bytes and delivers none of them, from that byte on."""

    direction: Direction
    after_bytes: int
    count: int = 10**9


@dataclass(frozen=True, slots=True)
class Flip:
    """Noise: so many of a hundred bytes arrive with one bit wrong, from that byte on."""

    direction: Direction
    after_bytes: int
    percent: int
    seed: int


@dataclass(frozen=True, slots=True)
class Slow:
    """No more than so many bytes a second, both ways."""

    bytes_per_s: int


@dataclass(frozen=True, slots=True)
class Hold:
    """What the device says next comes so much later."""

    for_s: float


@dataclass(frozen=True, slots=True)
class Twice:
    """What the device says in its n-th word arrives two times."""

    word: int


@dataclass(frozen=True, slots=True)
class OldWords:
    """What the device said in the last job comes once more, as soon as it is asked again, if it
    held these bytes and not those."""

    holding: bytes = b""
    lacking: bytes | None = None

    def are(self, said: bytes) -> bool:
        return self.holding in said and (self.lacking is None or self.lacking not in said)


LineTrouble = Cut | Unplug | Swallow | Flip | Slow | Hold | Twice | OldWords
