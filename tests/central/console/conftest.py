"""A served console and a real browser whose every complaint fails the test."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from central.staff.roles import Role
from tests.central.console.rig import PASSWORD, Fleet, ServedHub, add_staff, open_test_hub

CHROMIUM = "/usr/bin/chromium"
WINDOW = ViewportSize(width=1680, height=1050)


@dataclass
class Visitor:
    """Someone at a browser. `complaints` are refused resources, script errors, failed requests."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, name: str = "maryam", password: str = PASSWORD) -> Page:
        self.open("/sign-in")
        self.page.get_by_label("نام کاربری").fill(name)
        self.page.get_by_label("گذرواژه").fill(password)
        self.page.get_by_role("button", name="ورود").click()
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: while it is open, no other test of this thread can run a loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedHub]:
    hub = open_test_hub(tmp_path)
    add_staff(hub)
    add_staff(hub, "ali", Role.TECHNICIAN)
    with ServedHub(hub) as running:
        yield running
    hub.engine.dispose()


@pytest.fixture
def fleet(served: ServedHub) -> Fleet:
    return Fleet(served.hub)


@pytest.fixture
def visitor(browser: Browser, served: ServedHub) -> Iterator[Visitor]:
    context = browser.new_context(ignore_https_errors=True, viewport=WINDOW, locale="fa-IR")
    someone = Visitor(context, context.new_page(), served.address)
    yield someone
    context.close()
    assert someone.complaints == []
