"""A day's payments, and one payment down to its journal events, in a real browser."""

import msgspec
from playwright.sync_api import expect
from sqlalchemy import select

from central.ingest import StoredEvent
from central.staff.roles import Role
from contract.envelope import decode_envelope
from contract.events import Outcome, RecordViewed, decode_body
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet, add_staff
from tests.central.support.payments import (
    closed,
    declined,
    requested,
    started,
    unknown,
    whole_payment,
)


def test_unknown_payments_stand_on_top_and_new_ones_come_by_themselves(
    visitor: Visitor, fleet: Fleet
) -> None:
    kiosk = fleet.kiosk("خیام")
    fleet.pay(kiosk, [started(), requested(), unknown()], ago_ms=3_600_000)
    fleet.pay(kiosk, whole_payment("1000012726167"), ago_ms=60_000)
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("نامعلوم")
    expect(rows.first).to_contain_text("پس از رسیدن فایل بانک تسویه کنید")

    fleet.pay(kiosk, [started("2001506726267"), requested(), declined(), closed(Outcome.DECLINED)])

    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("نامعلوم")
    expect(rows.nth(1)).to_contain_text("پذیرفته نشد")
    expect(rows.nth(1)).to_contain_text("موجودی کافی نبود")
    expect(page.locator("#figures")).to_contain_text("میلیون ریال")


def test_each_amount_opens_down_to_the_events_behind_it(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("خیام")
    transaction = fleet.pay(kiosk, whole_payment())
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments")
    page.get_by_role("link", name="۱٬۲۵۰٬۰۰۰").click()
    expect(page).to_have_url(f"{visitor.address}/payments/{transaction.hex()}")
    events = page.locator(".timeline .event")
    expect(events).to_have_count(5)
    approved = events.filter(has_text="کارت‌خوان گفت بانک پول را گرفت")
    expect(approved.get_by_text("۸۹۸۱۹۴۱۸۴")).to_be_hidden()

    page.locator(".grand a").click()

    expect(approved.get_by_text("۸۹۸۱۹۴۱۸۴")).to_be_visible()
    expect(approved).to_contain_text(kiosk.journal.id.hex())
    expect(approved).to_contain_text(kiosk.journal.hashes[3].hex())
    expect(approved).to_contain_text("603799******0014")


def test_a_look_at_a_payment_is_journaled_with_who_looked(visitor: Visitor, fleet: Fleet) -> None:
    transaction = fleet.pay(fleet.kiosk("خیام"), whole_payment())
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments/{transaction.hex()}")
    expect(page.get_by_text("این نگاه به نام شما ثبت شد")).to_be_visible()
    with fleet.hub.sessions.reading() as session:
        viewed = session.scalars(
            select(StoredEvent).where(StoredEvent.kind == "record.viewed")
        ).one()
    envelope = decode_envelope(viewed.envelope)
    event = decode_body(envelope.kind, envelope.version, envelope.body)
    assert event == RecordViewed(account="maryam", subject=transaction.hex())


def test_a_sealed_part_is_said_to_be_sealed_and_never_shown(
    visitor: Visitor, fleet: Fleet
) -> None:
    kiosk = fleet.kiosk("خیام")
    transaction = bytes(range(16))
    kiosk.journal.append(started(), transaction, sealed=b"sealed bytes of a name")
    kiosk.journal.append(requested(), transaction)
    fleet.send(kiosk)
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments/{transaction.hex()}")
    expect(page.locator(".event").first).to_contain_text("بخش مُهرشده دارد")
    expect(page.locator(".event").nth(1)).not_to_contain_text("بخش مُهرشده دارد")


def test_an_event_that_the_hub_does_not_understand_is_shown_as_such(
    visitor: Visitor, fleet: Fleet
) -> None:
    kiosk = fleet.kiosk("خیام")
    transaction = bytes(range(16))
    kiosk.journal.append(started(), transaction)
    kiosk.journal.append_raw("payment.blessed", 9, b"\x80", transaction)
    fleet.send(kiosk)
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments/{transaction.hex()}")
    expect(page.locator(".event").nth(1)).to_contain_text("مرکز این رویداد را هنوز نمی‌شناسد")
    expect(page.locator(".event").nth(1)).to_contain_text("payment.blessed")


def test_days_are_jalali_and_one_can_walk_through_them(visitor: Visitor, fleet: Fleet) -> None:
    fleet.pay(fleet.kiosk("خیام"), whole_payment())
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments")
    page.get_by_role("link", name="روز پیش").click()
    expect(page.get_by_text("در این روز پرداختی ثبت نشده است")).to_be_visible()
    page.get_by_role("link", name="روز بعد").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("textbox", name="روز (سال/ماه/روز)").fill("۱۴۰۵/۰۱/۰۱")
    page.get_by_role("button", name="نمایش").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "پرداخت‌های \u2068شنبه ۱ فروردین ۱۴۰۵\u2069"
    )
    visitor.open("/payments?day=1405-13-01")
    expect(page.get_by_role("heading", level=1)).to_have_text("این نشانی خوانده نشد")
    visitor.complaints.clear()  # the browser reports the 422 itself


def test_a_state_narrows_the_list(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("خیام")
    fleet.pay(kiosk, whole_payment())
    fleet.pay(kiosk, [started("2001506726267"), requested(), declined()])
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments")
    page.get_by_role("link", name="پذیرفته‌نشده").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("پذیرفته نشد")


def test_the_council_sees_sums_and_opens_no_payment(visitor: Visitor, fleet: Fleet) -> None:
    add_staff(fleet.hub, "council", Role.COUNCIL)
    transaction = fleet.pay(fleet.kiosk("خیام"), whole_payment())
    page = visitor.sign_in("council")
    page.goto(f"{visitor.address}/payments")
    expect(page.locator("tbody tr")).to_contain_text("۱٬۲۵۰٬۰۰۰")
    expect(page.locator("tbody a[href^='/payments/']")).to_have_count(0)
    visitor.open(f"/payments/{transaction.hex()}")
    expect(page.get_by_role("heading", level=1)).to_have_text("این صفحه برای نقش شما نیست")
    visitor.complaints.clear()  # the browser reports the 403 itself


def test_a_typed_text_in_a_journal_is_never_markup(visitor: Visitor, fleet: Fleet) -> None:
    evil = "<img src=x onerror=alert(1)>"
    first = started()
    bill = msgspec.structs.replace(first.bills[0], bill_kind=evil)
    fleet.pay(
        fleet.kiosk("خیام"),
        [msgspec.structs.replace(first, bills=(bill,))],
    )
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/payments")
    expect(page.locator("tbody tr")).to_contain_text(evil)
    expect(page.locator("tbody img")).to_have_count(0)
