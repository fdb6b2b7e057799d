"""A citizen who pays a bill step by step, whatever the devices do, and what is true afterwards."""

from collections.abc import Callable
from enum import StrEnum

from contract.events import PaymentClosed, ReceiptNotPrinted, ReceiptPrinted
from contract.values import BillPair, Rial, make_bill_id, make_payment_id
from hardware.emulation import Emulation
from tests.kiosk.counter.kiosk_room import BILL, PAYMENT_ID, KioskRoom, Model
from tests.support.waiting import eventually

NEXT_PERSON_WITHIN_S = 15.0
_ENDS_WITHIN_S = 60.0
_BANK_MS = 200
_ROWS_PER_S = 1500.0
_NEXT_BILL = make_bill_id(20_002, "001", 6)
NEXT_PAIR = BillPair.of(_NEXT_BILL, make_payment_id(_NEXT_BILL, Rial(480_000), 5, 1))


class Step(StrEnum):
    """Where the citizen stands when something happens to a device."""

    HOME = "home"
    ENTRY = "entry"
    REVIEW = "review"
    CARD = "card"
    BANK = "bank"
    PRINTING = "printing"
    DONE = "done"


class Person:
    """One bill at one kiosk, and the next person's after it."""

    def __init__(self, room: KioskRoom) -> None:
        self.room = room
        room.terminal.obey({"do": "auto", "after_ms": None})
        room.terminal.obey({"do": "outcome", "value": "approve", "bank_ms": _BANK_MS})
        room.printer.obey({"do": "speed", "rows_per_s": _ROWS_PER_S})

    def pay(self, at: Callable[[Step], None]) -> Model:
        """`at` is told of every step reached. Gives the last screen: the payment's end, or the
        message that there was none."""
        room = self.room
        room.can_pay()
        at(Step.HOME)
        room.until(_can_pay, "the tile of payments")
        room.touch("tile", id="pay")
        room.until_screen("bill_entry")
        at(Step.ENTRY)
        _type(room, BILL, PAYMENT_ID)
        room.until_screen("bill_review")
        at(Step.REVIEW)
        room.touch("pay")
        return self._to_the_end(at)

    def _to_the_end(self, at: Callable[[Step], None]) -> Model:
        room = self.room
        model = self._until_card_or_end()
        if model["screen"] == "paying":
            at(Step.CARD)
            self._present_card(at)
            model = room.until_screen("printing", "done", within_s=_ENDS_WITHIN_S)
        if model["screen"] == "printing":
            eventually(self._prints_or_has_ended, "the page begins")
            at(Step.PRINTING)
        if model["screen"] != "message":
            model = room.until_screen("done", within_s=_ENDS_WITHIN_S)
        at(Step.DONE)
        return model

    def _until_card_or_end(self) -> Model:
        """With no paper in sight the kiosk asks first; the citizen goes on without a receipt."""
        room = self.room
        while True:
            model = room.until(
                lambda m: (
                    m["screen"] in ("message", "done")
                    or (m["screen"] == "paying" and self._phase() == "waiting_for_card")
                ),
                "the terminal waits for a card, or says no",
                _ENDS_WITHIN_S,
            )
            buttons = [model.get("primary"), model.get("secondary")]
            if model["screen"] != "message" or not any(
                button and button["intent"] == "pay" for button in buttons
            ):
                return model
            before = room.shown
            room.touch("pay")
            room.until(lambda _: room.shown is not before, "an answer to the touch")  # noqa: B023

    def _present_card(self, at: Callable[[Step], None]) -> None:
        if self._phase() == "waiting_for_card":
            self.room.terminal.obey({"do": "present_card"})
            at(Step.BANK)

    def _phase(self) -> object:
        return self.room.terminal.obey({"do": "state"})["phase"]

    def _prints_or_has_ended(self) -> bool:
        state = self.room.printer.obey({"do": "state"})
        ended = any(isinstance(e, PaymentClosed) for e in self.room.events)
        return bool(state["rows_hanging_out"] or state["receipts"]) or ended

    def next_person_pays(self, touch: str = "finish") -> None:
        """Within some seconds, without a restart."""
        room = self.room
        room.terminal.obey({"do": "auto", "after_ms": 1})
        room.printer.obey({"do": "speed", "rows_per_s": 0})
        room.touch(touch)
        room.until_screen("attract", "home")
        room.begin()
        room.until(
            lambda m: _can_pay(m) and m["status"]["printer"] == "ready",
            "the next person may pay",
            NEXT_PERSON_WITHIN_S,
        )
        eventually(lambda: room.printer.obey({"do": "state"})["waiting"] == 0, "an idle printer")
        papers, charges = len(room.papers), len(room.charges)
        room.touch("tile", id="pay")
        room.until_screen("bill_entry")
        _type(room, NEXT_PAIR.bill.text, NEXT_PAIR.payment.text)
        room.until_screen("bill_review")
        room.touch("pay")
        done = room.until_screen("done", "message", within_s=_ENDS_WITHIN_S)
        assert done.get("outcome") == "paid", done
        assert len(room.charges) == charges + 1
        # What hung torn in the printer is cut off first: a piece, and no whole page.
        assert len(room.papers) - papers in (1, 2), room.kinds


def assert_true(room: KioskRoom, shown: Model) -> None:
    """Journal, ledger, paper and the screen's last words are one story about the first bill."""
    charges = [charge for charge in room.charges if charge.amount == 1_250_000]
    closings = [event.outcome for event in room.events if isinstance(event, PaymentClosed)]
    closing = closings[0] if closings else "none"
    least, most = {"paid": (1, 1), "unknown": (0, 1)}.get(str(closing), (0, 0))
    assert least <= len(charges) <= most, (closing, charges)
    said = shown.get("outcome") or "none"
    if said in ("paid", "not_printed"):
        assert closing == "paid", (said, closing)
        assert shown["tracking"] is not None
    else:
        assert said in ("declined", "unknown", "none")
        assert closing != "paid", (said, closing)
    _assert_paper_true(room, said)


def _assert_paper_true(room: KioskRoom, said: str) -> None:
    printed = [event for event in room.events if isinstance(event, ReceiptPrinted)]
    not_printed = [event for event in room.events if isinstance(event, ReceiptNotPrinted)]
    if printed:
        assert len(room.papers) == 1
    if not_printed:
        assert room.papers == []
    assert len(room.papers) <= 1
    if said == "paid":
        assert printed


def unplug(device: Emulation) -> None:
    device.obey({"do": "fault", "fault": "unplug"})


def plug_in(device: Emulation) -> None:
    device.obey({"do": "mend", "fault": "unplug"})


def _can_pay(model: Model) -> bool:
    return model["screen"] == "home" and bool(model["tiles"][0]["enabled"])


def _type(room: KioskRoom, bill: str, payment: str) -> None:
    for digit in bill:
        room.touch("key", digit=digit)
    room.touch("next")
    room.until(lambda m: bool(m["fields"][1]["active"]), "the field of the payment id")
    for digit in payment:
        room.touch("key", digit=digit)
    room.touch("next")
