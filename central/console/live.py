"""The live boards of one hub process: one of the kiosks, one for each day that is looked at."""

from dataclasses import dataclass, field

from central.console import kiosk_board, payment_board
from central.console.kiosk_board import KioskRow
from central.console.live_board import LiveBoard
from central.console.payment_board import PaymentRow
from central.console.payment_days import Day, Filter
from central.hub import Hub
from contract.values import JalaliDate, jalali_local

MOST_DAY_BOARDS = 24
"""Lists that are kept ready; a list that was put aside is made anew when asked for."""


@dataclass
class Boards:
    """Belongs to one event loop; the boards ask the database in worker threads."""

    hub: Hub
    kiosks: LiveBoard[KioskRow] = field(init=False)
    _days: dict[tuple[JalaliDate, Filter], LiveBoard[PaymentRow]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kiosks = LiveBoard(
            lambda: kiosk_board.make_snapshot(self.hub.sessions, self.hub.now_ms())
        )

    def payments(self, date: JalaliDate, wanted: Filter) -> LiveBoard[PaymentRow]:
        board = self._days.get((date, wanted))
        if board is None:
            if len(self._days) >= MOST_DAY_BOARDS:
                self._days.pop(next(iter(self._days)))
            board = LiveBoard(
                lambda: payment_board.make_snapshot(
                    self.hub.sessions, self.day(date), wanted, self.hub.now_ms()
                )
            )
            self._days[date, wanted] = board
        return board

    def today(self) -> JalaliDate:
        return jalali_local(self.hub.now_ms())[0]

    def day(self, date: JalaliDate) -> Day:
        """Whether a day is the present one is asked each time: a page may stand over midnight."""
        return Day(date, date == self.today())
