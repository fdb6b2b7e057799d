"""From the confirmation to the result."""

from typing import Any, assert_never

from msgspec.structs import replace as changed

from contract.values import jalali_local
from hardware.terminals.port import Capability
from kiosk.boundary.parts import Notice, OutcomeWord, Ring, Row, Tracking
from kiosk.boundary.screens import Done, Message, Paying, Printing, Screen
from kiosk.counter.presentation.frame import Painter
from kiosk.counter.presentation.reviewing import title_of
from kiosk.journeys import payment as journey
from kiosk.journeys.happenings import Stage
from kiosk.journeys.money import NotTaken, Paid, Payment, Result, Slip, Unsettled

TERMINAL_ALLOWS_S = 120
MORE_HELP_AFTER_S = 8
SETTLED_WITHIN_MS = 72 * 3_600_000
"""Banks return or book what is unclear within three days."""


def paying(painter: Painter, state: journey.PaymentState) -> Screen:
    match state:
        case journey.Preparing(payment):
            return _waiting(painter, payment, "prepare")
        case journey.Requested(payment, _, stage):
            screen = _waiting(painter, payment, stage.value)
            return changed(screen, **_ways_out(painter, state))
        case journey.Unknown(payment):
            return _waiting(painter, payment, "inquiry")
        case journey.Printing(payment, result):
            return _printing(painter, payment, result)
        case journey.Finished():
            return _done(painter, state)
        case journey.NotStarted():
            return _not_started(painter)
        case _:
            assert_never(state)


def _ways_out(painter: Painter, state: journey.Requested) -> dict[str, Any]:
    """A button where the terminal can be told from here; else its red key."""
    if state.is_cancelled:
        return {"cancel_hint": painter.say("paying-cancelled")}
    if state.stage not in {Stage.CARD, Stage.PIN}:
        return {}
    if Capability.CANCEL not in painter.around.terminal_can:
        return {"cancel_hint": painter.say("paying-cancel")}
    return {"cancel_hint": "", "cancel": painter.button("cancel", "cancel", "btn-cancel")}


def _headline(painter: Painter, stage: str) -> str:
    if stage == Stage.CARD and Capability.CONTACTLESS in painter.around.terminal_can:
        return painter.say("paying-card-contactless")
    return painter.say(f"paying-{stage}")


def _waiting(painter: Painter, payment: Payment, stage: str) -> Paying:
    around = painter.around
    seconds = painter.writing.digits(str(around.remaining_s))
    counting = stage in {stage.value for stage in Stage} and around.remaining_s > 0
    return Paying(
        title=painter.say("paying-title"),
        steps=painter.steps(2),
        ring=Ring(around.remaining_s, TERMINAL_ALLOWS_S),
        headline=_headline(painter, stage),
        body=painter.say(f"paying-{stage}-body"),
        amount=painter.amount(payment.amount),
        waiting_text=(
            painter.say("paying-waiting", seconds=seconds)
            if counting
            else painter.say("paying-waiting-plain")
        ),
        waiting_more=(
            painter.say("paying-more") if around.waited_s >= MORE_HELP_AFTER_S else None
        ),
        cancel_hint=painter.say("paying-no-cancel"),
        **painter.common(),
    )


def _printing(painter: Painter, payment: Payment, result: Paid | Unsettled) -> Printing:
    key = "printing-paid" if isinstance(result, Paid) else "printing-unknown"
    return Printing(
        title=painter.say("printing-title"),
        steps=painter.steps(3),
        take_card=painter.say("printing-take-card"),
        headline=painter.say(key),
        body=painter.say(f"{key}-body"),
        amount=painter.amount(payment.amount),
        progress_text=painter.say("printing-progress"),
        **painter.common(),
    )


def _not_started(painter: Painter) -> Message:
    return Message(
        title=painter.say("paying-title"),
        tone="notice",
        icon="warning",
        headline=painter.say("refused-terminal_not_ready"),
        body=painter.say("refused-terminal_not_ready-body"),
        primary=painter.button("ok", "ok", "refused-home"),
        secondary=painter.button("retry", "retry", "btn-retry"),
        **painter.common(),
    )


