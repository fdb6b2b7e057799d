"""The office's PIN: what is refused as one, how it is kept, and what is signed with it.

The file holds a scrypt hash and the key of the sessions. A new PIN brings a new key, so whoever
was signed in with the old one no longer is. Six digits can be tried out by whoever has the file:
it lies among the device's other secrets, closed to other users.
"""

import hashlib
import hmac
import secrets
from itertools import pairwise
from pathlib import Path

import msgspec

from contract.errors import InvalidValue
from contract.values import clean_identifier
from edge_agent.device import DamagedDeviceFile, write_durably

LEAST_DIGITS, MOST_DIGITS = 6, 12
LEAST_DIFFERENT = 3
PRIVATE = 0o600
COST, BLOCK, LANES = 1 << 11, 8, 8
"""2 MiB, some 50 ms: what threads have used once stays in the memory of the agent."""


class PinRefused(InvalidValue):
    """Too short, or one of those that are tried first. `reason`: length, not_digits, trivial."""


class KeptPin(msgspec.Struct, frozen=True, kw_only=True):
    """DIR/office/pin.json."""

    salt: bytes
    hash: bytes
    session_key: bytes

    def opens(self, typed: str) -> bool:
        """Whether this is the PIN. Slow by design."""
        digits = clean_identifier(typed)
        if not _is_number(digits) or len(digits) > MOST_DIGITS:
            return False
        return hmac.compare_digest(_hash(digits, self.salt), self.hash)


_decoder = msgspec.json.Decoder(KeptPin)


def accept_pin(typed: str) -> str:
    """The PIN in Latin digits. Raises PinRefused."""
    digits = clean_identifier(typed)
    if not _is_number(digits):
        raise PinRefused("not_digits", "A PIN has digits only.", "Choose at least six digits.")
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        raise PinRefused(
            "length",
            f"The PIN has {len(digits)} digits.",
            f"Choose {LEAST_DIGITS} to {MOST_DIGITS}.",
        )
    if _is_trivial(digits):
        raise PinRefused(
            "trivial",
            "This PIN is one of those that are tried first.",
            "Choose one without a pattern: no run, no repetition, three different digits or more.",
        )
    return digits


def write_pin(path: Path, digits: str) -> None:
    """`digits` as accepted. Ends all sessions. Raises OSError."""
    salt = secrets.token_bytes(16)
    kept = KeptPin(salt=salt, hash=_hash(digits, salt), session_key=secrets.token_bytes(32))
    write_durably(path, msgspec.json.encode(kept), PRIVATE)


def read_pin(path: Path) -> KeptPin | None:
    """None when none was set. Raises DamagedDeviceFile."""
    try:
        return _decoder.decode(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise DamagedDeviceFile(path, str(error)) from error


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit()


def _hash(digits: str, salt: bytes) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=COST, r=BLOCK, p=LANES)


def _is_trivial(digits: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    runs = steps <= {1} or steps <= {9}  # 456789, 890123, 654321
    size = len(digits)
    repeats = any(
        size % part == 0 and digits[:part] * (size // part) == digits
        for part in range(1, size // 2 + 1)
    )
    return runs or repeats or len(set(digits)) < LEAST_DIFFERENT
