"""A kiosk's day in a real browser: bars where something was measured, and nowhere else."""

import re

from playwright.sync_api import expect

from contract.telemetry import Component, Measurement
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet, telemetry

MINUTE_MS = 60_000
SLOT_MS = 10 * MINUTE_MS


def machine(busy: int, free: int = 40, celsius: int = 50) -> list[Measurement]:
    return [
        Measurement(component=Component.MACHINE, name="processor_busy_percent", value=busy),
        Measurement(component=Component.MACHINE, name="memory_free_percent", value=free),
        Measurement(component=Component.TEMPERATURE, name="temperature_celsius", value=celsius),
    ]


def test_a_gap_is_a_gap_and_what_was_told_later_says_so(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("خیام")
    now_ms = fleet.hub.now_ms()
    live = [slot for slot in range(140, 0, -1) if not 20 <= slot < 80]
    for slot in live:
        fleet.report(
            kiosk, received_ms=now_ms - slot * SLOT_MS, uptime_ms=10**9 - slot * SLOT_MS,
            queued=slot % 7, measurements=machine(20 + slot % 30, celsius=45 + slot % 9),
        )  # fmt: skip
    told = [
        telemetry(
            kiosk, now_ms - slot * SLOT_MS, uptime_ms=10**8 - slot * SLOT_MS,
            queued=(80 - slot) * 6, measurements=machine(10, celsius=40),
        )
        for slot in range(60, 20, -1)
    ]  # fmt: skip
    fleet.tell_later(kiosk, told)
    fleet.tell_later(kiosk, told)

    visitor.sign_in()
    page = visitor.open(f"/kiosks/{kiosk.device}")
    strips = page.locator("#history .strip svg[role=img]")
    expect(strips).to_have_count(5)
    queue = strips.first
    expect(queue).to_have_attribute("aria-label", re.compile("رویداد در صف، بیشترین: .*۳۵۴"))
    expect(queue.locator(".slot.later")).to_have_count(len(told))
    expect(queue.locator(".slot")).to_have_count(len(live) + len(told))
    assert gap_slots(
        queue.locator(".gap").evaluate_all("all => all.map(r => r.width.baseVal.value)")
    ) == (144 - len(live) - len(told))
    expect(page.locator("#history")).to_contain_text("پس از وصل شدن خط رسید")


def gap_slots(widths: list[float]) -> float:
    return sum(widths) / 5


def test_a_kiosk_of_which_nothing_is_known_has_no_picture(visitor: Visitor, fleet: Fleet) -> None:
    kiosk = fleet.kiosk("سپه")
    visitor.sign_in()
    page = visitor.open(f"/kiosks/{kiosk.device}")
    expect(page.locator("#history")).to_contain_text("در یک روز گذشته چیزی نرسیده است")
    expect(page.locator("#history svg")).to_have_count(0)
