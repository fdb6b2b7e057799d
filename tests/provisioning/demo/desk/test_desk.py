"""The desk, driven as a visitor does: in a browser, with nothing but clicks."""

import pytest

from tests.provisioning.demo.desk.conftest import PRIMARY, Visitor
from tests.provisioning.demo.running import Demo
from tests.support.waiting import eventually

WIDE_BUTTON = (540, 1640)
CANCEL = (240, 1640)
HOME = '.kiosk[data-screen="home"]'
NOBODY = '.kiosk[data-screen="attract"]'
WAITING = '#journal .waiting[data-kind="payment.closed"]'


@pytest.mark.timeout(400)
def test_a_visitor_pays_cuts_and_mends_and_sees_each_row_arrive(
    visitor: Visitor, demo: Demo
) -> None:
    pay_a_bill_and_see_it_arrive(visitor)
    see_rows_wait_while_the_line_is_cut(visitor)
    be_asked_when_paper_is_out(visitor, demo)
    cut_power_and_see_the_payment_found(visitor)
    hear_that_the_bank_is_not_reached(visitor)
    assert demo.process.exit_code is None


def pay_a_bill_and_see_it_arrive(visitor: Visitor) -> None:
    visitor.until_screen("attract")
    visitor.until('#hub [data-kind="kiosk.started"]')
    visitor.scans("valid")
    visitor.asks_to_pay()
    visitor.pays_at_the_terminal()
    visitor.until(".strip .hanging")
    visitor.until(".strip.cut img")
    for kind in ("payment.requested", "payment.approved", "receipt.printed", "payment.closed"):
        visitor.until(f'#journal [data-kind="{kind}"][data-acked="true"]')
        visitor.until(f'#hub [data-kind="{kind}"]')
    ends_the_visit(visitor)


def see_rows_wait_while_the_line_is_cut(visitor: Visitor) -> None:
    visitor.turns("line")
    visitor.is_on("line", on=False)
    visitor.takes_the_next_bill()
    visitor.scans("valid")
    visitor.asks_to_pay()
    visitor.pays_at_the_terminal()
    visitor.until(WAITING)
    visitor.until("#journal .badge.waiting")
    assert visitor.rows("hub", "payment.closed") == 1
    visitor.turns("line")
    visitor.is_on("line", on=True)
    visitor.until("#journal .badge:not(.waiting)")
    visitor.until_rows("hub", "payment.closed", 2)
    assert visitor.page.locator(WAITING).count() == 0
    ends_the_visit(visitor)


def be_asked_when_paper_is_out(visitor: Visitor, demo: Demo) -> None:
    visitor.turns("paper")
    visitor.until(".printer.trouble")
    eventually(lambda: not demo.has_paper(), "the kiosk's own news of the paper")
    visitor.takes_the_next_bill()
    visitor.scans("valid")
    visitor.until_screen("bill_review")
    visitor.taps_until(PRIMARY, '.kiosk[data-screen="message"]')
    assert visitor.rows("journal", "payment.closed") == 2, "no money is asked for before"
    visitor.taps_until(CANCEL, HOME)
    visitor.turns("paper")
    visitor.until(".printer:not(.trouble)")


def cut_power_and_see_the_payment_found(visitor: Visitor) -> None:
    visitor.scans("valid")
    visitor.asks_to_pay()
    visitor.turns("power")
    visitor.is_on("power", on=False)
    visitor.until(".kiosk .dark:visible")
    visitor.pays_at_the_terminal()
    visitor.until('.terminal[data-phase="idle"]')
    assert visitor.rows("journal", "payment.approved") == 2, "nobody heard the terminal"
    visitor.turns("power")
    visitor.is_on("power", on=True)
    visitor.until_screen("recovery")
    visitor.until_rows("journal", "payment.approved", 3)
    visitor.until_rows("hub", "payment.closed", 3)
    assert visitor.rows("journal", "payment.requested") == 3, "money is asked for once"
    ends_the_visit(visitor)


def hear_that_the_bank_is_not_reached(visitor: Visitor) -> None:
    visitor.turns("bank")
    visitor.is_on("bank", on=False)
    visitor.takes_the_next_bill()
    visitor.scans("valid")
    visitor.asks_to_pay()
    visitor.pays_at_the_terminal()
    visitor.until('#hub [data-kind="payment.declined"]')
    assert visitor.rows("journal", "payment.approved") == 3
    visitor.turns("bank")
    visitor.is_on("bank", on=True)


def ends_the_visit(visitor: Visitor) -> None:
    """As the citizen does it: the wide button at the foot of the glass, once it is there. The
    next one comes when the counter has begun anew: a bill held up before may be missed."""
    visitor.until_screen("done", "recovery")
    visitor.until(".strip.cut img")
    begun = visitor.rows("journal", "kiosk.started")
    visitor.taps_until(WIDE_BUTTON, f"{NOBODY}, {HOME}")
    if visitor.page.locator(NOBODY).count():
        visitor.until_rows("journal", "kiosk.started", begun + 1)


@pytest.mark.timeout(200)
@pytest.mark.parametrize("size", [(1680, 1050), (1280, 800)])
def test_everything_is_on_one_page_without_scrolling(
    visitor: Visitor, size: tuple[int, int]
) -> None:
    page = visitor.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visitor.until("#hub .rows li")
    for selector in (".switch", "#glass", ".bank-card", ".answer select", ".machine", ".bill"):
        for box in [one.bounding_box() for one in page.locator(f"{selector}:visible").all()]:
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]
            assert box["y"] + box["height"] <= size[1], selector
    devices, bills = page.locator(".devices"), page.locator(".bills")
    upper, lower = devices.locator(".answer").bounding_box(), bills.bounding_box()
    assert upper is not None
    assert lower is not None
    assert upper["y"] + upper["height"] <= lower["y"], "the terminal stands on the bills"


@pytest.mark.timeout(200)
def test_a_pin_never_leaves_the_page(visitor: Visitor) -> None:
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.post_data or ""))
    visitor.until_screen("attract", "home", "message", "bill_review", "done")
    visitor.page.click('[data-key="green"]', force=True)
    visitor.page.evaluate("document.querySelector('[data-digit=\"7\"]').click()")
    assert not [body for body in sent if body]
