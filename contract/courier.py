"""What a technician carries when the line is down: the kiosk's events, and the hub's answer.

To the hub goes a sealed file (contract.sealed_file) of kind courier; its messages are batches as
on the wire. Back comes the hub's signed answer: an acknowledgement for each journal, the same
signed bytes as on the wire, for one device.
"""

from datetime import UTC, datetime

import msgspec
from nacl.signing import SigningKey

from contract.hello import BadMessage, require_format
from contract.signature import FindKey, open_signed, sign
from contract.unreadable import UNREADABLE

FORMAT = 1
COURIER_ENDING = "courier"
ANSWER_ENDING = "answer"
LARGEST_ANSWER = 256 * 1024


class CourierAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`file` names the file that is answered (the hash of its head); `made_ms` by the hub's
    clock; `acks` are frames of domain ack, one a journal."""

    format: int = FORMAT
    city: str
    device: str
    file: bytes
    made_ms: int
    acks: tuple[bytes, ...]


_answers = msgspec.msgpack.Decoder(CourierAnswer)


def encode_answer(answer: CourierAnswer, key: SigningKey) -> bytes:
    """Signed by the hub's key for acknowledgements."""
    return sign("courier_answer", key, msgspec.msgpack.encode(answer))


def open_answer(data: bytes, find_key: FindKey) -> CourierAnswer:
    """Raises BadSignature or BadMessage."""
    payload = open_signed(data, "courier_answer", find_key)
    try:
        answer = _answers.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(f"Not an answer: {error}.", "Upgrade the kiosk.") from error
    require_format(answer.format, FORMAT, "An answer")
    return answer


def carried_name(device: str, made_ms: int, ending: str) -> str:
    """What a carried file is called; its time is UTC."""
    made = datetime.fromtimestamp(made_ms / 1000, UTC)
    return f"{device}-{made:%Y%m%d-%H%M%S}.{ending}"
