"""Which payments are asked for in one round, and what goes wrong meanwhile: drawn from a seed.

Times are those of the field, some hundred times faster: a customer has 120 s and a kiosk waits as
long, a bank takes some seconds and, on a bad day, minutes.
"""

import random
from dataclasses import dataclass

from hardware.terminals.answer_codes import DECLINE_REASONS
from hardware.terminals.emulated_desk import Outcome
from tests.hardware.truth.line_trouble import (
    Cut,
    Direction,
    Flip,
    Hold,
    LineTrouble,
    OldWords,
    Slow,
    Swallow,
    Twice,
    Unplug,
)
from tests.hardware.truth.moments import AfterBytes, AfterMs, Moment, PowerCut

KIOSK_WAITS_S = 0.4
CARD_TIMEOUT_MS = 350
_PAYMENTS = 5
_CALM = 0.15
_MENDED = 0.85
_REQUEST_BYTES, _ANSWER_BYTES = 150, 260  # a dialogue's, roughly
_BANK_MS = (1, 1, 1, 20, 120, 500)  # the last: when the kiosk has given up
_CUSTOMER_MS = (1, 1, 1, 30, 300, None)  # the last: no card at all


@dataclass(frozen=True, slots=True)
class PayingJob:
    """`customer_ms`: until a card is presented. `red_key_ms`, `cancel_ms`: when the customer, or
    the kiosk, wants to end it. `crash_ms`: when the kiosk's process ends."""

    amount: int
    outcome: Outcome
    code: str
    bank_ms: int
    customer_ms: int | None
    red_key_ms: int | None
    cancel_ms: int | None
    crash_ms: int | None
    line: tuple[LineTrouble, ...]
    power: PowerCut | None
    is_mended: bool

    @property
    def is_noisy(self) -> bool:
        return any(isinstance(trouble, Flip) for trouble in self.line)

    def __str__(self) -> str:
        told = [f"{name} {value}" for name, value in self._told() if value is not None]
        after = "" if self.is_mended else ", still so for the next payment"
        return f"{self.amount}: {', '.join(told)}{after}"

    def _told(self) -> tuple[tuple[str, object], ...]:
        return (
            ("bank says", self.outcome.value),
            ("code", self.code if self.outcome is Outcome.DECLINE else None),
            ("after", f"{self.bank_ms} ms"),
            ("card after ms", self.customer_ms if self.customer_ms is not None else "never"),
            ("red key after ms", self.red_key_ms),
            ("cancelled after ms", self.cancel_ms),
            ("crash after ms", self.crash_ms),
            *(("line:", trouble) for trouble in self.line),
            ("", self.power),
        )


@dataclass(frozen=True, slots=True)
class PayingLine:
    """`approval`, `refusal`: by these bytes they are known on it. `has_noise`: serial lines have;
    a network's own checksums keep it away."""

    approval: bytes
    refusal: bytes
    has_noise: bool


def draw_payments(chance: random.Random, line: PayingLine) -> tuple[PayingJob, ...]:
    amounts = chance.sample(range(10_000, 9_999_999), _PAYMENTS)
    if chance.random() < 0.2:
        amounts[-1] = amounts[-2]  # two citizens pay the same sum
    return tuple(_job(chance, amount, line) for amount in amounts)


def draw_calm_payments(chance: random.Random) -> tuple[PayingJob, ...]:
    """Payments to which nothing happens, but that a bank may say no."""
    amounts = chance.sample(range(10_000, 9_999_999), _PAYMENTS)
    return tuple(_calm_job(chance, amount) for amount in amounts)


def _calm_job(chance: random.Random, amount: int) -> PayingJob:
    outcome = chance.choice((Outcome.APPROVE, Outcome.APPROVE, Outcome.DECLINE))
    return PayingJob(amount, outcome, "51", 1, 1, None, None, None, (), None, is_mended=True)


def _job(chance: random.Random, amount: int, line: PayingLine) -> PayingJob:
    if chance.random() < _CALM:
        return _calm_job(chance, amount)
    return PayingJob(
        amount=amount,
        outcome=Outcome.APPROVE if chance.random() < 0.5 else chance.choice(tuple(Outcome)),
        code=chance.choice(sorted(DECLINE_REASONS)),
        bank_ms=chance.choice(_BANK_MS),
        customer_ms=chance.choice(_CUSTOMER_MS),
        red_key_ms=_sometimes(chance, 0.1),
        cancel_ms=_sometimes(chance, 0.15),
        crash_ms=_sometimes(chance, 0.05),
        line=tuple(_line_trouble(chance, line) for _ in range(chance.choice((0, 0, 1, 1, 2)))),
        power=PowerCut(_moment(chance), chance.uniform(0, 0.15))
        if chance.random() < 0.05
        else None,
        is_mended=chance.random() < _MENDED,
    )


def _sometimes(chance: random.Random, share: float) -> int | None:
    return chance.randint(0, 120) if chance.random() < share else None


def _moment(chance: random.Random) -> Moment:
    if chance.random() < 0.5:
        return AfterMs(chance.randint(0, 120))
    return AfterBytes(chance.randrange(_REQUEST_BYTES))


def _line_trouble(chance: random.Random, line: PayingLine) -> LineTrouble:
    """Of old words only approvals come again: a refusal names no payment in these protocols, so
    that a second one, in the next dialogue, cannot be told from a first."""
    direction = chance.choice(tuple(Direction))
    most = _ANSWER_BYTES if direction is Direction.TO_HOST else _REQUEST_BYTES
    place = chance.randrange(most)
    match chance.randrange(9):
        case 0:
            return Cut(direction, place)
        case 1:
            return Unplug(direction, place, chance.uniform(0.0, 0.15))
        case 2:
            return Swallow(direction, place)
        case 3 | 4:
            return Swallow(direction, place, chance.randint(1, 60))
        case 5 if line.has_noise:
            return Flip(direction, place, chance.randint(1, 30), chance.getrandbits(32))
        case 6:
            return chance.choice((Slow(chance.choice((500, 2_000))), Hold(chance.uniform(0, 0.5))))
        case 7:
            return Twice(chance.randint(1, 8))
        case _:
            return OldWords(line.approval, line.refusal)
