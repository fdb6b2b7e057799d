"""Two kiosks behind one line, their agents running."""

from dataclasses import dataclass

from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import Town
from tests.support.fault_line import FaultLine


@dataclass(frozen=True)
class Drain:
    town: Town
    line: FaultLine
    kiosks: tuple[Kiosk, Kiosk]

    def begin(self) -> None:
        """Both have payments to hand over; returns when the hub has some of them, and not all."""
        first, second = self.kiosks
        second.pay(self.town.size.payments)
        self.town.pay_until_in_mid_drain(first, self.line)
