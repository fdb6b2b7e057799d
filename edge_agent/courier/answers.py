"""The hub's answer to what was carried: checked, left for the agent, and what came of it.

An answer is left as a file in DIR/courier; the agent, which alone knows how far each journal is,
takes it within a second, or at its next start. So it does not matter whether it runs when the
technician stands there. What became of the last one stands in DIR/courier/taken.json.
"""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from contract.courier import ANSWER_ENDING, LARGEST_ANSWER, CourierAnswer, open_answer
from contract.errors import MissingPart, PishkhanError
from contract.hello import BadMessage
from contract.signature import BadSignature, FindKey
from edge_agent.device import DeviceDirectory, Identity, names_in, write_durably
from edge_agent.device.state_files import read_state
from edge_agent.uplink.uplink import CarriedWord

PRIVATE = 0o600


class AnswerRefused(PishkhanError):
    """`reason` is for programs: form, signature, city or device."""

    def __init__(self, reason: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


@dataclass(frozen=True)
class CarriedAnswer:
    """`name` is the digest of the file's bytes, in hexadecimal."""

    name: str
    content: bytes
    answer: CourierAnswer


class JournalWord(msgspec.Struct, frozen=True, kw_only=True):
    """What one acknowledgement of the answer meant; `journal` in hexadecimal."""

    word: CarriedWord
    journal: str
    writer: str
    through: int
    news: int


class AnswerTaken(msgspec.Struct, frozen=True, kw_only=True):
    """`made_ms` is by the hub's clock, `taken_ms` by this machine's (UTC ms)."""

    name: str
    made_ms: int
    taken_ms: int
    journals: tuple[JournalWord, ...]

    @property
    def news(self) -> int:
        """How many events more the hub is now known to have."""
        return sum(word.news for word in self.journals)

    @property
    def nothing_new(self) -> bool:
        """It came twice, or late: the hub has said as much since."""
        return all(word.word in ("known", "unknown") for word in self.journals)


_taken = msgspec.json.Decoder(AnswerTaken)


def read_answer_file(path: Path) -> bytes:
    """Raises MissingPart or AnswerRefused."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_ANSWER + 1)
    except OSError as error:
        raise MissingPart(
            f"{path} cannot be read: {error.strerror or error}.", "Give the hub's answer file."
        ) from error
    if len(content) > LARGEST_ANSWER:
        raise AnswerRefused("form", f"{path} is too large for an answer.", _RIGHT_FILE)
    return content


def open_carried_answer(content: bytes, identity: Identity, find_key: FindKey) -> CarriedAnswer:
    """Signed by this city's hub and meant for this kiosk. Raises AnswerRefused."""
    try:
        answer = open_answer(content, find_key)
    except BadMessage as error:
        raise AnswerRefused("form", error.what, error.next_step) from error
    except BadSignature as error:
        raise AnswerRefused("signature", error.what, _RIGHT_FILE) from error
    if answer.city != identity.city:
        raise AnswerRefused(
            "city", f"An answer for the city «{answer.city}».", "Take it to its own city."
        )
    if answer.device != identity.device:
        raise AnswerRefused(
            "device",
            f"An answer for the kiosk «{answer.device}»; this one is «{identity.device}».",
            "Nothing was changed here. Take it to that kiosk.",
        )
    return CarriedAnswer(answer_name(content), content, answer)


def answer_name(content: bytes) -> str:
    return blake2b(content, digest_size=16, person=b"pishkhan.ans.1").hexdigest()


def leave_answer(directory: DeviceDirectory, carried: CarriedAnswer) -> None:
    """For the agent, on the disk when this returns. Raises OSError."""
    directory.create()
    path = directory.courier_path / f"{carried.name}.{ANSWER_ENDING}"
    write_durably(path, carried.content, PRIVATE)


def answers_left(directory: DeviceDirectory) -> list[Path]:
    """That wait for the agent."""
    folder = directory.courier_path
    return sorted(folder / name for name in names_in(folder) if name.endswith(f".{ANSWER_ENDING}"))


def taken_path(directory: DeviceDirectory) -> Path:
    return directory.courier_path / "taken.json"


def read_answer_taken(directory: DeviceDirectory) -> AnswerTaken | None:
    """The last one; None when there was none. Raises DamagedDeviceFile."""
    return read_state(taken_path(directory), _taken)


def write_answer_taken(directory: DeviceDirectory, taken: AnswerTaken) -> None:
    """Raises OSError."""
    write_durably(taken_path(directory), msgspec.json.encode(taken))


_RIGHT_FILE = "Give the file that the hub gave back for this kiosk, copied anew."
