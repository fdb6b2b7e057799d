"""A receipt on its way when the kiosk dies: it is never printed again, and what waits in the
printer never comes out for the next person."""

from pathlib import Path

from PIL import Image

from contract.events import ReceiptUncertain
from tests.kiosk.counter.kiosk_room import KioskRoom
from tests.support.waiting import eventually

OTHER_BILL = ("1000234826160", "125050272")


def state(room: KioskRoom, name: str) -> int:
    return int(str(room.printer.obey({"do": "state"})[name]))


def die_with_half_a_receipt_out(room: KioskRoom) -> None:
    room.start()
    room.arrive()
    room.until(lambda m: m["status"]["printer"] == "ready", "the printer")
    room.printer.obey({"do": "speed", "rows_per_s": 150})
    room.type_bill()
    room.until_screen("bill_review")
    room.touch("pay")
    eventually(lambda: state(room, "rows_hanging_out") > 200, "half a receipt is out")
    assert room.counter is not None
    room.counter.kill()
    room.leave()
    room.printer.obey({"do": "paper", "value": "out"})


def test_the_rest_is_dropped_before_anyone_puts_paper_in(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        die_with_half_a_receipt_out(room)
        room.start()
        room.arrive()
        room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        assert ReceiptUncertain.KIND in room.kinds
        eventually(lambda: state(room, "waiting") == 0, "nothing waits in the printer")
        room.printer.obey({"do": "paper", "value": "ok"})
        room.printer.obey({"do": "speed", "rows_per_s": 0})
        eventually(lambda: room.component("paper") == "ready", "the paper is ready")
        (torn,) = eventually(lambda: room.papers, "what hung out is cut off for nobody to find")
        with Image.open(torn) as piece:
            assert piece.height < 700
        assert len(room.charges) == 1


def test_the_next_receipt_stands_alone(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        die_with_half_a_receipt_out(room)
        room.start()
        room.arrive()
        room.until(lambda m: bool(m.get("lines")), "the recovery's outcome")
        eventually(lambda: state(room, "waiting") == 0, "nothing waits in the printer")
        room.printer.obey({"do": "paper", "value": "ok"})
        room.printer.obey({"do": "speed", "rows_per_s": 0})
        eventually(lambda: room.component("paper") == "ready", "the paper is ready")
        room.touch("ok")
        room.type_bill(*OTHER_BILL)
        room.until_screen("bill_review")
        room.touch("pay")
        assert room.until_screen("done")["outcome"] == "paid"
        torn, whole = room.papers
        with Image.open(torn) as piece, Image.open(whole) as receipt:
            assert piece.height < 700 < receipt.height
