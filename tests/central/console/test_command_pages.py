"""A kiosk is told to do something on its page, by those who may, and the page says what came of
it; in a real browser."""

import pytest
from playwright.sync_api import expect

from central.beginning import begin_journal
from central.commanding import CommandOrder, Wish, order_command, orders_of
from central.staff.roles import Role
from contract.city_closing import FROM_ARGUMENT, UNTIL_ARGUMENT
from contract.command import CommandName
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet, add_staff
from tests.central.support.kiosk import Kiosk

HOUR_MS = 3_600_000


@pytest.fixture
def kiosk(fleet: Fleet) -> Kiosk:
    begin_journal(fleet.hub)
    kiosk = fleet.kiosk("خیام")
    fleet.report(kiosk)
    return kiosk


def ordered(fleet: Fleet, kiosk: Kiosk) -> list[CommandOrder]:
    with fleet.hub.sessions.reading() as session:
        return orders_of(session, kiosk.device, 10)


def test_an_operator_sends_a_maintenance_window(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk
) -> None:
    page = visitor.sign_in()
    page.get_by_role("link", name="خیام ۱").click()
    expect(page.get_by_text("هنوز فرمانی به این کیوسک داده نشده است.")).to_be_visible()
    hours = page.locator("select[name=hours]")
    expect(hours).to_be_hidden()
    page.locator("select[name=name]").select_option("زمان سرویس")
    hours.select_option("4")
    page.get_by_role("button", name="فرمان بده").click()
    row = page.locator("#commands tbody tr")
    expect(row).to_contain_text("زمان سرویس")
    expect(row).to_contain_text("در راه")
    (order,) = ordered(fleet, kiosk)
    window = order.arguments
    assert int(window[UNTIL_ARGUMENT]) - int(window[FROM_ARGUMENT]) == 4 * HOUR_MS
    assert order.by == "maryam"


def test_who_may_only_look_finds_what_was_ordered_and_no_button(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk
) -> None:
    order_command(fleet.hub, Wish(kiosk.device, CommandName.REFRESH), "maryam")
    add_staff(fleet.hub, "nasrin", Role.COUNCIL)
    visitor.sign_in("nasrin")
    page = visitor.open(f"/kiosks/{kiosk.device}")
    expect(page.locator("#commands tbody tr")).to_contain_text("گرفتن داده‌های تازه")
    expect(page.get_by_role("button", name="فرمان بده")).to_have_count(0)
    answer = page.request.post(
        f"{visitor.address}/kiosks/{kiosk.device}/commands", form={"name": "restart"}
    )
    assert answer.status == 403
    assert [order.name for order in ordered(fleet, kiosk)] == ["refresh"]


def test_a_form_of_another_site_orders_nothing(
    visitor: Visitor, fleet: Fleet, kiosk: Kiosk
) -> None:
    page = visitor.sign_in()
    answer = page.request.post(
        f"{visitor.address}/kiosks/{kiosk.device}/commands",
        form={"name": "restart", "form_token": "guessed"},
    )
    assert answer.status == 403
    assert ordered(fleet, kiosk) == []
