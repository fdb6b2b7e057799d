"""A device's hello and the hub's signed acknowledgement."""

import msgspec
from nacl.signing import SigningKey

from contract.errors import PishkhanError
from contract.signature import FindKey, open_signed, sign
from contract.unreadable import UNREADABLE

FORMAT = 1
DEFAULT_PACE = 16


class BadMessage(PishkhanError):
    """Bytes on a topic that are not of that topic's form."""


def require_format(found: int, known: int, what: str) -> None:
    """Raises BadMessage for a form that this program does not know: its fields may mean others."""
    if found != known:
        raise BadMessage(
            f"{what} of format {found}, not {known}.", "Upgrade the side with the older software."
        )


class JournalHead(msgspec.Struct, frozen=True, kw_only=True):
    """`diverged`: the device has found out that its copy is not the journal the hub knows. Only
    this word tells a copy put back to an older state from a hello that was long on its way."""

    journal: bytes
    writer: str
    head_seq: int
    head_hash: bytes
    pruned_to: int
    diverged: bool = False


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """Sent after each connect and whenever a journal is new. `boot` is 8 bytes."""

    format: int = FORMAT
    device: str
    boot: bytes
    software: str
    journals: tuple[JournalHead, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """To one batch, by its header, or to the head that a hello named: whether the hub holds the
    event `seq` with this `hash`, in whichever history of the journal."""

    seq: int
    hash: bytes
    held: bool


class Ack(msgspec.Struct, frozen=True, kw_only=True):
    """All up to `through` is committed at the hub; up to `backed_up` in a second place too.

    It counts only when the device's own event at `through` has this `hash`. `pace` is how many
    batches of this journal may be under way; `epoch` increases when the hub was restored.
    `answer` is to the last batch of the journal in the commit, or to the hello; a copy that
    diverged goes by it alone.
    """

    format: int = FORMAT
    journal: bytes
    through: int
    hash: bytes
    backed_up: int
    hub_time_ms: int
    pace: int
    epoch: int
    answer: Answer | None = None


_hellos = msgspec.msgpack.Decoder(Hello)
_acks = msgspec.msgpack.Decoder(Ack)


def encode_hello(hello: Hello) -> bytes:
    return msgspec.msgpack.encode(hello)


def decode_hello(data: bytes) -> Hello:
    """Raises BadMessage."""
    try:
        hello = _hellos.decode(data)
    except UNREADABLE as error:
        raise BadMessage(
            f"Not a hello: {error}.", "Check the device's software version."
        ) from error
    require_format(hello.format, FORMAT, "A hello")
    return hello


def encode_ack(ack: Ack, key: SigningKey) -> bytes:
    return sign("ack", key, msgspec.msgpack.encode(ack))


def open_ack(data: bytes, find_key: FindKey) -> Ack:
    """Raises BadSignature or BadMessage."""
    payload = open_signed(data, "ack", find_key)
    try:
        ack = _acks.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(
            f"Not an acknowledgement: {error}.", "Check the hub's version."
        ) from error
    require_format(ack.format, FORMAT, "An acknowledgement")
    return ack
