"""The door of the console, in a real browser: every complaint of the browser fails a test."""

import re

from playwright.sync_api import expect
from sqlalchemy import select

from central.ingest import StoredEvent
from central.staff.sign_in import ATTEMPTS_AN_ACCOUNT_HERE
from tests.central.console.conftest import Visitor
from tests.central.console.rig import ServedHub


def journaled(served: ServedHub) -> list[str]:
    with served.hub.sessions.reading() as session:
        return list(session.scalars(select(StoredEvent.kind).order_by(StoredEvent.ingest_id)))


def test_an_operator_signs_in_and_lands_on_the_kiosks(visitor: Visitor, served: ServedHub) -> None:
    page = visitor.sign_in()
    expect(page).to_have_url(f"{visitor.address}/kiosks")
    expect(page.get_by_role("heading", level=1)).to_have_text("کیوسک‌ها")
    assert journaled(served)[-1] == "staff.signed_in"


def test_the_page_that_was_wanted_is_shown_after_signing_in(visitor: Visitor) -> None:
    page = visitor.open("/payments?state=unknown")
    expect(page).to_have_url(re.compile("/sign-in"))
    page.get_by_label("نام کاربری").fill("maryam")
    page.get_by_label("گذرواژه").fill("چهار مرغ آبی در باران")
    page.get_by_role("button", name="ورود").click()
    expect(page).to_have_url(f"{visitor.address}/payments?state=unknown")


def test_a_wrong_password_is_answered_in_persian_and_journaled_without_what_was_typed(
    visitor: Visitor, served: ServedHub
) -> None:
    page = visitor.sign_in(password="my other password")
    expect(page.get_by_role("alert")).to_contain_text("نام کاربری یا گذرواژه درست نیست")
    assert journaled(served)[-1] == "staff.sign_in_refused"
    with served.hub.sessions.reading() as session:
        envelopes = session.scalars(select(StoredEvent.envelope))
        assert all(b"my other password" not in envelope for envelope in envelopes)
    visitor.complaints.clear()  # the browser reports the 401 itself


def test_too_many_attempts_are_told_when_to_try_again(visitor: Visitor) -> None:
    for _ in range(ATTEMPTS_AN_ACCOUNT_HERE + 1):
        page = visitor.sign_in(password="still not it")
    expect(page.get_by_role("alert")).to_contain_text("تلاش‌های ناموفق زیاد بود")
    expect(page.get_by_role("alert")).to_contain_text("دقیقه")
    visitor.complaints.clear()  # 401 and 429


def test_signing_out_ends_the_session(visitor: Visitor, served: ServedHub) -> None:
    page = visitor.sign_in()
    expect(page).to_have_url(f"{visitor.address}/kiosks")
    page.get_by_role("button", name="خروج").click()
    expect(page).to_have_url(f"{visitor.address}/sign-in")
    visitor.open("/kiosks")
    expect(page).to_have_url(re.compile("/sign-in"))
    assert journaled(served)[-1] == "staff.signed_out"


def test_a_technician_sees_kiosks_and_no_payments(visitor: Visitor) -> None:
    page = visitor.sign_in("ali")
    expect(page.get_by_role("link", name="کیوسک‌ها")).to_be_visible()
    expect(page.get_by_role("link", name="پرداخت‌ها")).to_have_count(0)
    visitor.open("/payments")
    expect(page.get_by_role("heading", level=1)).to_have_text("این صفحه برای نقش شما نیست")
    visitor.complaints.clear()  # the browser reports the 403 itself
