"""Home, entering a bill, reviewing it."""

from msgspec import structs

from contract.values import isolate, persian_digits
from kiosk.boundary.parts import Button, Field, Notice, Row, Sum, Tile
from kiosk.boundary.screens import BillEntry, BillReview, Home
from tests.kiosk.interface.models.parts import (
    AMOUNT,
    AS_OF,
    BACK,
    CANCEL,
    CLOCK,
    LARGE_AMOUNT,
    OFFLINE,
    ONLINE,
    PILLS,
    PLACE,
    STICKER,
    button,
    number,
    say,
    steps,
)

PAY = Tile(id="pay", title=say("tile-pay"), subtitle=say("tile-pay-sub"), icon="receipt")
GUIDE = Tile(id="guide", title=say("tile-guide"), subtitle=say("tile-guide-sub"), icon="info")
PROPERTY = Tile(
    id="property", title="ملک من", subtitle="پرونده، تراکم مجاز، پروانه", icon="buildings"
)
REQUEST = Tile(id="r137", title="درخواست و شکایت", subtitle="۱۳۷، ثبت و پیگیری", icon="megaphone")

HOME = Home(
    title=say("home-title"),
    status=ONLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    subtitle=say("home-subtitle"),
    scan_hint=say("entry-scan"),
    tiles=(PAY, GUIDE),
    notices=(STICKER,),
)
HOME_ALONE = structs.replace(HOME, tiles=(PAY,))
HOME_OF_FOUR = structs.replace(HOME, tiles=(PAY, PROPERTY, REQUEST, GUIDE))
HOME_OFFLINE = structs.replace(
    HOME,
    status=OFFLINE,
    notices=(Notice("notice", "cloud-slash", say("home-offline")), STICKER),
)
HOME_TERMINAL_AWAY = structs.replace(
    HOME,
    tiles=(structs.replace(PAY, enabled=False, why=say("tile-pay-why-terminal")), GUIDE),
    notices=(
        Notice("notice", "receipt-x", say("home-no-paper", cause=say("slip-paper_end"))),
        STICKER,
    ),
)

BILL = Field(id="bill_id", label=say("entry-bill"), value="", active=True)
PAYMENT = Field(id="payment_id", label=say("entry-payment"), value="", active=False)
ENTRY = BillEntry(
    title=say("entry-title"),
    status=ONLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    steps=steps(0),
    scan_hint=say("entry-scan"),
    help_text=say("entry-help"),
    fields=(BILL, PAYMENT),
    digits=tuple(persian_digits("0123456789")),
    erase_label=say("entry-erase"),
    clear_label=say("entry-clear"),
    primary=Button(name="primary", intent="next", label=say("btn-next"), enabled=False),
    back=BACK,
    cancel=CANCEL,
)
NEXT = button("primary", "next", "btn-next")
ENTRY_TYPED = structs.replace(
    ENTRY,
    status=OFFLINE,
    fields=(
        structs.replace(BILL, value=number("1000\u20090127\u20092616\u20097"), active=False),
        structs.replace(PAYMENT, value=number("1193\u200950"), active=True),
    ),
    primary=NEXT,
)
ENTRY_WRONG = structs.replace(
    ENTRY,
    fields=(
        structs.replace(
            BILL,
            value=number("1000\u20090127\u20092616\u20098"),
            error=say("entry-error-wrong_digit"),
        ),
        structs.replace(
            PAYMENT, value=number("1193\u20095010\u20092"), error=say("entry-error-other_bill")
        ),
    ),
    primary=NEXT,
)

ENTRY_NOTICED = structs.replace(
    ENTRY_WRONG,
    notices=(Notice("notice", "info", say("refused-scanned_misread-body")),),
)

IDS = (
    Row(say("review-bill"), number("1000012726167"), ltr=True),
    Row(say("review-payment"), number("119350102"), ltr=True),
)
PROPERTY_ROW = Row(say("review-property"), number("2-14-108-23-1-6-0"), ltr=True)
DUE = Sum(say("review-due"), "۳۰ آذر ۱۴۰۵")
REVIEW = BillReview(
    title=say("review-title"),
    status=OFFLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    steps=steps(1),
    amount=AMOUNT,
    rows=(
        Row(say("review-for"), "عوارض نوسازی، سال ۱۴۰۵"),
        Row(say("review-owner"), isolate("م*** رحیمی")),
        Row(say("review-address"), "خیابان نوروزیان، حکمت ۴۵، پلاک ۱۲"),
        PROPERTY_ROW,
        *IDS,
    ),
    sums=(
        Sum("عوارض سال", say("review-sum", amount=number("1٬325٬556"))),
        Sum(
            "تخفیف پرداخت به‌موقع (۱۰٪)",
            say("review-sum", amount=number("\u2212132٬556")),
            "good",
        ),
        DUE,
    ),
    notices=(AS_OF,),
    not_mine=button("not_mine", "not_mine", "review-not-mine"),
    primary=button("primary", "pay", "review-pay", "credit-card"),
    back=BACK,
    cancel=CANCEL,
)
REVIEW_UNVERIFIED = structs.replace(
    REVIEW,
    title=say("review-title-unverified"),
    rows=IDS,
    sums=(),
    notices=(Notice("notice", "warning", say("review-unverified")),),
)
REVIEW_OVERLONG = structs.replace(
    REVIEW,
    amount=LARGE_AMOUNT,
    rows=(
        Row(
            say("review-for"),
            "عوارض کسب و پیشه و حق افتتاح و بهای خدمات مدیریت پسماند، سال ۱۴۰۵",
        ),
        Row(say("review-owner"), isolate("س*** حسینی‌نژاد موسوی قزوینی‌اصل")),
        Row(
            say("review-address"),
            "بلوار شهید بهشتی، خیابان شهید انصاری غربی، کوچهٔ یاس چهاردهم، "
            "بن‌بست شقایق، پلاک ۱۱۲، طبقهٔ سوم، واحد ۱۲ شرقی، مجتمع مسکونی نگین",
        ),
        PROPERTY_ROW,
        *IDS,
    ),
    notices=(AS_OF, STICKER),
)
