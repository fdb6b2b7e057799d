"""A receipt wanted again, and a receipt that is checked."""

from typing import assert_never

from contract.values import Rial, jalali_local
from kiosk.boundary.parts import Choice, Field, Notice, Row
from kiosk.boundary.screens import (
    Message,
    ReceiptCheck,
    ReceiptCopying,
    ReceiptEntry,
    ReceiptFound,
    ReceiptMenu,
    Screen,
)
from kiosk.boundary.screens.receipts import Mark
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys.money import Slip
from kiosk.journeys.receipts import states
from kiosk.journeys.receipts.checking import CityWord, Finding, RecordedHere
from kiosk.journeys.receipts.search import SearchError, SearchField, SearchForm


def receipts(painter: Painter, state: states.ReceiptState) -> Screen:
    match state:
        case states.Checking() | states.Checked() | states.Unread():
            return _checking(painter, state)
        case states.Menu():
            return _menu(painter)
        case states.Asking(form):
            return _asking(painter, form)
        case states.Searching(wanted):
            return _asking(painter, SearchForm(wanted.last_four, str(wanted.amount.amount)))
        case states.Found():
            return _found(painter, state)
        case states.Copying():
            return _copying(painter)
        case states.NotFound() | states.Paused() | states.Copied():
            return _message(painter, state)
        case _:
            assert_never(state)


def _menu(painter: Painter) -> ReceiptMenu:
    reprint = Choice(
        id="reprint",
        intent="reprint",
        title=painter.say("receipts-reprint"),
        subtitle=painter.say("receipts-reprint-sub"),
        icon="printer",
    )
    return ReceiptMenu(
        title=painter.say("receipts-title"),
        scan_hint=painter.say("receipts-scan"),
        body=painter.say("receipts-scan-body"),
        choices=(reprint,),
        back=painter.button("back", "back", "btn-back"),
        **painter.common(),
    )


