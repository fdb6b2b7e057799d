"""From the card to the result."""

from msgspec import structs

from contract.values import persian_digits
from kiosk.boundary.parts import Notice, Ring, Row, Tracking
from kiosk.boundary.screens import Done, Paying, Printing
from tests.kiosk.interface.models.parts import (
    AMOUNT,
    CANCEL,
    CLOCK,
    FINISH,
    LARGE_AMOUNT,
    OFFLINE,
    ONLINE,
    PILLS,
    PLACE,
    RETRY,
    number,
    say,
    steps,
)

PAYING = Paying(
    title=say("paying-title"),
    status=ONLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    steps=steps(2),
    ring=Ring(remaining_s=96, total_s=120),
    headline=say("paying-card"),
    body=say("paying-card-body"),
    amount=AMOUNT,
    waiting_text=say("paying-waiting", seconds=persian_digits("96")),
    cancel_hint=say("paying-cancel"),
)
PAYING_CANCEL = structs.replace(PAYING, cancel_hint="", cancel=CANCEL)
PAYING_LONGER = structs.replace(
    PAYING,
    status=OFFLINE,
    ring=Ring(remaining_s=11, total_s=120),
    amount=LARGE_AMOUNT,
    waiting_text=say("paying-waiting", seconds=persian_digits("11")),
    waiting_more=say("paying-more"),
)
PRINTING = Printing(
    take_card=say("printing-take-card"),
    title=say("printing-title"),
    status=ONLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    steps=steps(3),
    headline=say("printing-paid"),
    body=say("printing-paid-body"),
    amount=AMOUNT,
    progress_text=say("printing-progress"),
)
DONE_PAID = Done(
    title=say("done-title"),
    status=OFFLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    steps=steps(3),
    outcome="paid",
    headline=say("done-paid"),
    body=say("done-paid-body"),
    amount=AMOUNT,
    rows=(
        Row(say("done-for"), "عوارض نوسازی، سال ۱۴۰۵"),
        Row(say("done-card"), number("603799******0014"), ltr=True),
        Row(say("done-rrn"), number("898194184027"), ltr=True),
    ),
    tracking=Tracking(say("done-tracking"), number("3056 918 472")),
    notices=(Notice("notice", "cloud-slash", say("done-kept-offline")),),
    primary=FINISH,
)
DONE_NOT_PRINTED = structs.replace(
    DONE_PAID, outcome="not_printed", body=say("done-not-printed-body")
)
DONE_DECLINED = structs.replace(
    DONE_PAID,
    status=ONLINE,
    outcome="declined",
    headline=say("done-declined"),
    body=say("declined-no_funds"),
    rows=(Row(say("done-for"), "عوارض نوسازی، سال ۱۴۰۵"),),
    tracking=None,
    notices=(),
    secondary=RETRY,
)
DONE_UNKNOWN = structs.replace(
    DONE_PAID,
    outcome="unknown",
    headline=say("done-unknown"),
    body=say("done-unknown-body"),
    rows=DONE_PAID.rows[:1],
    notices=(
        Notice(
            "danger",
            "warning",
            say(
                "done-unknown-notice",
                phone=persian_digits("137"),
                date="دوشنبه، ۹ آذر ۱۴۰۵",
            ),
        ),
        Notice("notice", "cloud-slash", say("done-kept-offline")),
    ),
)
DONE_UNKNOWN_NO_PAPER = structs.replace(
    DONE_UNKNOWN,
    body=say("done-unknown-no-slip-body"),
    rows=(
        DONE_PAID.rows[0],
        Row(say("done-reference"), number("3056918472"), ltr=True),
    ),
    qr="HTTPS://E-SHAHR.QAZVIN.EXAMPLE/R/" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 8,
)
