"""A clerk in a real browser, at the page of a real agent. Every complaint of the browser fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from contract.closing import ClosingReason
from contract.telemetry import State
from edge_agent.device import (
    ClosedByClerk,
    read_clerk_answer,
    write_closing,
    write_help_call,
)
from edge_agent.office import write_pin
from tests.edge_agent.city import City
from tests.edge_agent.office.rooms import (
    PIN,
    Office,
    citizen_calls,
    counter_says,
    open_office,
)
from tests.edge_agent.uplink.agent_process import agent_process
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

CHROMIUM = "/usr/bin/chromium"
PHONE = ViewportSize(width=412, height=915)
REFUSED = ("status of 401", "status of 409")
"""What the browser itself writes when the door is shown, a PIN refused, or a wish is too late."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def running(
    city: City, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, ChildProcess]]:
    folder: Path = tmp_path_factory.mktemp("office")
    office = open_office(city.enrol(folder / "device", "k-test", 1, "https://localhost:1"))
    agent = agent_process(office.directory)
    eventually(office.is_there, "the clerk's page")
    yield office, agent
    agent.kill()


@pytest.fixture
def office(running: tuple[Office, ChildProcess]) -> Office:
    office = running[0]
    counter_says(office.directory)
    office.directory.help_call_path.unlink(missing_ok=True)
    office.directory.closing_path.unlink(missing_ok=True)
    return office


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True, locale="fa-IR")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    page.goto(office.url)
    yield page
    context.close()
    assert [said for said in complaints if not any(each in said for each in REFUSED)] == []


@pytest.fixture
def board(page: Page) -> Page:
    page.fill("#pin", PIN)
    page.click(".door .primary")
    page.wait_for_selector(".board:not([hidden])")
    return page


def test_the_door_opens_for_the_pin_alone(page: Page) -> None:
    page.fill("#pin", "270518")
    page.click(".door .primary")
    page.wait_for_selector(".refused:not([hidden])")
    assert page.inner_text(".refused") == "رمز درست نیست."
    assert page.is_hidden(".board")
    page.fill("#pin", "۲۷۰۵۱۹")
    page.keyboard.press("Enter")
    page.wait_for_selector(".board:not([hidden])")
    assert page.inner_text(".bar .title") == "خیام ۱"


def test_a_call_is_seen_and_heard_and_answered(board: Page, office: Office) -> None:
    call = citizen_calls(office.directory, age_ms=12_000)
    board.wait_for_selector(".call:not([hidden])")
    assert "ثانیه" in board.inner_text(".call-since")
    board.wait_for_function("document.title.includes('●')")
    board.click(".coming")
    board.wait_for_selector(".call.answered")
    answer = read_clerk_answer(office.directory.clerk_answer_path)
    assert answer is not None
    assert (answer.call, answer.word) == (call.call, "coming")
    board.wait_for_function("!document.title.includes('●')")
    board.click(".done")
    board.wait_for_selector(".calm:not([hidden])")


def test_a_call_that_is_withdrawn_goes_away(board: Page, office: Office) -> None:
    call = citizen_calls(office.directory)
    board.wait_for_selector(".call:not([hidden])")
    write_help_call(office.directory.help_call_path, replace(call, state="over"))
    board.wait_for_selector(".calm:not([hidden])")
    assert board.is_hidden(".call")


def test_out_of_service_wants_a_reason_and_a_second_word(board: Page, office: Office) -> None:
    board.click(".service .close")
    board.click(".closing .sure")
    assert office.closed() is None
    assert board.is_visible(".closing")
    board.click(".reasons label:first-of-type")
    board.click(".closing .sure")
    board.wait_for_selector('[data-service="closing"]')
    closed = eventually(office.closed, "the kiosk closed")
    assert closed.reason == "paper"
    counter_says(office.directory, "clerk_paper")
    board.wait_for_selector('[data-service="closed"]')
    board.click(".reopen")
    board.click(".opening .quiet")
    assert office.closed() is not None
    board.click(".reopen")
    board.click(".opening .sure")
    eventually(lambda: office.closed() is None, "the kiosk open")


def test_parts_are_named_in_words(board: Page, office: Office) -> None:
    counter_says(
        office.directory,
        paper=(State.FAILED, "paper_end"),
        terminal=(State.FAILED, "a reason that nobody has words for"),
    )
    board.wait_for_selector('[data-part="paper"][data-tone="danger"]')
    assert board.inner_text('[data-part="paper"]') == "کاغذ تمام شده است"
    assert board.inner_text('[data-part="terminal"]') == "کار نمی‌کند"


def test_whoever_comes_back_need_not_sign_in_again_until_signing_out(board: Page) -> None:
    board.reload()
    board.wait_for_selector(".board:not([hidden])")
    board.click(".leave")
    board.wait_for_selector(".door:not([hidden])")
    board.reload()
    board.wait_for_selector(".door:not([hidden])")
    assert board.is_hidden(".board")


def test_a_new_pin_leads_back_to_the_door_whatever_was_open(board: Page, office: Office) -> None:
    board.click(".service .close")
    board.click(".reasons label:first-of-type")
    write_pin(office.directory.pin_path, PIN)
    board.wait_for_selector(".door:not([hidden])")
    assert board.is_hidden(".closing")
    assert "دوباره وارد شوید" in board.inner_text(".refused")
    assert office.closed() is None
    board.fill("#pin", PIN)
    board.keyboard.press("Enter")
    board.wait_for_selector(".board:not([hidden])")


def test_what_another_clerk_has_done_before_is_said_so(board: Page, office: Office) -> None:
    board.click(".service .close")
    board.click(".reasons label:first-of-type")
    before = ClosedByClerk(mark="m", reason=ClosingReason.REPAIR, since_ms=1)
    write_closing(office.directory.closing_path, before)
    board.click(".closing .sure")
    board.wait_for_selector(".toast:not([hidden])")
    assert board.inner_text(".toast") == "پیش از این انجام شده است."
    assert office.closed() == before


def test_a_kiosk_that_stopped_by_itself_names_whom_to_tell(board: Page, office: Office) -> None:
    counter_says(office.directory, "disk_full")
    board.wait_for_selector('[data-service="stopped"]')
    assert "پشتیبان" in board.inner_text(".state-text")


def test_no_text_is_cut_off_and_everything_is_large_enough_for_a_thumb(
    board: Page, office: Office
) -> None:
    citizen_calls(office.directory)
    board.wait_for_selector(".call:not([hidden])")
    assert board.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = board.evaluate(
        "[...document.querySelectorAll('button')].filter(b => b.checkVisibility())"
        ".map(b => b.getBoundingClientRect().height)"
    )
    assert min(heights) >= 48


def test_a_page_whose_kiosk_is_gone_says_so_and_comes_back(
    browser: Browser, running: tuple[Office, ChildProcess], office: Office
) -> None:
    context = browser.new_context(viewport=PHONE, ignore_https_errors=True)
    page = context.new_page()
    page.goto(office.url)
    page.fill("#pin", PIN)
    page.click(".door .primary")
    page.wait_for_selector(".board:not([hidden])")
    running[1].stop()
    page.wait_for_selector(".lost:not([hidden])")
    assert page.is_hidden(".calm")
    again = agent_process(office.directory)
    try:
        page.wait_for_selector(".lost", state="hidden")
        assert page.is_visible(".board")
    finally:
        again.kill()
        context.close()