def _asking(painter: Painter, form: SearchForm) -> ReceiptEntry:
    amount = painter.writing.number(int(form.amount)) if form.amount else ""
    return ReceiptEntry(
        title=painter.say("receipts-ask-title"),
        body=painter.say("receipts-ask-body"),
        fields=(
            _field(painter, form, SearchField.CARD, painter.writing.grouped_code(form.card)),
            _field(painter, form, SearchField.AMOUNT, amount),
        ),
        digits=tuple(painter.writing.digits(digit) for digit in "0123456789"),
        erase_label=painter.say("entry-erase"),
        clear_label=painter.say("entry-clear"),
        primary=painter.button("primary", "next", "receipts-find"),
        back=painter.button("back", "back", "btn-back"),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def _field(painter: Painter, form: SearchForm, field: SearchField, value: str) -> Field:
    error = form.card_error if field is SearchField.CARD else form.amount_error
    return Field(
        id=field.value,
        label=painter.say(f"receipts-{field.value}"),
        value=value,
        active=form.active is field,
        error=None if error is None else painter.say(_ERRORS[error]),
    )


_ERRORS = {
    SearchError.CARD_TOO_SHORT: "receipts-error-card",
    SearchError.AMOUNT_EMPTY: "receipts-error-amount",
}


def _found(painter: Painter, state: states.Found) -> ReceiptFound:
    without_paper = painter.around.paper == "failed" or painter.around.printer in {
        "failed",
        "absent",
    }
    no_paper = Notice("notice", "receipt-x", painter.say("receipts-no-paper"))
    code = painter.writing.code(state.payment.ticket.tracking.grouped())
    return ReceiptFound(
        title=painter.say("receipts-found-title"),
        amount=painter.amount(state.payment.amount),
        rows=(
            Row(painter.say("receipts-when"), _moment(painter, state.paid_ms)),
            Row(painter.say("done-card"), _card(painter, state.paid.approval.pan), ltr=True),
            Row(painter.say("done-rrn"), painter.writing.code(state.paid.approval.rrn), ltr=True),
            Row(painter.say("done-tracking"), code, ltr=True),
        ),
        notices=(no_paper,) if without_paper else (),
        primary=painter.button("primary", "copy", "receipts-copy", "printer"),
        back=painter.button("back", "back", "btn-back"),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def _card(painter: Painter, pan: str) -> str:
    """The last four digits are what was typed; no more of it is shown."""
    return painter.writing.code(pan[-4:])


def _moment(painter: Painter, utc_ms: int) -> str:
    date, time = jalali_local(utc_ms)
    day = painter.writing.both_days(date, painter.writing.full_date(date))
    return painter.say("receipts-moment", date=day, time=painter.writing.hour(time))


def _copying(painter: Painter) -> ReceiptCopying:
    return ReceiptCopying(
        title=painter.say("printing-title"),
        headline=painter.say("receipts-copying"),
        body=painter.say("receipts-copying-body"),
        progress_text=painter.say("printing-progress"),
        **painter.common(),
    )


def _message(painter: Painter, state: states.NotFound | states.Paused | states.Copied) -> Message:
    retry = painter.button("retry", "retry", "receipts-again")
    match state:
        case states.NotFound(_, left):
            tries = painter.writing.digits(str(left))
            key, body = "not-found", painter.say("receipts-not-found-body", left=tries)
        case states.Paused():
            key, body = "paused", painter.say("receipts-paused-body", phone=painter.phone())
        case states.Copied(_, slip, reason):
            key = _COPIED[slip]
            body = _copied_body(painter, key, reason)
        case _:
            assert_never(state)
    good = key == "copied"
    return Message(
        title=painter.say("receipts-title"),
        tone="good" if good else "notice",
        icon="check-circle" if good else "receipt-x",
        headline=painter.say(f"receipts-{key}"),
        body=body,
        primary=painter.button("ok", "ok", "refused-home"),
        secondary=None if isinstance(state, states.Paused) else retry,
        **painter.common(),
    )


_COPIED = {
    Slip.PRINTED: "copied",
    Slip.NOT_PRINTED: "not-copied",
    Slip.UNCERTAIN: "perhaps-copied",
    Slip.NONE: "not-copied",
}


def _copied_body(painter: Painter, key: str, reason: str) -> str:
    body = painter.say(f"receipts-{key}-body")
    cause = f"slip-{reason}"
    if key != "copied" and painter.texts.has(cause):
        return f"{painter.say(cause)} {body}"
    return body


def _checking(
    painter: Painter, state: states.Checking | states.Checked | states.Unread
) -> ReceiptCheck | Message:
    match state:
        case states.Checked(finding, city):
            return _checked(painter, finding, city)
        case states.Checking():
            return ReceiptCheck(
                title=painter.say("check-title"),
                tone="notice",
                icon="qr-code",
                headline=painter.say("check-verifying"),
                body="",
                marks=(),
                primary=painter.button("ok", "cancel", "btn-cancel"),
                **painter.common(),
            )
        case states.Unread(reason):
            return Message(
                title=painter.say("check-title"),
                tone="danger",
                icon="warning",
                headline=painter.say(f"check-{reason.value}"),
                body=painter.say(f"check-{reason.value}-body", phone=painter.phone()),
                primary=painter.button("ok", "ok", "refused-home"),
                secondary=painter.button("retry", "retry", "check-another"),
                **painter.common(),
            )
        case _:
            assert_never(state)


def _checked(painter: Painter, finding: Finding, city: CityWord) -> ReceiptCheck:
    record = finding.record
    word = _surest(finding, city)
    differs = finding.here is RecordedHere.DIFFERS or word is CityWord.DISPUTED
    doubtful = differs or record.outcome == "unknown" or word is CityWord.NOT_TAKEN
    key = "differs" if differs else _HEADLINES.get(word, record.outcome)
    return ReceiptCheck(
        title=painter.say("check-title"),
        tone="danger" if differs else "notice" if doubtful else "good",
        icon="warning" if differs else "clock-countdown" if doubtful else "seal-check",
        headline=painter.say(f"check-is-{key}"),
        body=painter.say(f"check-is-{key}-body", phone=painter.phone()),
        marks=_marks(painter, finding, word),
        amount=painter.amount(Rial(record.amount)),
        rows=_record_rows(painter, finding),
        primary=painter.button("ok", "ok", "btn-finish"),
        secondary=painter.button("retry", "retry", "check-another"),
        **painter.common(),
    )


_HEADLINES = {CityWord.SETTLED: "settled", CityWord.NOT_TAKEN: "not_taken"}


def _surest(finding: Finding, city: CityWord) -> CityWord:
    """What the hub said; before it speaks, what the agent has heard of this kiosk's journal."""
    unsaid = city in {CityWord.ASKING, CityWord.NO_LINE}
    return finding.reached if unsaid and finding.reached is CityWord.REACHED else city


def _marks(painter: Painter, finding: Finding, word: CityWord) -> tuple[Mark, ...]:
    recorded = "elsewhere" if finding.here is RecordedHere.ELSEWHERE else "here"
    here = Mark(
        label=painter.say("check-mark-recorded"),
        state="failed" if finding.here is RecordedHere.DIFFERS else "done",
        text=painter.say(
            f"check-recorded-{recorded}",
            place=painter.writing.digits(finding.place or painter.place_line()),
        ),
    )
    match word:
        case CityWord.SETTLED | CityWord.REACHED | CityWord.NOT_TAKEN:
            reached = Mark(
                label=painter.say("check-mark-reached"),
                state="done",
                text=painter.say("check-reached"),
            )
        case CityWord.ASKING | CityWord.NO_LINE | CityWord.NOT_YET | CityWord.DISPUTED:
            reached = Mark(
                label=painter.say("check-mark-reached"),
                state="failed" if word is CityWord.DISPUTED else "waiting",
                text=painter.say(f"check-reached-{word.value}"),
            )
        case _:
            assert_never(word)
    return (here, reached, _settled(painter, word))


def _settled(painter: Painter, word: CityWord) -> Mark:
    label = painter.say("check-mark-settled")
    match word:
        case CityWord.SETTLED:
            return Mark(label=label, state="done", text=painter.say("check-settled"))
        case CityWord.NOT_TAKEN:
            return Mark(label=label, state="failed", text=painter.say("check-settled-not_taken"))
        case CityWord.REACHED:
            return Mark(label=label, state="waiting", text=painter.say("check-settled-waiting"))
        case CityWord.ASKING | CityWord.NO_LINE | CityWord.NOT_YET | CityWord.DISPUTED:
            return Mark(label=label, state="open", text=painter.say("check-settled-open"))
        case _:
            assert_never(word)


def _record_rows(painter: Painter, finding: Finding) -> tuple[Row, ...]:
    record = finding.record
    rows = [Row(painter.say("receipts-when"), _moment(painter, record.utc_ms))]
    for bill in record.bills:
        code = painter.writing.code(bill.bill_id)
        rows.append(Row(painter.say("review-bill"), code, ltr=True))
    tracking = painter.writing.code(record.tracking)
    rows.append(Row(painter.say("done-tracking"), tracking, ltr=True))
    if record.rrn:
        rows.append(Row(painter.say("done-rrn"), painter.writing.code(record.rrn), ltr=True))
    return tuple(rows)
