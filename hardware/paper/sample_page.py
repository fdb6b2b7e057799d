"""A page for technicians: every kind of row, so that one look tells whether paper is right."""

from contract.values import Rial, isolate_ltr
from hardware.paper.rows import Amount, Bar, Note, Page, PaperWidth, QrBlock, Row, Rule, Title


def sample_page(columns_dots: int = PaperWidth.MM80) -> Page:
    """Holds no personal data and no real payment; the bar says that it is a test."""
    amount = Rial(1_250_000)
    return Page(
        (
            Title("پیشخوان", "برگهٔ آزمایش چاپگر"),
            Bar("فقط آزمایش – رسید نیست"),
            Row("پهنای کاغذ", f"{isolate_ltr('۷۲' if columns_dots >= 500 else '۴۸')} میلی‌متر"),
            Row("حروف", "پژوهش گچ چای ژرف"),
            Row("رقم‌ها", "۰۱۲۳۴۵۶۷۸۹", ltr=True),
            Row("کارت نمونه", "۶۰۳۷۹۹******۰۰۱۴", ltr=True),
            Rule(),
            Amount("مبلغ", f"{isolate_ltr(amount.grouped())} ریال", f"{amount.in_words()} ریال"),
            Rule(),
            QrBlock(
                "PISHKHAN TEST 1234567890",
                "کد آزمایش",
                "۱۲۳۴ ۵۶۷ ۸۹۰",
                ("اگر رمزینه با گوشی خوانده شود و لبه‌ها تیز باشند، چاپگر سالم است.",),
            ),
            Note("پایان برگهٔ آزمایش"),
        ),
        columns_dots,
    )
