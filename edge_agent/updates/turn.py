"""Asking the kiosk for the moment between two visits in which versions are switched."""

from dataclasses import dataclass
from enum import Enum

from contract.clock import Clock
from contract.update_hold import end_hold, holds
from edge_agent.device import (
    DamagedDeviceFile,
    DeviceDirectory,
    KioskOrder,
    is_fresh,
    read_counter_state,
    read_order,
    read_order_answer,
    remove_order,
    write_order,
)

AWAY_MS = 10 * 60_000
"""A kiosk that has just been switched on, or is looked after, has so long to come back."""


class Given(Enum):
    BY_COUNTER = "by_counter"
    """It has ended for us, and none is started for a minute."""
    NO_COUNTER = "no_counter"
    """None has run here, or none for long: there is nobody to ask."""


@dataclass
class Turn:
    """Asked each second, as long as it takes: a citizen is never hurried. The wish is the order
    `update`; an order of the city goes before it, and the wish is said again after that."""

    directory: DeviceDirectory
    clock: Clock
    _order: str | None = None
    _number: int = 0
    _silent_since_ms: int | None = None

    def given(self, version: str) -> Given | None:
        """None: not yet. Raises OSError."""
        now = self.clock.now()
        if self._is_taken():
            if holds(self.directory.update_hold_path, now):
                return Given.BY_COUNTER
            self._order = None  # its minute is over
        if self._has_counter():
            self._silent_since_ms = None
            self._ask(version)
            return None
        if self._silent_since_ms is None:
            self._silent_since_ms = now.monotonic_ms
        was_here = self.directory.counter_state_path.exists()
        is_away = now.monotonic_ms - self._silent_since_ms >= AWAY_MS
        return None if was_here and not is_away else Given.NO_COUNTER

    def _has_counter(self) -> bool:
        try:
            counter = read_counter_state(self.directory.counter_state_path)
        except DamagedDeviceFile:
            return False
        return counter is not None and is_fresh(counter)

    def give_back(self) -> None:
        """The counter, of whichever version, may start. Raises OSError."""
        if self._order is not None and self._is_waiting():
            remove_order(self.directory.order_path)
        self._order = None
        end_hold(self.directory.update_hold_path)

    def _ask(self, version: str) -> None:
        if self.directory.order_path.exists():
            return  # ours, which waits, or the city's
        now = self.clock.now()
        self._number += 1
        self._order = f"update.{version}.{now.monotonic_ms}.{self._number}"
        order = KioskOrder(order=self._order, name="update", boot=now.boot.hex())
        write_order(self.directory.order_path, order)

    def _is_waiting(self) -> bool:
        try:
            order = read_order(self.directory.order_path)
        except DamagedDeviceFile:
            return False
        return order is not None and order.order == self._order

    def _is_taken(self) -> bool:
        try:
            answer = read_order_answer(self.directory.order_answer_path)
        except DamagedDeviceFile:
            return False
        return answer is not None and answer.order == self._order and answer.word == "begun"
