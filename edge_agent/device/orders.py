"""What the city orders and only the kiosk can do: small files between agent and counter.

run/order.json is the agent's wish of the moment. Whoever removes it has it: the counter to carry
it out between two visits, the agent to withdraw it when nobody took it in time. What became of it
stands in run/order-answer.json. That the city has taken the kiosk out of service
(closed-by-city.json) stays over restarts, until it is taken back or its time is over.
"""

from pathlib import Path
from typing import Literal

import msgspec

from contract.city_closing import CityReason
from contract.clock import Moment
from edge_agent.device.files import remove_durably, write_atomically, write_durably
from edge_agent.device.state_files import read_state

OrderName = Literal["restart", "test_print", "screenshot", "update"]
AnswerWord = Literal["begun", "done", "failed"]


class KioskOrder(msgspec.Struct, frozen=True, kw_only=True):
    """`order` is the command's epoch and counter; `boot` (hexadecimal) that of the machine: after
    a power cut nobody waits for it any more."""

    order: str
    name: OrderName
    boot: str


class OrderAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`begun` until it is known how it ended. `code` with `figures` says why, `detail` the same
    for people at the hub; a counter of an older version says no code."""

    order: str
    name: OrderName
    word: AnswerWord
    detail: str
    code: str = ""
    figures: dict[str, str] = {}


class ClosedByCity(msgspec.Struct, frozen=True, kw_only=True):
    """UTC milliseconds; without `until_ms` it stands until the city takes it back."""

    order: str
    reason: CityReason
    from_ms: int
    until_ms: int | None = None

    def stands(self, now: Moment) -> bool:
        return self.from_ms <= now.utc_ms and not self.is_over(now)

    def is_over(self, now: Moment) -> bool:
        return self.until_ms is not None and now.utc_ms >= self.until_ms


_orders = msgspec.json.Decoder(KioskOrder)
_answers = msgspec.json.Decoder(OrderAnswer)
_closings = msgspec.json.Decoder(ClosedByCity)


def write_order(path: Path, order: KioskOrder) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(order))


def read_order(path: Path) -> KioskOrder | None:
    """Raises DamagedDeviceFile."""
    return read_state(path, _orders)


def remove_order(path: Path) -> bool:
    """Whether it was still there, and so is the caller's now. Raises OSError."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def write_order_answer(path: Path, answer: OrderAnswer) -> None:
    """Raises OSError."""
    write_atomically(path, msgspec.json.encode(answer))


def read_order_answer(path: Path) -> OrderAnswer | None:
    """Raises DamagedDeviceFile."""
    return read_state(path, _answers)


def write_city_closing(path: Path, closed: ClosedByCity | None) -> None:
    """None takes the kiosk back into service; either survives a power cut. Raises OSError."""
    if closed is None:
        remove_durably(path)
    else:
        write_durably(path, msgspec.json.encode(closed))


def read_city_closing(path: Path) -> ClosedByCity | None:
    """Also one whose time has not come or is over. Raises DamagedDeviceFile."""
    return read_state(path, _closings)
