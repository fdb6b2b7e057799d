"""People who come to one kiosk, one after another, and pay, whatever befalls it."""

import itertools
import threading
from collections.abc import Callable, Iterator

from contract.values import BillPair, Rial, make_bill_id, make_payment_id
from kiosk.boundary import CounterGone
from tests.kiosk.counter.kiosk_room import KioskRoom

ORGANISATION, MUNICIPAL, YEAR_DIGIT, PERIOD = "261", 6, 5, 3
BILLS_OF_A_KIOSK = 100_000
ENDS = ("done", "message", "recovery")
GIVE_UP_S = 90.0
NEXT_ONE_AFTER_S = 1.0


class Citizens(threading.Thread):
    """Ends after `go_home`, when the one who stands there is done. `trouble` is what nobody
    expected; that a counter dies under their fingers is expected."""

    def __init__(self, room: KioskRoom, number: int) -> None:
        super().__init__(name=f"citizens-{number}")
        self.room = room
        self.trouble: BaseException | None = None
        self.visits = 0
        self._bills = bills(number)
        self._closing = threading.Event()

    def run(self) -> None:
        try:
            while not self._closing.is_set():
                self._come(lambda: self._pay(next(self._bills)))
            self._come(lambda: None)  # the kiosk has told what became of the last one
        except Exception as trouble:  # noqa: BLE001 (told by the test, with its trace)
            self.trouble = trouble
        finally:
            self.room.leave()

    def go_home(self) -> None:
        self._closing.set()

    def _come(self, visit: Callable[[], None]) -> None:
        """Once more for everybody whose counter went away meanwhile."""
        while True:
            try:
                if not self.room.is_there:
                    self.room.arrive()
                self.room.until(lambda _model: True, "a screen", GIVE_UP_S)
                self.room.until_nobody_is_served()
                visit()
                return
            except CounterGone:
                self.room.leave()

    def _pay(self, bill: BillPair) -> None:
        room = self.room
        room.type_bill(bill.bill.text, bill.payment.text)
        room.until_screen("bill_review", within_s=GIVE_UP_S)
        room.touch("pay")
        room.until_screen(*ENDS, within_s=GIVE_UP_S)
        self.visits += 1
        self._closing.wait(NEXT_ONE_AFTER_S)


def bills(kiosk: int) -> Iterator[BillPair]:
    """Bills that nobody else has: to no kiosk does a second payment of one come by chance."""
    for number in itertools.count(kiosk * BILLS_OF_A_KIOSK + 1):
        bill = make_bill_id(number, ORGANISATION, MUNICIPAL)
        amount = Rial((number % 900 + 100) * 1_000)
        yield BillPair.of(bill, make_payment_id(bill, amount, YEAR_DIGIT, PERIOD))
