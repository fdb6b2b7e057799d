"""The code by which a kiosk knows a technician, also when its line has been down for days.

Two digits say who it is, ten are secret. They are made at the hub, shown there once, and never
chosen by anybody. A kiosk has of each only a verifier (argon2id), which comes with its signed
configuration and ends by a day of its own, so that a code that nobody took back does not last.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from nacl import pwhash
from nacl.exceptions import InvalidkeyError

from contract.errors import InvalidValue
from contract.values import clean_identifier

NUMBER_DIGITS, SECRET_DIGITS = 2, 10
CODE_DIGITS = NUMBER_DIGITS + SECRET_DIGITS
MOST_TECHNICIANS = 24
MOST_DAYS = 400
LONGEST_VERIFIER = 160
# 64 MiB and some 0.1 s for each try: ten digits are then months of a graphics card's work.
OPERATIONS = pwhash.argon2id.OPSLIMIT_INTERACTIVE
MEMORY = pwhash.argon2id.MEMLIMIT_INTERACTIVE
_SEPARATOR = "/"
_HEAD = "$argon2id$"


class CodeRefusal(StrEnum):
    WRONG = "wrong"
    EXPIRED = "expired"
    """It is the right one, and its last day is over."""


@dataclass(frozen=True)
class Verifier:
    """Proves a code and does not tell it. `until` is the last day on which it counts, by UTC."""

    number: str
    until: date
    hash: str = field(repr=False)

    @property
    def text(self) -> str:
        return _SEPARATOR.join((self.number, self.until.isoformat(), self.hash))

    def proves(self, code: str) -> bool:
        """Slow by design."""
        try:
            return pwhash.verify(self.hash.encode(), code.encode())
        except InvalidkeyError:
            return False


def new_code(number: str) -> str:
    """Twelve digits; `number` as accepted."""
    return number + "".join(str(secrets.randbelow(10)) for _ in range(SECRET_DIGITS))


def verifier_of(code: str, today: date, days: int) -> Verifier:
    """`code` counts from now on for so many days, today the first of them."""
    if not 1 <= days <= MOST_DAYS:
        raise InvalidValue(
            "days", f"A code can't last {days} days.", f"Give 1 to {MOST_DAYS} days."
        )
    made = pwhash.argon2id.str(code.encode(), opslimit=OPERATIONS, memlimit=MEMORY)
    until = today + timedelta(days=days - 1)
    return Verifier(code[:NUMBER_DIGITS], until, made.rstrip(b"\0").decode())


def accept_number(typed: str) -> str:
    """A technician's two digits. Raises InvalidValue."""
    number = clean_identifier(typed)
    if len(number) != NUMBER_DIGITS or not (number.isascii() and number.isdigit()):
        raise InvalidValue(
            "technician", f"«{typed}» is no technician's number.", "Give two digits, such as 12."
        )
    return number


def check_code(code: str, verifiers: Sequence[Verifier], now_ms: int) -> str | CodeRefusal:
    """The technician's number. One verifier is tried at most; UTC milliseconds."""
    number = code[:NUMBER_DIGITS]
    found = next((known for known in verifiers if known.number == number), None)
    if found is None or not found.proves(code):
        return CodeRefusal.WRONG
    today = datetime.fromtimestamp(now_ms / 1000, UTC).date()
    return number if today <= found.until else CodeRefusal.EXPIRED


def verifiers_text(verifiers: Sequence[Verifier]) -> str:
    """As the configuration holds them."""
    return " ".join(verifier.text for verifier in verifiers)


def parse_verifiers(text: str) -> tuple[Verifier, ...]:
    """Raises InvalidValue."""
    found = tuple(_parse(part) for part in text.split())
    numbers = {verifier.number for verifier in found}
    if len(found) > MOST_TECHNICIANS or len(numbers) < len(found):
        raise InvalidValue(
            "technicians",
            f"{len(found)} technicians' codes, {len(numbers)} numbers.",
            f"Give at most {MOST_TECHNICIANS}, each with a number of its own.",
        )
    return found


def _parse(text: str) -> Verifier:
    number, _, rest = text.partition(_SEPARATOR)
    day, _, made = rest.partition(_SEPARATOR)
    try:
        until = date.fromisoformat(day)
    except ValueError:
        raise _not_a_verifier() from None
    if len(made) > LONGEST_VERIFIER or not (made.isascii() and made.startswith(_HEAD)):
        raise _not_a_verifier()
    return Verifier(accept_number(number), until, made)


def _not_a_verifier() -> InvalidValue:
    # What was given may be a code: it is not repeated.
    return InvalidValue(
        "technicians",
        "This is no list of technicians' verifiers.",
        "They are made by `pishkhan hub technician add`.",
    )
