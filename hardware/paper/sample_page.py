"""A page for technicians: every kind of row, so that one look tells whether paper is right."""

from contract.values import Rial, isolate_ltr
from hardware.paper.rows import (
    Amount,
    Bar,
    Barcode,
    GreyRamp,
    Mark,
    Note,
    Page,
    PaperWidth,
    Paragraph,
    QrBlock,
    Row,
    Rule,
    Ruler,
    Symbology,
    Title,
)

ITF_DIGITS = "11177532001400000012070160"  # a bill of 120,000 rials that nobody owes
CODE_128_TEXT = "PISHKHAN-1405"
QR_TEXT = "PISHKHAN TEST 1234567890"


def sample_page(columns_dots: int = PaperWidth.MM80) -> Page:
    """Holds no personal data and no real payment; the bar says that it is a test."""
    amount = Rial(1_250_000)
    millimetres = isolate_ltr("۷۲" if columns_dots >= PaperWidth.MM80 else "۴۸")
    return Page(
        (
            Title("پیشخوان", "برگهٔ آزمایش چاپگر"),
            Bar("فقط آزمایش – رسید نیست"),
            Bar("نوار سفید", inverted=False),
            Row("پهنای چاپ", f"{millimetres} میلی‌متر"),
            Row("حروف", "پژوهش گچ چای ژرف"),
            Row("نیم‌فاصله", "می‌روم، کارت‌خوان، خانه‌ای"),
            Row("رقم‌ها", "۰۱۲۳۴۵۶۷۸۹", ltr=True),
            Row("کارت نمونه", "۶۰۳۷۹۹******۰۰۱۴", ltr=True),
            Row("کد نمونه", "۲-۱۴-۱۰۸-۲۳-۱-۶-۰", ltr=True),
            Rule(),
            Amount("مبلغ", f"{isolate_ltr(amount.grouped())} ریال", f"{amount.in_words()} ریال"),
            Rule(),
            QrBlock(
                QR_TEXT,
                "کد آزمایش",
                "۱۲۳۴ ۵۶۷ ۸۹۰",
                ("اگر رمزینه با گوشی خوانده شود و لبه‌ها تیز باشند، چاپگر سالم است.",),
            ),
            Barcode(ITF_DIGITS, Symbology.ITF),
            Barcode(CODE_128_TEXT, Symbology.CODE_128),
            Note("خط‌کش یک‌نقطه‌ای، از لبه تا لبه؛ هر خط بلند یک سانتی‌متر"),
            Ruler(),
            Note("از سیاه به سفید؛ پله و نوار نباید دیده شود"),
            GreyRamp(),
            Title("سربرگ بی‌نشان", "سطر دوم آن", mark=Mark.NONE),
            Paragraph("متن آزاد از راست به چپ، با نشانی وب " + isolate_ltr("example.org")),
            Paragraph("Free text from left to right."),
            Note("پایان برگهٔ آزمایش"),
        ),
        columns_dots,
    )
