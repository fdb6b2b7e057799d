"""A scan that was typed into the window counts where the profile has such a scanner, only."""

from pathlib import Path

from tests.kiosk.counter.kiosk_room import BILL, PAYMENT_ID, KioskRoom

BARCODE = f"{BILL:0>13}{PAYMENT_ID:0>13}"


def test_a_burst_of_keys_is_a_scan_at_a_kiosk_whose_scanner_types(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        profile = room.directory.profile_path
        lines = profile.read_text(encoding="utf-8").splitlines()
        lines[1] = 'driver = "key_burst"'
        profile.write_text("\n".join(lines), encoding="utf-8")
        room.start()
        room.arrive()
        room.can_pay()
        room.touch("scanned", text=BARCODE)
        assert "۱٬۲۵۰٬۰۰۰" in room.until_screen("bill_review")["amount"]["grouped"]


def test_a_burst_of_keys_is_nothing_at_any_other_kiosk(tmp_path: Path) -> None:
    with KioskRoom(tmp_path) as room:
        room.start()
        room.arrive()
        room.can_pay()
        room.touch("scanned", text=BARCODE)
        room.touch("tile", id="pay")
        room.until_screen("bill_entry")  # what was touched after it came first
