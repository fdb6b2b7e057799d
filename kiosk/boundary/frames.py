"""Frames between counter and interface: 4 bytes of length, big-endian, then JSON.

Counter to interface: Show (the whole screen each time, so a new interface needs no history).
Interface to counter: Intent (what was touched; it decides nothing).
"""

from msgspec import Struct, ValidationError
from msgspec.json import Decoder, Encoder

MAX_FRAME_BYTES = 256 * 1024
_HEADER_BYTES = 4


class Show(Struct, frozen=True):
    """Draw `screen` with `model` (see screens.py). `seq` counts up for each Show."""

    screen: str
    model: dict[str, object]
    seq: int


class Intent(Struct, frozen=True):
    """Something was touched. `screen` is the screen it was touched on: the counter ignores a
    touch that was meant for a screen already gone."""

    name: str
    payload: dict[str, object] = {}  # msgspec copies an empty default
    screen: str | None = None


class BrokenFrame(Exception):
    """The other side of the socket does not speak this boundary; close the connection."""


_encoder = Encoder()
_shows = Decoder(Show)
_intents = Decoder(Intent)


def encode_frame(message: Show | Intent) -> bytes:
    """One frame, header included."""
    body = _encoder.encode(message)
    if len(body) > MAX_FRAME_BYTES:
        raise BrokenFrame(f"a frame of {len(body)} bytes is over {MAX_FRAME_BYTES}")
    return len(body).to_bytes(_HEADER_BYTES, "big") + body


def decode_show(body: bytes) -> Show:
    """Raises BrokenFrame."""
    try:
        return _shows.decode(body)
    except (ValidationError, ValueError) as error:
        raise BrokenFrame(str(error)) from error


def decode_intent(body: bytes) -> Intent:
    """Raises BrokenFrame."""
    try:
        return _intents.decode(body)
    except (ValidationError, ValueError) as error:
        raise BrokenFrame(str(error)) from error


class FrameBuffer:
    """Cuts a byte stream into frame bodies, however the bytes arrive."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The bodies completed by `data`. Raises BrokenFrame on an impossible length."""
        self._pending += data
        bodies: list[bytes] = []
        while len(self._pending) >= _HEADER_BYTES:
            length = int.from_bytes(self._pending[:_HEADER_BYTES], "big")
            if length > MAX_FRAME_BYTES:
                raise BrokenFrame(f"a frame of {length} bytes is over {MAX_FRAME_BYTES}")
            end = _HEADER_BYTES + length
            if len(self._pending) < end:
                break
            bodies.append(bytes(self._pending[_HEADER_BYTES:end]))
            del self._pending[:end]
        return bodies
