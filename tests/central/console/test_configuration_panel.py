"""A kiosk's page says what is set for it, and where each value comes from."""

from playwright.sync_api import expect

from central.configuration.changing import set_value
from central.configuration.layers import Scope
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet


def test_each_setting_stands_with_its_value_and_where_it_was_set(
    visitor: Visitor, fleet: Fleet
) -> None:
    kiosk = fleet.kiosk("خیام")
    fleet.report(kiosk)
    for scope, key, value in (
        ("city", "support_phone", "02833228888"),
        ("district:2", "lookups_per_visit", "12"),
        (f"device:{kiosk.device}", "bills_per_payment", "2"),
    ):
        set_value(fleet.hub, Scope.parse(scope), key, value, "test")
    page = visitor.sign_in()
    page.get_by_role("link", name="خیام ۱").click()
    panel = page.locator("#configuration")
    expect(panel).to_be_visible()
    rows = [row.inner_text().split("\t") for row in panel.locator("tbody tr").all()]
    assert [[cell.strip("\u2066\u2069\u2068") for cell in row] for row in rows] == [
        ["کهنه‌ترین قبض‌های قابل پرداخت (ساعت)", "بدون حد", "پیش‌فرض"],
        ["جست‌وجو در هر مراجعه", "۱۲", "منطقه"],
        ["قبض در هر پرداخت", "۲", "همین کیوسک"],
        ["تلفن پشتیبانی", "۰۲۸۳۳۲۲۸۸۸۸", "همهٔ شهر"],
        ["کد تکنسین‌ها (شماره)", "هیچ‌کس", "پیش‌فرض"],
    ]
