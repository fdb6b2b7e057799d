"""What the status slip says: the paper a technician leaves with a kiosk that was enrolled."""

from contract.values import isolate_ltr, jalali_local, persian_digits
from edge_agent.device import Identity
from hardware.paper import Bar, Note, Page, PageRow, PaperWidth, Row, Rule, Title
from provisioning.enrolment.self_test import ComponentResult, SelfTestOutcome

COMPONENTS = {
    "printer": "چاپگر",
    "paper": "کاغذ",
    "terminal": "پایانهٔ پرداخت",
    "scanner": "رمزینه‌خوان",
    "reader": "کارت‌خوان",
    "ups": "برق پشتیبان",
    "door": "در محفظه",
    "temperature": "دمای محفظه",
    "disk": "دیسک",
    "clock": "ساعت",
    "screen": "نمایشگر",
}
OUTCOMES = {
    SelfTestOutcome.PASSED: "سالم",
    SelfTestOutcome.FAILED: "نیاز به رسیدگی",
    SelfTestOutcome.ABSENT: "نصب نشده",
}
READY = "این پیشخوان آماده است"
NOT_READY = "این پیشخوان نیاز به رسیدگی دارد"


def status_slip(
    identity: Identity,
    results: tuple[ComponentResult, ...],
    reference_as_of_ms: int | None,
    now_ms: int,
    columns_dots: int = PaperWidth.MM80,
) -> Page:
    """Names no person. `reference_as_of_ms` is how old the city's data is, None without any."""
    ready = all(result.outcome is not SelfTestOutcome.FAILED for result in results)
    rows: list[PageRow] = [
        Title(f"شهرداری {identity.place.city_name}", identity.place.line),
        Bar(READY if ready else NOT_READY, inverted=ready),
        Row("شناسهٔ دستگاه", identity.device, ltr=True),
        Row("زمان", _moment(now_ms), ltr=True),
        Row(
            "دادهٔ شهر تا", "نرسیده" if reference_as_of_ms is None else _moment(reference_as_of_ms)
        ),
        Rule(),
        *(_result_row(result) for result in results),
        Rule(),
        Row("سامانهٔ مرکزی", isolate_ltr(identity.hub_url.removeprefix("https://"))),
        Row("پیشوند کد پیگیری", _prefixes(identity), ltr=True),
        Note("این برگه را در پروندهٔ دستگاه نگه دارید. رسید پرداخت نیست."),
    ]
    return Page(tuple(rows), columns_dots)


def _result_row(result: ComponentResult) -> Row:
    return Row(COMPONENTS[result.component], OUTCOMES[result.outcome])


def _moment(utc_ms: int) -> str:
    date, time = jalali_local(utc_ms)
    return isolate_ltr(f"{date.persian()}  {persian_digits(time)}")


def _prefixes(identity: Identity) -> str:
    return "، ".join(persian_digits(str(prefix)) for prefix in identity.tracking_prefixes)