def _done(painter: Painter, state: journey.Finished) -> Done:
    payment, result, slip = state.payment, state.result, state.slip
    declined = isinstance(result, NotTaken)
    tracking = Tracking(
        painter.say("done-tracking"), painter.writing.code(payment.ticket.tracking.grouped())
    )
    retry = painter.button("retry", "retry", "done-retry")
    finish = painter.button("finish", "finish", "btn-finish")
    outcome: OutcomeWord
    match result:
        case Paid():
            lost = slip in {Slip.NOT_PRINTED, Slip.UNCERTAIN}
            outcome, headline = ("not_printed" if lost else "paid"), "done-paid"
        case Unsettled():
            outcome, headline = "unknown", "done-unknown"
        case NotTaken():
            outcome, headline = "declined", "done-declined"
        case _:
            assert_never(result)
    return Done(
        title=painter.say("done-title"),
        steps=painter.steps(3),
        outcome=outcome,
        headline=painter.say(headline),
        body=_done_body(painter, state),
        amount=painter.amount(payment.amount),
        rows=_done_rows(painter, payment, result),
        tracking=None if declined else tracking,
        qr=None if declined else painter.around.receipt_code,
        qr_hint=_photo_hint(painter, result),
        notices=_done_notices(painter, payment, result),
        primary=finish,
        secondary=retry if declined else None,
        **painter.common(),
    )


def _photo_hint(painter: Painter, result: Result) -> str | None:
    """Where the words above the code don't say it already."""
    if painter.around.receipt_code is None or not isinstance(result, Paid):
        return None
    return painter.say("done-qr")


def _done_body(painter: Painter, state: journey.Finished) -> str:
    match state.result:
        case Paid():
            return _paid_body(painter, state.slip, state.slip_reason)
        case Unsettled():
            printed = state.slip is Slip.PRINTED
            return painter.say("done-unknown-body" if printed else "done-unknown-no-slip-body")
        case NotTaken(_, reason):
            key = f"declined-{reason}"
            return painter.say(key if painter.texts.has(key) else "declined-other")
        case _:
            assert_never(state.result)


def _paid_body(painter: Painter, slip: Slip, reason: str) -> str:
    """With what hindered the paper, where that has a sentence of its own."""
    cause = f"slip-{reason}"
    if slip in _CAUSES and painter.texts.has(cause):
        return painter.say(_CAUSES[slip], cause=painter.say(cause))
    return painter.say(_PAID_BODIES[slip])


_CAUSES = {
    Slip.NOT_PRINTED: "done-not-printed-cause",
    Slip.UNCERTAIN: "done-uncertain-slip-cause",
}
_PAID_BODIES = {
    Slip.PRINTED: "done-paid-body",
    Slip.NOT_PRINTED: "done-not-printed-body",
    Slip.UNCERTAIN: "done-uncertain-slip-body",
    Slip.NONE: "done-paid-no-slip-body",
}


def _done_rows(painter: Painter, payment: Payment, result: Result) -> tuple[Row, ...]:
    rows = [_purpose(painter, payment)]
    if isinstance(result, Unsettled):
        reference = painter.writing.code(payment.reference)
        rows.append(Row(painter.say("done-reference"), reference, ltr=True))
    if isinstance(result, Paid):
        if result.approval.pan:
            rows.append(
                Row(painter.say("done-card"), painter.writing.code(result.approval.pan), ltr=True)
            )
        rows.append(
            Row(painter.say("done-rrn"), painter.writing.code(result.approval.rrn), ltr=True)
        )
    return tuple(rows)


def _purpose(painter: Painter, payment: Payment) -> Row:
    first, *others = payment.quotes
    if others:
        count = painter.writing.number(len(payment.quotes))
        return Row(painter.say("done-for"), painter.say("done-bills", count=count))
    if first.record is None:
        code = painter.writing.code(first.pair.bill.text)
        return Row(painter.say("done-bill"), code, ltr=True)
    return Row(painter.say("done-for"), title_of(painter, first.record))


def _done_notices(painter: Painter, payment: Payment, result: Result) -> tuple[Notice, ...]:
    around = painter.around
    notices = []
    if isinstance(result, Unsettled):
        until, _ = jalali_local(payment.begun_ms + SETTLED_WITHIN_MS)
        keep = painter.say(
            "done-unknown-notice",
            phone=painter.phone(),
            date=painter.writing.both_days(until, painter.writing.long_date(until)),
        )
        notices.append(Notice("danger", "warning", keep))
    if around.link == "offline" and not isinstance(result, NotTaken):
        notices.append(Notice("notice", "cloud-slash", painter.say("done-kept-offline")))
    return tuple(notices)
