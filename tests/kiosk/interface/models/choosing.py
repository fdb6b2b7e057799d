"""Home, entering a bill, reviewing it."""

from msgspec import structs

from contract.values import isolate, persian_digits
from kiosk.boundary.parts import Button, Choice, Field, Notice, Row, Tile
from kiosk.boundary.screens import BillCard, BillEntry, BillReview, Due, Home
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
GUIDE = Tile(
    id="information",
    title=say("tile-information"),
    subtitle=say("tile-information-sub"),
    icon="info",
)
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
DUE = Due(label=say("review-due"), value="۳۰ آذر ۱۴۰۵")
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
        Due(
            label="عوارض سال",
            value=say("review-sum", amount=number("1٬325٬556")),
            rule="مصوبهٔ شورای شهر، تعرفهٔ ۱۴۰۵، مادهٔ ۷",
        ),
        Due(
            label="تخفیف پرداخت به‌موقع (۱۰٪)",
            value=say("review-sum", amount=number("\u2212132٬556")),
            tone="good",
            mark=say("review-discount"),
        ),
        DUE,
    ),
    notices=(AS_OF,),
    not_mine=button("not_mine", "not_mine", "review-not-mine"),
    primary=button("primary", "pay", "review-pay", "credit-card"),
    back=BACK,
    cancel=CANCEL,
)
REVIEW_ADDABLE = structs.replace(
    REVIEW,
    sums=(
        *REVIEW.sums[:1],
        Due(
            label="جریمهٔ دیرکرد",
            value=say("review-sum", amount=number("66٬278")),
            tone="notice",
            mark=say("review-penalty"),
            rule="دو درصد در ماه از پایان مهلت",
        ),
        Due(
            label=say("review-instalment"),
            value=say("review-instalment-of", number="۲", of="۴"),
        ),
        DUE,
    ),
    add=button("add", "add", "review-add", "plus"),
    offers_title=say("review-offers"),
    offers=(
        Choice(
            id="offered",
            intent="choose",
            title="عوارض نوسازی، سال ۱۴۰۵",
            subtitle=say("review-instalment-of", number="۳", of="۴"),
            icon="plus",
        ),
    ),
)
FIRST_CARD = BillCard(
    id="first",
    title="عوارض نوسازی، سال ۱۴۰۵",
    lines=("خیابان نوروزیان، حکمت ۴۵، پلاک ۱۲",),
    code=IDS[0],
    value=say("review-sum", amount=number("1٬193٬000")),
    remove=say("review-remove"),
)
REVIEW_SEVERAL = structs.replace(
    REVIEW_ADDABLE,
    title=say("review-title-several", count="۳"),
    amount=LARGE_AMOUNT,
    rows=(),
    sums=(),
    bills=(
        FIRST_CARD,
        structs.replace(
            FIRST_CARD,
            id="second",
            title="عوارض کسب و پیشه و بهای خدمات مدیریت پسماند، سال ۱۴۰۵",
            lines=(
                "بلوار شهید بهشتی، خیابان شهید انصاری غربی، کوچهٔ یاس چهاردهم، پلاک ۱۱۲",
                say("review-instalment-of", number="۲", of="۴"),
            ),
        ),
        structs.replace(
            FIRST_CARD,
            id="third",
            title=say("review-plain-bill"),
            lines=(),
            warning=say("review-card-unverified"),
        ),
    ),
    notices=(Notice("notice", "warning", say("review-unverified-several")), AS_OF),
    not_mine=None,
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
