"""Home, entering, reviewing, and why a bill isn't taken."""

from contract.reference import BillRecord
from contract.values import jalali_local
from kiosk.boundary.parts import Button, Field, Notice, Row, Sum, Tile
from kiosk.boundary.screens import BillEntry, BillReview, Home, Message
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys.bill import Quote, Refusal, RefusalReason
from kiosk.journeys.entry import EntryError, EntryField, EntryForm
from kiosk.journeys.states import Refused

NOTHING_TO_EDIT = frozenset(
    {
        RefusalReason.PAID,
        RefusalReason.PAID_HERE,
        RefusalReason.RESULT_UNKNOWN,
        RefusalReason.CANCELLED,
        RefusalReason.EXPIRED,
    }
)


def home(painter: Painter) -> Home:
    terminal_works = painter.around.terminal in {"ready", "degraded"}
    pay = Tile(
        id="pay",
        title=painter.say("tile-pay"),
        subtitle=painter.say("tile-pay-sub"),
        icon="receipt",
        enabled=terminal_works,
        why=None if terminal_works else painter.say("tile-pay-why-terminal"),
    )
    others = (("receipts", "qr-code"), ("information", "info"))
    return Home(
        title=painter.say("home-title"),
        subtitle=painter.say("home-subtitle"),
        scan_hint=painter.say("entry-scan"),
        tiles=(pay, *(_tile(painter, id, icon) for id, icon in others)),
        notices=_home_notices(painter),
        **painter.common(),
    )


def _tile(painter: Painter, id: str, icon: str) -> Tile:
    """A service that needs neither terminal nor line."""
    return Tile(
        id=id,
        title=painter.say(f"tile-{id}"),
        subtitle=painter.say(f"tile-{id}-sub"),
        icon=icon,
    )


def _home_notices(painter: Painter) -> tuple[Notice, ...]:
    around = painter.around
    notices = []
    if around.link == "offline":
        notices.append(Notice("notice", "cloud-slash", painter.say("home-offline")))
    if around.paper == "failed":
        notices.append(Notice("notice", "receipt-x", _no_paper(painter)))
    elif around.printer in {"failed", "absent"}:
        notices.append(Notice("notice", "printer", _no_paper(painter)))
    elif around.paper == "degraded":
        notices.append(Notice("notice", "receipt", painter.say("home-paper-low")))
    notices.append(Notice("notice", "qr-code", painter.say("home-sticker")))
    return tuple(notices)


def _no_paper(painter: Painter) -> str:
    cause = f"slip-{painter.around.printer_reason}"
    if painter.texts.has(cause):
        return painter.say("home-no-paper", cause=painter.say(cause))
    return painter.say("home-printer")


