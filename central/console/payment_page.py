"""One payment: its facts, and the journal events that each of them rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from central.console import findings, payment_board
from central.console.figures import code, exact_time, long_date, number
from central.console.marks import Mark, Tone
from central.console.texts import has_text, text
from central.ingest import StoredEvent
from central.payments import Payment, PaymentBill, PaymentEventView
from contract.values import Rial, jalali_local

_TONES = {
    "payment.approved": Tone.GOOD,
    "payment.unknown": Tone.DANGER,
    "payment.declined": Tone.NOTICE,
    "payment.settled": Tone.GOOD,
    "receipt.printed": Tone.GOOD,
    "receipt.not_printed": Tone.NOTICE,
    "receipt.uncertain": Tone.NOTICE,
}


@dataclass(frozen=True)
class Fact:
    """A label and its value; `event` is the anchor of the event that says so."""

    label: str
    value: str
    latin: bool = False
    event: str = ""
    aside: str = ""
    href: str = ""


@dataclass(frozen=True)
class EventView:
    """One journal event on the timeline. `fields` is its body as journaled."""

    anchor: str
    seq: int
    title: str
    tone: Tone
    kind: str
    version: int
    branch: int
    utc_ms: int
    received_ms: int
    journal: str
    hash: str
    fields: Sequence[Fact]
    sealed: bool
    understood: bool


@dataclass(frozen=True)
class PaymentDetail:
    """A payment's page. `branches` are its states in each history of a forked journal."""

    payment: Payment
    title: str
    state: Mark
    remark: str
    amount: str
    words: str
    amount_event: str
    facts: Sequence[Fact]
    events: Sequence[EventView]
    branches: int


def payment_detail(
    branches: Sequence[Payment], events: Sequence[PaymentEventView], kiosk: str
) -> PaymentDetail:
    """`branches` as the payments slice gives them: at least one, the main history first."""
    payment = branches[0]
    said_by = _sources(events)
    amount = payment.amount if payment.approved_amount is None else payment.approved_amount
    decisive = "payment.started" if payment.approved_amount is None else "payment.approved"
    return PaymentDetail(
        payment=payment,
        title=text("payment-title", tracking=payment_board.tracking(payment.tracking)),
        state=payment_board.state_mark(payment),
        remark=payment_board.remark(payment),
        amount=number(amount),
        words=Rial(max(amount, 0)).in_words(),
        amount_event=said_by.get(decisive, ""),
        facts=list(_facts(payment, kiosk, said_by)),
        events=[_event(view) for view in events],
        branches=len(branches),
    )


def _sources(events: Sequence[PaymentEventView]) -> dict[str, str]:
    """The anchor of the last event of each kind: what the folded state rests on."""
    return {view.stored.kind: _anchor(view.stored) for view in events}


def _anchor(stored: StoredEvent) -> str:
    return f"event-{stored.branch}-{stored.seq}"


def _facts(payment: Payment, kiosk: str, said_by: dict[str, str]) -> Iterator[Fact]:
    started = said_by.get("payment.started", "")
    requested = said_by.get("payment.requested", "")
    approved = said_by.get("payment.approved", "")
    yield Fact(text("fact-tracking"), payment_board.tracking(payment.tracking), event=started)
    for bill in payment.bills:
        yield from _bill_facts(bill, started)
    if payment.approved_amount not in (None, payment.amount):
        yield Fact(text("fact-amount"), number(payment.amount), event=started)
        yield Fact(
            text("fact-approved-amount"), number(payment.approved_amount or 0), event=approved
        )
    aside = "" if payment.at_trusted else text("fact-untrusted-time")
    yield Fact(text("fact-time"), exact_time(payment.at_ms), event=started, aside=aside)
    yield Fact(text("fact-kiosk"), kiosk, href=f"/kiosks/{payment.device}")
    yield Fact(text("fact-receipt"), payment_board.receipt_mark(payment.receipt).word,
               aside=findings.reason(payment.receipt_reason))  # fmt: skip
    for label, value, latin, event in (
        ("fact-rrn", payment.rrn, False, approved),
        ("fact-trace", payment.trace, False, approved),
        ("fact-pan", payment.pan, True, approved),
        ("fact-terminal", payment.terminal, True, requested),
        ("fact-merchant", payment.merchant, True, approved),
        ("fact-reference", payment.reference, True, requested),
    ):
        if value:
            shown = value if latin else code(value)
            yield Fact(text(label), shown, latin=latin, event=event)
    if payment.found_by:
        yield Fact(text("fact-found-by"), text(f"found-by-{payment.found_by}"), event=approved)
    if payment.reason:
        yield Fact(text("fact-reason"), findings.reason(payment.reason))
    yield Fact(text("fact-received"), exact_time(payment.received_ms))
    if payment.settled is not None and payment.settled_ms is not None:
        yield Fact(
            text("fact-settled"),
            text(f"settled-{payment.settled}"),
            event=said_by.get("payment.settled", ""),
            aside=long_date(jalali_local(payment.settled_ms)[0]),
        )


def _bill_facts(bill: PaymentBill, started: str) -> Iterator[Fact]:
    """Its kind begins a bill, so that several are told apart."""
    sum_ = text("bill-sum", amount=number(bill.amount))
    yield Fact(
        text("fact-kind"), payment_board.kind_title(bill.bill_kind), event=started, aside=sum_
    )
    yield Fact(text("fact-bill"), code(bill.bill_id), event=started)
    yield Fact(text("fact-payment"), code(bill.payment_id), event=started)
    yield Fact(text("fact-standing"), text(f"standing-{bill.standing}"), event=started)
    if bill.duplicate_of is not None:
        other = bill.duplicate_of.hex()
        yield Fact(text("fact-duplicate"), other[:12], latin=True, href=f"/payments/{other}")


def _event(view: PaymentEventView) -> EventView:
    stored = view.stored
    key = f"event-{stored.kind.replace('.', '-')}"
    title = text(key) if has_text(key) else text("event-other", kind=stored.kind)
    return EventView(
        anchor=_anchor(stored),
        seq=stored.seq,
        title=title,
        tone=_TONES.get(stored.kind, Tone.PLAIN),
        kind=stored.kind,
        version=stored.version,
        branch=stored.branch,
        utc_ms=stored.utc_ms,
        received_ms=stored.received_ms,
        journal=stored.journal.hex(),
        hash=stored.hash.hex(),
        fields=_fields(view),
        sealed=stored.sealed is not None,
        understood=view.event is not None,
    )


def _fields(view: PaymentEventView) -> list[Fact]:
    """The body as key and value, nothing left out; labels where we have them."""
    if view.event is None:
        return []
    body: dict[str, object] = msgspec.structs.asdict(view.event)
    return [fact for name, value in body.items() for fact in _shown(name, value)]


def _shown(name: str, value: object) -> Iterator[Fact]:
    """One line; of a list of structures, one for each of their fields."""
    if not isinstance(value, tuple):
        yield _field(name, value)
        return
    for part in value:
        inner = msgspec.structs.asdict(part) if isinstance(part, msgspec.Struct) else {name: part}
        yield from (_field(name, value) for name, value in inner.items())


def _field(name: str, value: object) -> Fact:
    key = f"field-{name}"
    label = text(key) if has_text(key) else name
    match value:
        case None:
            return Fact(label, text("value-none"))
        case bool():
            return Fact(label, text("value-yes" if value else "value-no"))
        case bytes():
            return Fact(label, value.hex(), latin=True)
        case int():
            return Fact(label, number(value))
        case str() if value.isdigit():
            return Fact(label, code(value))
        case _:
            return Fact(label, str(value), latin=True)
