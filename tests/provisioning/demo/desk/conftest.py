"""A demo with its desk, and a visitor in a real browser whose every complaint fails the test."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from tests.provisioning.demo.running import Demo, demo_with_desk

CHROMIUM = "/usr/bin/chromium"
WINDOW = ViewportSize(width=1680, height=1050)
GRID = (1080, 1920)
BORDER = 8
SCREEN_MS = 45_000
TAPS = 15


@dataclass
class Visitor:
    """At the desk's page. `complaints`: refused resources, script errors, failed requests."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def until(self, selector: str, timeout_ms: int = SCREEN_MS) -> None:
        """Returns when the page shows it."""
        self.page.wait_for_selector(selector, timeout=timeout_ms)

    def until_screen(self, *names: str) -> None:
        """The kiosk shows one of these."""
        self.until(", ".join(f'.kiosk[data-screen="{name}"]' for name in names))

    def taps_glass(self, x: float, y: float) -> None:
        """On the live picture, at a point of the kiosk's own grid."""
        box = self.page.locator("#glass").bounding_box()
        assert box is not None
        width, height = box["width"] - 2 * BORDER, box["height"] - 2 * BORDER
        self.page.mouse.click(
            box["x"] + BORDER + width * x / GRID[0], box["y"] + BORDER + height * y / GRID[1]
        )

    def taps_until(self, at: tuple[int, int], selector: str) -> None:
        """Again while the button is not there yet, as an impatient finger does."""
        for _ in range(TAPS):
            self.taps_glass(*at)
            try:
                self.page.wait_for_selector(selector, timeout=2_000)
            except NotInTime:
                continue
            return
        raise AssertionError(f"tapped in vain: {selector} did not come")

    def takes_the_next_bill(self) -> None:
        self.page.click(".valid .next")

    def until_rows(self, panel: str, kind: str, count: int) -> None:
        expect(self.page.locator(f'#{panel} [data-kind="{kind}"]')).to_have_count(
            count, timeout=SCREEN_MS
        )

    def scans(self, slot: str) -> None:
        self.page.click(f".{slot} .bill:visible")

    def turns(self, switch: str) -> None:
        self.page.click(f'[data-switch="{switch}"]')

    def is_on(self, switch: str, *, on: bool) -> None:
        self.until(f'[data-switch="{switch}"][aria-checked="{str(on).lower()}"]')

    def asks_to_pay(self) -> None:
        """From the bill that is shown to the terminal that waits."""
        self.until_screen("bill_review")
        self.taps_until(PRIMARY, '.terminal[data-phase="waiting_for_card"]')

    def pays_at_the_terminal(self) -> None:
        """Card, any PIN, green key."""
        self.page.click(".bank-card")
        for digit in "7305":
            self.page.click(f'[data-digit="{digit}"]')
        self.page.click('[data-key="green"]')

    def rows(self, panel: str, kind: str) -> int:
        return self.page.locator(f'#{panel} [data-kind="{kind}"]').count()


PRIMARY = (790, 1640)
"""Where the review's main button is, on the kiosk's grid."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: while it is open, no other test of this thread can run a loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with demo_with_desk() as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, demo: Demo) -> Iterator[Visitor]:
    context = browser.new_context(viewport=WINDOW, locale="fa-IR")
    someone = Visitor(context.new_page())
    someone.page.goto(demo.url)
    yield someone
    context.close()
    assert someone.complaints == []