def entry(painter: Painter, form: EntryForm) -> BillEntry:
    return BillEntry(
        title=painter.say("entry-title"),
        steps=painter.steps(0),
        scan_hint=painter.say("entry-scan"),
        help_text=painter.say("entry-help"),
        fields=(
            _field(painter, form, EntryField.BILL, form.bill, form.bill_error),
            _field(painter, form, EntryField.PAYMENT, form.payment, form.payment_error),
        ),
        digits=tuple(painter.writing.digits(digit) for digit in "0123456789"),
        erase_label=painter.say("entry-erase"),
        clear_label=painter.say("entry-clear"),
        primary=Button(
            name="primary",
            intent="next",
            label=painter.say("btn-next"),
            enabled=bool(form.bill),
        ),
        back=painter.button("back", "back", "btn-back"),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def _field(
    painter: Painter, form: EntryForm, field: EntryField, value: str, error: EntryError | None
) -> Field:
    return Field(
        id=field.value,
        label=painter.say("entry-bill" if field is EntryField.BILL else "entry-payment"),
        value=painter.writing.grouped_code(value),
        active=form.active is field,
        error=None if error is None else painter.say(f"entry-error-{error.value}"),
    )


def review(painter: Painter, quote: Quote) -> BillReview:
    known = quote.record is not None
    return BillReview(
        title=painter.say("review-title" if known else "review-title-unverified"),
        steps=painter.steps(1),
        amount=painter.amount(quote.amount),
        rows=_review_rows(painter, quote),
        sums=() if quote.record is None else _review_sums(painter, quote.record),
        notices=_review_notices(painter, quote),
        not_mine=painter.button("not_mine", "not_mine", "review-not-mine"),
        primary=painter.button("primary", "pay", "review-pay", "credit-card"),
        back=painter.button("back", "back", "btn-back"),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def _review_rows(painter: Painter, quote: Quote) -> tuple[Row, ...]:
    record, pair = quote.record, quote.pair
    ids = (
        Row(painter.say("review-bill"), painter.writing.code(pair.bill.text), ltr=True),
        Row(painter.say("review-payment"), painter.writing.code(pair.payment.text), ltr=True),
    )
    if record is None:
        return ids
    rows = [Row(painter.say("review-for"), painter.writing.digits(record.title))]
    if record.owner_masked is not None:
        rows.append(Row(painter.say("review-owner"), record.owner_masked))
    if record.address is not None:
        rows.append(Row(painter.say("review-address"), painter.writing.digits(record.address)))
    if record.property_code is not None:
        code = painter.writing.code(record.property_code)
        rows.append(Row(painter.say("review-property"), code, ltr=True))
    return (*rows, *ids)


def _review_sums(painter: Painter, record: BillRecord) -> tuple[Sum, ...]:
    sums = [
        Sum(
            painter.writing.digits(item.title),
            painter.say("review-sum", amount=painter.writing.number(item.amount)),
            "good" if item.amount < 0 else "plain",
        )
        for item in record.items
    ]
    if record.due_ms is not None:
        due, _ = jalali_local(record.due_ms)
        sums.append(Sum(painter.say("review-due"), painter.writing.full_date(due)))
    return tuple(sums)


def _review_notices(painter: Painter, quote: Quote) -> tuple[Notice, ...]:
    notices = []
    if quote.record is None:
        notices.append(Notice("notice", "warning", painter.say("review-unverified")))
    if quote.as_of_ms is not None:
        as_of = painter.say("review-as-of", age=painter.age(quote.as_of_ms))
        notices.append(Notice("notice", "clock-counter-clockwise", as_of))
    return tuple(notices)


def without_paper(painter: Painter) -> Message:
    return Message(
        title=painter.say("paying-title"),
        tone="notice",
        icon="receipt-x",
        headline=painter.say("no-paper-title"),
        body=painter.say("no-paper-body"),
        primary=painter.button("ok", "pay", "no-paper-go-on"),
        secondary=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def refused(painter: Painter, state: Refused) -> Message:
    reason = state.refusal.reason
    calm = reason in {RefusalReason.PAID, RefusalReason.PAID_HERE, RefusalReason.ZERO_AMOUNT}
    if state.pair is None:
        retry = painter.button("retry", "retry", "refused-type")
    else:
        retry = painter.button("retry", "retry", "refused-edit")
    hopeless = reason in NOTHING_TO_EDIT or reason is RefusalReason.TERMINAL_NOT_READY
    return Message(
        title=painter.say("entry-title"),
        tone="good" if calm else "notice",
        icon="check-circle" if calm else "warning",
        headline=painter.say(f"refused-{reason.value}"),
        body=_refused_body(painter, state.refusal),
        primary=painter.button("ok", "ok", "refused-home"),
        secondary=None if hopeless else retry,
        **painter.common(),
    )


def _refused_body(painter: Painter, refusal: Refusal) -> str:
    key = f"refused-{refusal.reason.value}-body"
    day = None if refusal.at_ms is None else painter.writing.date(jalali_local(refusal.at_ms)[0])
    match refusal.reason:
        case RefusalReason.PAID if day is not None:
            return painter.say(f"{key}-on", date=day)
        case RefusalReason.EXPIRED:
            return painter.say(key, date=day or "")
        case RefusalReason.RESULT_UNKNOWN:
            return painter.say(key, phone=painter.phone())
        case _:
            return painter.say(key)
