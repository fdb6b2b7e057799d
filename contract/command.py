"""What the city tells a device to do: signed, expiring, numbered, run at most once, answered."""

from enum import StrEnum

import msgspec
from nacl.signing import SigningKey

from contract.hello import BadMessage, require_format
from contract.signature import FindKey, open_signed, sign
from contract.unreadable import UNREADABLE

FORMAT = 1


class CommandName(StrEnum):
    RESTART = "restart"
    OUT_OF_SERVICE = "out_of_service"
    IN_SERVICE = "in_service"
    MAINTENANCE = "maintenance"
    """Out of service from one moment to another, and back by itself."""
    TEST_PRINT = "test_print"
    SEND_LOGS = "send_logs"
    SCREENSHOT = "screenshot"
    REFRESH = "refresh"
    UPDATE = "update"
    ROTATE_CERTIFICATE = "rotate_certificate"


class CommandOutcome(StrEnum):
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """(epoch, counter) only ever increases for a device. Times in UTC ms."""

    format: int = FORMAT
    epoch: int
    counter: int
    city: str
    device: str
    name: CommandName
    arguments: dict[str, str] = {}
    issued_ms: int
    expires_ms: int


class CommandResult(msgspec.Struct, frozen=True, kw_only=True):
    format: int = FORMAT
    epoch: int
    counter: int
    device: str
    outcome: CommandOutcome
    detail: str
    finished_ms: int


_commands = msgspec.msgpack.Decoder(Command)
_results = msgspec.msgpack.Decoder(CommandResult)


def sign_command(command: Command, key: SigningKey) -> bytes:
    return sign("command", key, msgspec.msgpack.encode(command))


def open_command(data: bytes, find_key: FindKey) -> Command:
    """Raises BadSignature or BadMessage; expiry and order are the caller's to check."""
    payload = open_signed(data, "command", find_key)
    try:
        command = _commands.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(f"Not a command: {error}.", "Upgrade the device.") from error
    require_format(command.format, FORMAT, "A command")
    return command


def sign_result(result: CommandResult, key: SigningKey) -> bytes:
    return sign("result", key, msgspec.msgpack.encode(result))


def open_result(data: bytes, find_key: FindKey) -> CommandResult:
    """Raises BadSignature or BadMessage."""
    payload = open_signed(data, "result", find_key)
    try:
        result = _results.decode(payload)
    except UNREADABLE as error:
        raise BadMessage(f"Not a command's result: {error}.", "Upgrade the hub.") from error
    require_format(result.format, FORMAT, "A command's result")
    return result
