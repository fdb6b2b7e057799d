"""The public page in a browser of a phone's size: whole and without a complaint, in both ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from central.receipts.texts import Texts
from tests.central.console.rig import Fleet, ServedHub, open_test_hub
from tests.central.receipts.rig import paper
from tests.central.support.payments import whole_payment

CHROMIUM = "/usr/bin/chromium"
PHONE = ViewportSize(width=412, height=915)
SMALLEST_TARGET = 48


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    hub = open_test_hub(tmp_path)
    fleet = Fleet(hub)
    kiosk = fleet.kiosk("خیام")
    transaction = fleet.pay(kiosk, whole_payment())
    with ServedHub(hub) as served:
        yield f"{served.address}{paper(kiosk, transaction, hub.now_ms()).path}"
    hub.engine.dispose()


@pytest.mark.parametrize(("locale", "language"), [("fa-IR", "fa"), ("en-GB", "en")])
def test_a_phone_shows_the_page_whole_and_without_a_complaint(
    browser: Browser, address: str, locale: str, language: str
) -> None:
    context = browser.new_context(ignore_https_errors=True, viewport=PHONE, locale=locale)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text))
    page.on("requestfailed", lambda failed: complaints.append(failed.url))
    page.goto(address)
    texts = Texts("fa" if language == "fa" else "en")
    assert page.get_by_role("heading", level=1).inner_text() == texts("paid-reached")
    assert _overflow(page) <= 0
    for link in page.get_by_role("link").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET
    assert page.evaluate("document.fonts.check('700 20px Vazirmatn')")
    page.get_by_role("link", name=texts("language")).click()
    assert page.locator("html").get_attribute("lang") != language
    assert complaints == []
    context.close()


def _overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
