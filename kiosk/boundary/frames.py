"""Frames between counter and interface: 4 bytes of length, big-endian, then JSON.

Interface to counter: Hello first (what part it plays), then Intent (what was touched; it
decides nothing), Drawn and Pictured. Counter to interface: Show (the whole screen each time, so a
new interface needs no history), TakePicture and Leave.
"""

from enum import Enum

from msgspec import Struct, ValidationError
from msgspec.json import Decoder, Encoder

MAX_FRAME_BYTES = 256 * 1024
_HEADER_BYTES = 4


class Role(Enum):
    """What an interface is, as it says itself when it connects."""

    SHOWN = "shown"  # its window stands before the citizen
    SPARE = "spare"  # started and hidden; the first Show it gets opens its window
    PROGRAM = "program"  # plays the citizen without a window; sees every screen, may touch


class Hello(Struct, frozen=True, tag="hello"):
    """`used`: a screen with something personal has been in this process."""

    role: Role
    used: bool = False


class Intent(Struct, frozen=True, tag="intent"):
    """Something was touched. `screen` is the screen it was touched on: the counter ignores a
    touch that was meant for a screen already gone."""

    name: str
    payload: dict[str, object] = {}  # msgspec copies an empty default
    screen: str | None = None


class Drawn(Struct, frozen=True, tag="drawn"):
    """What was a spare stands on the screen now, with the first Show it got."""


class Pictured(Struct, frozen=True, tag="pictured"):
    """What became of the picture that `order` wanted; `failure` is a line for people, or None."""

    order: str
    failure: str | None


class TakePicture(Struct, frozen=True, tag="take_picture"):
    """Write what stands on the screen to `path`, a .png file, if that is still the Show `seq`."""

    order: str
    path: str
    seq: int


class Show(Struct, frozen=True, tag="show"):
    """Draw `screen` with `model` (see screens.py). `seq` counts up for each Show. `personal`:
    after this one the process that drew it is not fit for the next visit."""

    screen: str
    model: dict[str, object]
    seq: int
    personal: bool = True


class Leave(Struct, frozen=True, tag="leave"):
    """Another interface is shown; end, with all that is in your memory."""


ToCounter = Hello | Intent | Drawn | Pictured
ToInterface = Show | TakePicture | Leave


class BrokenFrame(Exception):
    """The other side of the socket does not speak this boundary; close the connection."""


_encoder = Encoder()
_to_interface: Decoder[ToInterface] = Decoder(ToInterface)
_to_counter: Decoder[ToCounter] = Decoder(ToCounter)


def encode_frame(message: ToCounter | ToInterface) -> bytes:
    """One frame, header included."""
    body = _encoder.encode(message)
    if len(body) > MAX_FRAME_BYTES:
        raise BrokenFrame(f"a frame of {len(body)} bytes is over {MAX_FRAME_BYTES}")
    return len(body).to_bytes(_HEADER_BYTES, "big") + body


def decode_to_interface(body: bytes) -> ToInterface:
    """Raises BrokenFrame."""
    try:
        return _to_interface.decode(body)
    except (ValidationError, ValueError) as error:
        raise BrokenFrame(str(error)) from error


def decode_to_counter(body: bytes) -> ToCounter:
    """Raises BrokenFrame."""
    try:
        return _to_counter.decode(body)
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
