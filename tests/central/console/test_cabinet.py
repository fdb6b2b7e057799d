"""Power, door, warmth and disk of the cabinet, on the board and on a kiosk's page."""

from playwright.sync_api import expect

from central.console.figures import time_of_day
from contract.telemetry import Component, ComponentState, Measurement, State
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet
from tests.central.console.test_kiosk_pages import first_title, row
from tests.central.support.payments import requested, started, unknown

QUARTER_HOUR_MS = 900_000


def part(
    component: Component, state: State, reason: str, since_ms: int, level: int | None = None
) -> ComponentState:
    return ComponentState(
        component=component, state=state, reason=reason, since_ms=since_ms, level=level
    )


def test_power_and_door_stand_on_the_board_with_their_time(visitor: Visitor, fleet: Fleet) -> None:
    well, dark, ajar = fleet.kiosk("بلاغی"), fleet.kiosk("خیام"), fleet.kiosk("پونک")
    since_ms = fleet.hub.now_ms() - QUARTER_HOUR_MS
    battery = part(Component.UPS, State.DEGRADED, "on_battery", since_ms, 64)
    door = part(Component.DOOR, State.DEGRADED, "door_open", since_ms)
    fleet.report(well)
    fleet.report(dark, cabinet=[battery])
    fleet.report(ajar, cabinet=[door])
    page = visitor.sign_in()
    since = time_of_day(since_ms)
    expect(row(page, "خیام ۱")).to_contain_text("با باتری کار می‌کند")
    expect(row(page, "خیام ۱")).to_contain_text(since)
    expect(row(page, "خیام ۱")).to_contain_text("دوشاخه درآمده")
    expect(row(page, "پونک ۱")).to_contain_text("درِ محفظه از")
    expect(row(page, "پونک ۱")).to_contain_text(since)
    expect(page.locator("tbody tr").last).to_contain_text("بلاغی ۱")


def test_an_open_door_is_seen_beside_unknown_money(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("فلسطین")
    since_ms = fleet.hub.now_ms() - QUARTER_HOUR_MS
    fleet.report(kiosk, cabinet=[part(Component.DOOR, State.DEGRADED, "door_open", since_ms)])
    fleet.pay(kiosk, [started(), requested(), unknown()])
    page = visitor.sign_in()
    cell = row(page, "فلسطین ۱").locator("td.cause")
    expect(cell).to_contain_text("پس از رسیدن فایل بانک تسویه کنید")
    expect(cell.locator(".also")).to_contain_text("درِ محفظه از")


def test_a_kiosks_page_tells_states_and_measurements(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("خیام")
    since_ms = fleet.hub.now_ms() - QUARTER_HOUR_MS
    fleet.report(
        kiosk,
        cabinet=[
            part(Component.UPS, State.DEGRADED, "on_battery", since_ms, 64),
            part(Component.TEMPERATURE, State.FAILED, "too_hot", since_ms),
            ComponentState(component=Component.DOOR, state=State.READY, since_ms=since_ms),
        ],
        measurements=[
            Measurement(component=Component.UPS, name="battery_runtime_s", value=1500),
            Measurement(
                component=Component.TEMPERATURE,
                name="temperature_celsius",
                value=91,
                place="coretemp",
            ),
        ],
    )
    page = visitor.sign_in()
    first_title(page).get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("خیام ۱")
    parts = page.locator("tbody tr")
    expect(parts.filter(has_text="برق پشتیبان")).to_contain_text("توان باتری")
    expect(parts.filter(has_text="برق پشتیبان")).to_contain_text("با باتری")
    expect(parts.filter(has_text="درِ محفظه")).to_contain_text("بسته")
    expect(parts.filter(has_text="دما")).to_contain_text("درجه")
    expect(page.locator(".notice").filter(has_text="بیش از اندازه داغ")).to_be_visible()
