"""Releases in a real browser: for whom each is open, how far it is, and who went back."""

import datetime as dt
import re
from dataclasses import replace

from playwright.sync_api import expect

from central.beginning import begin_journal
from central.console.release_board import freshness
from central.ingesting import projections
from central.releases import (
    hold_bad_releases,
    open_release,
    pause_release,
    resume_release,
    set_ring,
)
from contract.events import (
    UpdateApplied,
    UpdateConfirmed,
    UpdateEvent,
    UpdateRolledBack,
    UpdateStaged,
)
from contract.release import ReleaseVersion, Ring
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet
from tests.central.support.kiosk import Kiosk
from tests.support.releases import add_release, release, small_files

VERSION = "0.2.0"
DAY = dt.timedelta(days=1)


def sign(fleet: Fleet, *versions: str) -> None:
    city = fleet.hub.city_dir
    assert release(city, "init") == 0
    for version in versions:
        add_release(city, version, small_files(version), "--notes", "رسید به زبان انگلیسی")
    begin_journal(fleet.hub)
    fleet.custody = replace(fleet.custody, projections=projections())


def says(fleet: Fleet, kiosk: Kiosk, last: UpdateEvent) -> None:
    for event in (
        UpdateStaged(software=VERSION, digest=bytes(32), source="hub"),
        UpdateApplied(software=VERSION, before="0.1.0"),
        last,
    ):
        kiosk.journal.append(event)
    fleet.send(kiosk)


def test_how_far_a_release_is_and_which_kiosk_went_back(visitor: Visitor, fleet: Fleet) -> None:
    sign(fleet, VERSION, "0.3.0")
    brave, other, third = (fleet.kiosk(name) for name in ("خیام", "پونک", "نادری"))
    set_ring(fleet.hub, brave.device, Ring.PILOT, "maryam")
    set_ring(fleet.hub, other.device, Ring.EARLY, "maryam")
    open_release(fleet.hub, ReleaseVersion.parse(VERSION), Ring.EARLY, "maryam")
    says(fleet, brave, UpdateConfirmed(software=VERSION))
    says(fleet, other, UpdateRolledBack(software=VERSION, before="0.1.0", reason="not_well"))
    page = visitor.sign_in()
    page.get_by_role("link", name="نسخه‌ها").click()
    releases = page.locator("#releases tr")
    expect(releases).to_have_count(2)
    newer, older = releases.all()
    expect(newer).to_contain_text("باز نشده")
    expect(older).to_contain_text("زودهنگام")
    expect(older.locator("td").nth(3)).to_have_text("۲")
    expect(older.locator("td").nth(4)).to_have_text("۱")
    expect(older.locator("td").nth(7)).to_have_text("۱")
    page.get_by_role("link", name="پونک ۱").click()
    facts = page.locator(".facts")
    expect(facts).to_contain_text("برگشته")
    expect(facts).to_contain_text("در زمان آزمون سالم نشد")
    page.goto(f"{visitor.address}/kiosks/{third.device}")
    expect(page.locator(".facts")).to_contain_text("حلقهٔ نسخه‌ها")
    expect(page.locator(".facts")).not_to_contain_text("آخرین نسخه")


def test_one_that_the_hub_has_paused_raises_an_alarm_that_goes_when_somebody_has_decided(
    visitor: Visitor, fleet: Fleet
) -> None:
    """On the page that stands open on an operator's screen all day, without a touch."""
    sign(fleet, VERSION)
    kiosks = [fleet.kiosk(name) for name in ("خیام", "پونک", "نادری", "مینودر")]
    for kiosk in kiosks:
        set_ring(fleet.hub, kiosk.device, Ring.PILOT, "maryam")
    version = ReleaseVersion.parse(VERSION)
    open_release(fleet.hub, version, Ring.PILOT, "maryam")
    page = visitor.sign_in()
    alarm = page.locator("#alarms .notice")
    expect(page.locator("#kiosks tr")).to_have_count(4)
    expect(alarm).to_have_count(0)
    says(fleet, kiosks[0], UpdateRolledBack(software=VERSION, before="0.1.0", reason="not_well"))
    hold_bad_releases(fleet.hub)
    expect(alarm).to_contain_text("خودبه‌خود متوقف شد")
    expect(alarm).to_have_text(re.compile(r"\W۱\W+کیوسک از \W*۴\W+کیوسک"))
    alarm.click()
    expect(page.locator("#releases tr")).to_contain_text("خودبه‌خود متوقف")
    decision = page.locator(".decision")
    expect(decision).to_contain_text(f"pishkhan hub release resume {VERSION}")
    expect(decision).to_contain_text(f"pishkhan provision release withdraw {VERSION}")
    expect(page.locator(".page-head")).to_contain_text("۵٪")
    resume_release(fleet.hub, version, "maryam")
    page.goto(f"{visitor.address}/kiosks")
    expect(page.locator("#kiosks tr")).to_have_count(4)
    expect(alarm).to_have_count(0)


def test_what_is_paused_or_withdrawn_says_so(visitor: Visitor, fleet: Fleet) -> None:
    sign(fleet, VERSION, "0.3.0")
    for version in (VERSION, "0.3.0"):
        open_release(fleet.hub, ReleaseVersion.parse(version), Ring.ALL, "maryam")
    pause_release(fleet.hub, ReleaseVersion.parse(VERSION), "maryam")
    assert release(fleet.hub.city_dir, "withdraw", "0.3.0") == 0
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/releases")
    releases = page.locator("#releases tr")
    expect(releases).to_have_count(2)
    newer, older = releases.all()
    expect(newer).to_contain_text("پس گرفته شده")
    expect(older).to_contain_text("متوقف")


def test_a_city_without_releases_is_told_how_it_gets_one(visitor: Visitor) -> None:
    page = visitor.sign_in()
    page.goto(f"{visitor.address}/releases")
    expect(page.get_by_role("heading", level=2)).to_have_text("هنوز نسخه‌ای برای کیوسک‌ها نیست")


def test_a_list_that_ends_soon_or_has_ended_wants_somebody() -> None:
    now = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    now_ms = int(now.timestamp() * 1000)
    calm, soon, over = (freshness(now + days * DAY, now_ms) for days in (20, 3, -1))
    assert "معتبر" in calm.line
    assert not calm.warning
    assert "release renew" in soon.warning
    assert not soon.is_over
    assert "هیچ کیوسکی نسخه‌ای نمی‌گیرد" in over.warning
    assert over.is_over
