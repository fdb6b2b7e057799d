"""Home, entering, and why a bill isn't taken."""

from contract.values import jalali_local
from kiosk.boundary.parts import Button, Field, Notice, Tile
from kiosk.boundary.screens import BillEntry, Home, Message
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys.basket import EMPTY, Basket
from kiosk.journeys.bill import Refusal, RefusalReason
from kiosk.journeys.entry import EntryError, EntryField, EntryForm
from kiosk.journeys.states import Refused

NOTHING_TO_EDIT = frozenset(
    {
        RefusalReason.PAID,
        RefusalReason.PAID_HERE,
        RefusalReason.RESULT_UNKNOWN,
        RefusalReason.CANCELLED,
        RefusalReason.EXPIRED,
        RefusalReason.TERMINAL_NOT_READY,
        RefusalReason.TOO_MANY_BILLS,
        RefusalReason.TOO_MANY_LOOKUPS,
        RefusalReason.DATA_TOO_OLD,
    }
)
CALM = frozenset(
    {
        RefusalReason.PAID,
        RefusalReason.PAID_HERE,
        RefusalReason.ZERO_AMOUNT,
        RefusalReason.ALREADY_ADDED,
    }
)


def home(painter: Painter) -> Home:
    why = _why_not_now(painter)
    pay = Tile(
        id="pay",
        title=painter.say("tile-pay"),
        subtitle=painter.say("tile-pay-sub"),
        icon="receipt",
        enabled=why is None,
        why=why,
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


def _why_not_now(painter: Painter) -> str | None:
    """Why nothing can be paid here at the moment, said before anybody begins."""
    around = painter.around
    if around.terminal not in {"ready", "degraded"}:
        return painter.say("tile-pay-why-terminal")
    return painter.say("tile-pay-why-data") if around.bills_are_too_old else None


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


def entry(painter: Painter, form: EntryForm, basket: Basket = EMPTY) -> BillEntry:
    return BillEntry(
        title=painter.say("entry-title" if basket.is_empty else "entry-title-another"),
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
        notices=_basket_notices(painter, basket),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def _basket_notices(painter: Painter, basket: Basket) -> tuple[Notice, ...]:
    """Bills that were added already are not lost."""
    if basket.is_empty:
        return ()
    amount = painter.writing.amount(basket.total)
    return (Notice("good", "receipt", painter.say("entry-basket", amount=amount)),)


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
    calm = reason in CALM
    if state.pair is None:
        retry = painter.button("retry", "retry", "refused-type")
    else:
        retry = painter.button("retry", "retry", "refused-edit")
    home = painter.button("ok", "ok", "refused-home")
    bills = painter.button("ok", "ok", "refused-bills")
    return Message(
        title=painter.say("entry-title"),
        tone="good" if calm else "notice",
        icon="check-circle" if calm else "warning",
        headline=painter.say(f"refused-{reason.value}"),
        body=_refused_body(painter, state.refusal),
        primary=home if state.basket.is_empty else bills,
        secondary=None if reason in NOTHING_TO_EDIT else retry,
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
        case RefusalReason.RESULT_UNKNOWN | RefusalReason.TOO_MANY_LOOKUPS:
            return painter.say(key, phone=painter.phone())
        case RefusalReason.DATA_TOO_OLD if refusal.at_ms is not None:
            return painter.say(f"{key}-as-of", age=painter.age(refusal.at_ms))
        case _:
            return painter.say(key)
