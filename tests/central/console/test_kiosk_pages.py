"""The kiosks' table and a kiosk's page, live in a real browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from contract.telemetry import State
from tests.central.console.conftest import Visitor
from tests.central.console.rig import Fleet
from tests.central.support.payments import requested, started, unknown, whole_payment


def row(page: Page, title: str) -> Locator:
    return page.locator("tbody tr").filter(has=page.get_by_role("link", name=title, exact=True))


def first_title(page: Page) -> Locator:
    return page.locator("tbody tr").first.locator("td.name")


def test_an_empty_fleet_says_what_to_do_and_fills_by_itself(
    visitor: Visitor, fleet: Fleet
) -> None:
    page = visitor.sign_in()
    expect(page.get_by_text("هنوز کیوسکی نام‌نویسی نشده")).to_be_visible()
    expect(page.get_by_text("pishkhan provision claim")).to_be_visible()
    fleet.report(fleet.kiosk("خیام"))
    expect(page.get_by_role("link", name="خیام ۱")).to_be_visible()


def test_a_row_changes_while_it_is_watched_and_the_worst_moves_on_top(
    visitor: Visitor, fleet: Fleet
) -> None:
    well, poor = fleet.kiosk("بلاغی", district=1), fleet.kiosk("پونک", district=3)
    fleet.report(well)
    fleet.report(poor)
    page = visitor.sign_in()
    expect(first_title(page)).to_have_text("بلاغی ۱")

    fleet.report(poor, printer=State.FAILED, printer_reason="cover_open")

    expect(first_title(page)).to_have_text("پونک ۱")
    changed = row(page, "پونک ۱")
    expect(changed).to_contain_text("رسیدگی")
    expect(changed).to_contain_text("چاپگر از کار افتاده است")
    expect(changed).to_contain_text("بخواهید در و کاغذ چاپگر را ببیند")


def test_silence_paper_queue_and_unknown_money_each_stand_in_words(
    visitor: Visitor, fleet: Fleet
) -> None:
    silent, thin = fleet.kiosk("نوروزیان"), fleet.kiosk("مینودر", district=3)
    behind, owing = fleet.kiosk("سپه", district=1), fleet.kiosk("فلسطین")
    now_ms = fleet.hub.now_ms()
    for kiosk in (silent, owing):
        fleet.report(kiosk)
    fleet.report(thin, paper=7)
    fleet.report(behind, queued=31_200, oldest_ms=now_ms - 64 * 60_000)
    fleet.silence(silent)
    fleet.pay(owing, [started(), requested(), unknown()])

    page = visitor.sign_in()
    expect(row(page, "نوروزیان ۱")).to_contain_text("خاموش")
    expect(row(page, "مینودر ۱")).to_contain_text("٪")
    expect(row(page, "مینودر ۱")).to_contain_text("کاغذ رو به پایان است")
    expect(row(page, "سپه ۱")).to_contain_text("۳۱٬۲۰۰")
    expect(row(page, "فلسطین ۱")).to_contain_text("پس از رسیدن فایل بانک تسویه کنید")
    figures = page.locator("#figures")
    expect(figures).to_contain_text("عقب‌ترین همگام‌سازی")
    expect(figures.locator(".figure").first).to_contain_text("۱")


def test_paper_is_told_in_words_where_a_printer_gives_no_level(
    visitor: Visitor, fleet: Fleet
) -> None:
    well, thin, out = fleet.kiosk("خیام"), fleet.kiosk("پونک"), fleet.kiosk("سپه")
    mute, counted = fleet.kiosk("ولایت"), fleet.kiosk("توحید")
    fleet.kiosk("بلاغی")
    fleet.report(well, paper=None)
    fleet.report(thin, paper=None, paper_state=State.DEGRADED, paper_reason="paper_near_end")
    fleet.report(out, paper=0, paper_state=State.FAILED, paper_reason="paper_end")
    fleet.report(mute, paper=None, paper_state=State.FAILED, paper_reason="no_answer")
    fleet.report(counted, paper=64)

    page = visitor.sign_in()

    def paper(office: str) -> Locator:
        return row(page, f"{office} ۱").locator("td.paper")

    expect(paper("خیام")).to_have_text("آماده")
    expect(paper("پونک")).to_have_text("رو به پایان")
    expect(paper("پونک").locator(".word-notice")).to_be_visible()
    expect(paper("سپه")).to_have_text("تمام شده")
    expect(paper("سپه").locator(".word-danger")).to_be_visible()
    expect(paper("ولایت")).to_have_text("نامعلوم")
    expect(paper("ولایت").get_by_title("پاسخ نداد")).to_be_visible()
    expect(paper("توحید")).to_contain_text("۶۴")
    expect(paper("توحید").get_by_role("img", name="کاغذ")).to_be_visible()
    expect(paper("بلاغی")).to_have_text("—")


def test_the_figure_of_thin_paper_counts_what_gives_no_level_too(
    visitor: Visitor, fleet: Fleet
) -> None:
    well, thin, out = fleet.kiosk("خیام"), fleet.kiosk("پونک"), fleet.kiosk("سپه")
    fleet.report(well, paper=None)
    fleet.report(thin, paper=None)
    fleet.report(out, paper=None)
    page = visitor.sign_in()
    figure = page.locator(".figure").filter(has_text="کاغذ رو به پایان")
    expect(figure).to_contain_text("همه کاغذ دارند")

    fleet.report(thin, paper=None, paper_state=State.DEGRADED, paper_reason="paper_near_end")
    fleet.report(out, paper=0, paper_state=State.FAILED, paper_reason="paper_end")
    expect(figure.locator(".value")).to_have_text("۲")
    expect(figure).to_contain_text("پونک ۱")
    expect(figure).to_contain_text("سپه ۱")


def test_a_kiosks_page_says_once_that_its_paper_ends(visitor: Visitor, fleet: Fleet) -> None:
    fleet.report(
        fleet.kiosk("پونک"), paper=None, paper_state=State.DEGRADED, paper_reason="paper_near_end"
    )
    page = visitor.sign_in()
    page.get_by_role("link", name="پونک ۱").click()
    line = page.get_by_role("row").filter(has=page.get_by_role("cell", name="کاغذ", exact=True))
    expect(line.get_by_role("cell").nth(1)).to_have_text("رو به پایان")


def test_what_a_silent_kiosk_said_last_stands_back(visitor: Visitor, fleet: Fleet) -> None:
    live, silent = fleet.kiosk("خیام"), fleet.kiosk("نوروزیان")
    fleet.report(live)
    fleet.report(silent)
    page = visitor.sign_in()
    parts = row(page, "نوروزیان ۱").locator("td.part").first
    spoken = parts.evaluate("cell => getComputedStyle(cell).color")
    fleet.silence(silent)
    expect(row(page, "نوروزیان ۱")).to_contain_text("خاموش")
    expect(parts).not_to_have_css("color", spoken)
    expect(row(page, "خیام ۱").locator("td.part").first).to_have_css("color", spoken)


@pytest.mark.parametrize("width", [1680, 1366, 1280, 1024])
def test_the_table_never_pushes_the_page_out_of_the_window(
    visitor: Visitor, fleet: Fleet, width: int
) -> None:
    behind = fleet.kiosk("سبزه‌میدان", district=1)
    fleet.report(behind, queued=31_200, oldest_ms=fleet.hub.now_ms() - 64 * 60_000)
    fleet.report(fleet.kiosk("ولایت"), printer=State.FAILED, printer_reason="no_answer")
    visitor.page.set_viewport_size({"width": width, "height": 768})
    page = visitor.sign_in()
    expect(row(page, "سبزه‌میدان ۱")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_ages_grow_and_carry_the_exact_time(visitor: Visitor, fleet: Fleet) -> None:
    fleet.report(fleet.kiosk("خیام"))
    page = visitor.sign_in()
    age = row(page, "خیام ۱").locator("td.age time")
    first = age.text_content() or ""
    assert "۱۴" in (age.get_attribute("title") or "")
    expect(age).not_to_have_text(first)


def test_search_folds_spellings_and_says_when_nothing_is_found(
    visitor: Visitor, fleet: Fleet
) -> None:
    for office in ("هادی‌آباد", "مینودر"):
        fleet.report(fleet.kiosk(office))
    page = visitor.sign_in()
    field = page.get_by_role("searchbox")
    field.fill("هادي اباد")
    expect(row(page, "هادی‌آباد ۱")).to_be_visible()
    expect(row(page, "مینودر ۱")).to_be_hidden()
    field.fill("نیست")
    expect(page.get_by_text("کیوسکی با این نشانی پیدا نشد")).to_be_visible()


def test_a_lost_stream_marks_the_page_as_stale_and_recovers(
    visitor: Visitor, fleet: Fleet
) -> None:
    fleet.report(fleet.kiosk("خیام"))
    page = visitor.sign_in()
    expect(page.get_by_role("link", name="خیام ۱")).to_be_visible()
    notice = page.get_by_text("ارتباط این صفحه با مرکز قطع شد")
    expect(notice).to_be_hidden()
    page.route("**/live/**", lambda route: route.abort())
    page.reload()
    expect(notice).to_be_visible()
    page.unroute("**/live/**")
    expect(notice).to_be_hidden(timeout=15_000)
    visitor.complaints.clear()  # the aborted requests


def test_a_kiosks_page_shows_parts_journals_and_payments_and_stays_true(
    visitor: Visitor, fleet: Fleet
) -> None:
    kiosk = fleet.kiosk("خیام")
    fleet.report(kiosk)
    fleet.pay(kiosk, whole_payment())
    page = visitor.sign_in()
    page.get_by_role("link", name="خیام ۱").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("خیام ۱")
    expect(page.get_by_text("این کیوسک سالم است")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="بارکدخوان")).to_contain_text("آماده")
    journal = page.get_by_role("row").filter(has_text=kiosk.journal.id.hex()[:8])
    expect(journal).to_contain_text("۶")
    expect(page.get_by_role("link", name="۱٬۲۵۰٬۰۰۰")).to_be_visible()

    fleet.report(kiosk, terminal=State.FAILED, terminal_reason="silent")
    expect(page.get_by_text("کارت‌خوان از کار افتاده است")).to_be_visible()
