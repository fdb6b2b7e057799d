"""What the bank's file has said, on the payments' pages, in a real browser."""

from playwright.sync_api import expect

from central.ingesting import projections
from central.settlement import Days, read_bank_file, take_bank_file
from contract.events import Event, Outcome
from contract.values import jalali_local
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet
from tests.central.support.payments import (
    AMOUNT,
    closed,
    requested,
    started,
    unknown,
    whole_payment,
)

DAY_MS = 86_400_000


def settle(fleet: Fleet, *rows: tuple[int, str, int]) -> None:
    lines = ["terminal,rrn,amount,date"]
    for days_ago, rrn, amount in rows:
        date, _ = jalali_local(fleet.hub.now_ms() - days_ago * DAY_MS)
        lines.append(f"T1,{rrn},{amount},{date.text}")
    file = read_bank_file("bank.csv", "\n".join(lines).encode())
    take_bank_file(fleet.hub, file, Days(), "test", projections())


def test_settled_payments_and_money_without_one_are_shown(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("خیام")
    transaction = fleet.pay(kiosk, whole_payment(), ago_ms=2 * DAY_MS)
    settle(fleet, (2, "898194184", AMOUNT), (1, "112233", 70_000))
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments/{transaction.hex()}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("تسویه‌شده")
    expect(page.locator(".timeline")).to_contain_text("فایل بانک دربارهٔ این پرداخت گفت")
    page.goto(f"{visitor.address}/payments")
    expect(page.locator(".unmatched")).to_contain_text("۱۱۲۲۳۳")
    expect(page.locator(".unmatched")).to_contain_text("۷۰٬۰۰۰")


def test_a_payment_that_the_bank_does_not_have_needs_a_person(
    visitor: Visitor, fleet: Fleet
) -> None:
    kiosk = fleet.kiosk("خیام")
    fleet.pay(kiosk, whole_payment(), ago_ms=2 * DAY_MS)
    open_: list[Event] = [started("2"), requested("r2"), unknown("r2"), closed(Outcome.UNKNOWN)]
    fleet.pay(kiosk, open_, ago_ms=2 * DAY_MS)
    settle(fleet, (3, "1", 5_000), (1, "2", 6_000))
    page = visitor.sign_in()
    date, _ = jalali_local(fleet.hub.now_ms() - 2 * DAY_MS)
    page.goto(f"{visitor.address}/payments?day={date.text.replace('/', '-')}")
    rows = page.locator("#payments tr")
    expect(rows.first).to_contain_text("در فایل بانک نیست")
    expect(rows.first).to_contain_text("از بانک بپرسید")
    expect(rows.nth(1)).to_contain_text("گرفته نشد")
    page.goto(f"{page.url}&state=disputed")
    expect(rows).to_have_count(1)
