"""The payments' table of a day and the figures above it."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from central.console import findings
from central.console.figures import code, large_sum, number, short_time, time_of_day
from central.console.live_board import Snapshot
from central.console.marks import Figure, Mark, Tone
from central.console.payment_days import (
    MISSING,
    MOST_ROWS,
    Day,
    DaySums,
    Filter,
    payments_of,
    sums_of,
)
from central.console.rendering import fragment
from central.console.texts import has_text, text
from central.database import Sessions
from central.fleet import Device
from central.payments import Payment
from contract.events import Settlement
from contract.values import (
    HUB_DEVICE,
    TrackingCode,
    jalali_local,
    persian_digits,
    search_key,
)

END_OF_TIME_MS = 10**15
_SETTLED_REMARKS = (Settlement.OTHER_AMOUNT, Settlement.MISSING, Settlement.NOT_TAKEN)
_TONES = {
    "approved": Tone.GOOD,
    "unknown": Tone.DANGER,
    "requested": Tone.NOTICE,
    "declined": Tone.PLAIN,
    "abandoned": Tone.PLAIN,
    "started": Tone.PLAIN,
}
_SETTLED_TONES: dict[str, Tone] = {
    Settlement.PAID: Tone.GOOD,
    Settlement.NOT_TAKEN: Tone.PLAIN,
    Settlement.OTHER_AMOUNT: Tone.DANGER,
    Settlement.MISSING: Tone.DANGER,
}
_RECEIPT_TONES = {"not_printed": Tone.NOTICE, "uncertain": Tone.NOTICE, "none": Tone.NONE}


@dataclass(frozen=True)
class PaymentRow:
    """One line; `age_ms` only makes it a row of a live board, it shows clock times."""

    id: str
    rank: str
    search: str
    href: str
    at_ms: int
    time: str
    state: Mark
    remark: str
    amount: str
    kiosk: str
    kiosk_href: str
    kind: str
    bill: str
    tracking: str
    receipt: Mark
    age_ms: Literal[None] = None


def make_snapshot(
    sessions: Sessions, day: Day, wanted: Filter, now_ms: int
) -> Snapshot[PaymentRow]:
    with sessions.reading() as session:
        payments = payments_of(session, day, wanted)
        sums = sums_of(session, day)
        titles = kiosk_titles(session, {payment.device for payment in payments})
    rows = [payment_row(payment, titles, day) for payment in payments]
    parts = {
        "figures": fragment("figures.html", figures=day_figures(sums, day)),
        "subtitle": _subtitle(payments, sums, now_ms),
        "filters": fragment("filters.html", filters=filters(sums, day, wanted)),
        "more": _more(len(rows), sums.counts[wanted]),
    }
    return Snapshot(rows, parts, now_ms)


def kiosk_titles(session: Session, devices: set[str]) -> dict[str, str]:
    """«خیام ۱» by device; a device that is no longer known keeps its id."""
    titles = {}
    for device in devices:
        row = session.get(Device, device)
        if row is not None:
            titles[device] = f"{row.office_name} {persian_digits(str(row.number))}"
        else:
            titles[device] = text("writer-hub") if device == HUB_DEVICE else device
    return titles


def payment_row(payment: Payment, titles: dict[str, str], day: Day | None = None) -> PaymentRow:
    kiosk = titles.get(payment.device, payment.device)
    kind, bills = _bills(payment)
    state = state_mark(payment)
    return PaymentRow(
        id=f"payment-{payment.transaction_id.hex()}-{payment.branch}",
        rank=_rank(payment),
        search=search_key(
            " ".join((kiosk, kind, state.word,
                      *(f"{bill.bill_id} {bill.payment_id}" for bill in payment.bills),
                      payment.tracking, payment.rrn or "", str(payment.amount)))
        ),
        href=f"/payments/{payment.transaction_id.hex()}",
        at_ms=payment.at_ms,
        time=_time(payment, day),
        state=state,
        remark=remark(payment),
        amount=number(
            payment.amount if payment.approved_amount is None else payment.approved_amount
        ),
        kiosk=kiosk,
        kiosk_href=f"/kiosks/{payment.device}",
        kind=kind,
        bill=bills,
        tracking=tracking(payment.tracking),
        receipt=receipt_mark(payment.receipt),
    )  # fmt: skip


def _bills(payment: Payment) -> tuple[str, str]:
    """The kind and the id of its bill; of several, how many they are and the first."""
    if not payment.bills:
        return kind_title(None), "—"
    first, *others = payment.bills
    if not others:
        return kind_title(first.bill_kind), code(first.bill_id)
    count = number(len(payment.bills))
    return (
        text("kind-several", count=count),
        text("bill-and-others", bill=code(first.bill_id), count=number(len(others))),
    )


def _rank(payment: Payment) -> str:
    """As the list is ordered: what needs a person, then the newest. Of the row alone, so that a
    new payment moves no other."""
    needs_person = (
        payment.disputed or payment.duplicate_of is not None or payment.settled == MISSING
    )
    urgency = 0 if payment.state == "unknown" else 1 if needs_person else 2
    return f"{urgency}{END_OF_TIME_MS - payment.at_ms:016d}{payment.transaction_id.hex()}"


def state_mark(payment: Payment) -> Mark:
    """The bank's word where it has said one, else the kiosk's."""
    if payment.settled is not None:
        return Mark(text(f"settled-{payment.settled}"), _SETTLED_TONES[payment.settled])
    return Mark(text(f"payment-{payment.state}"), _TONES.get(payment.state, Tone.PLAIN))


def receipt_mark(receipt: str) -> Mark:
    return Mark(text(f"receipt-{receipt}"), _RECEIPT_TONES.get(receipt, Tone.PLAIN))


def kind_title(kind: str | None) -> str:
    if kind is None:
        return text("kind-unknown")
    return text(f"kind-{kind}") if has_text(f"kind-{kind}") else kind


def tracking(typed: str) -> str:
    """«۳۰۵۶ ۹۱۸ ۴۷۲»; one that a damaged journal holds is shown as it is."""
    return code(TrackingCode(typed).grouped() if len(typed) == 10 else typed) if typed else "—"


def remark(payment: Payment) -> str:
    """Why a person must look at it, and what to do; the most urgent reason alone."""
    if payment.state == "unknown":
        return text("remark-unknown")
    if payment.settled in _SETTLED_REMARKS:
        return text(f"remark-settled-{payment.settled}")
    if payment.duplicate_of is not None:
        return text("remark-duplicate")
    if payment.disputed:
        return text("remark-disputed")
    if payment.state == "declined":
        return findings.reason(payment.reason)
    if payment.state == "approved" and payment.receipt in ("not_printed", "uncertain"):
        return text("remark-no-receipt")
    if payment.state == "approved" and any(
        bill.standing == "unverified" for bill in payment.bills
    ):
        return text("remark-unverified")
    return ""


def filters(sums: DaySums, day: Day, wanted: Filter) -> list[dict[str, object]]:
    """A link for each state that the day has, with its count."""
    date = day.date.text.replace("/", "-")
    return [
        {
            "title": text("all") if each is Filter.ALL else text(f"filter-{each}"),
            "count": number(sums.counts[each]),
            "href": f"/payments?day={date}&state={each}",
            "current": each is wanted,
        }
        for each in Filter
        if sums.counts[each] or each in (Filter.ALL, wanted)
    ]


def day_figures(sums: DaySums, day: Day) -> list[Figure]:
    def opens(wanted: Filter) -> str:
        date = day.date.text.replace("/", "-")
        return f"/payments?day={date}&state={wanted}" if sums.counts[wanted] else ""

    unknown, disputed = sums.counts[Filter.UNKNOWN], sums.counts[Filter.DISPUTED]
    unknown_note = text("figure-unknown-none")
    if sums.oldest_unknown_ms is not None:
        unknown_note = text("figure-unknown-since", time=time_of_day(sums.oldest_unknown_ms))
    return [
        Figure(
            text("figure-unknown"), number(unknown), unknown_note,
            Tone.DANGER if unknown else Tone.PLAIN, opens(Filter.UNKNOWN),
        ),
        Figure(
            text("figure-approved"), number(sums.counts[Filter.APPROVED]),
            large_sum(sums.approved_rials), Tone.PLAIN, opens(Filter.APPROVED),
        ),
        Figure(
            text("figure-declined"), number(sums.counts[Filter.DECLINED]),
            text("figure-declined-note"), Tone.PLAIN, opens(Filter.DECLINED),
        ),
        Figure(
            text("figure-open"), number(sums.counts[Filter.OPEN]),
            text("figure-open-note"), Tone.PLAIN, opens(Filter.OPEN),
        ),
        Figure(
            text("figure-disputed"), number(disputed), text("figure-disputed-note"),
            Tone.DANGER if disputed else Tone.PLAIN, opens(Filter.DISPUTED),
        ),
    ]  # fmt: skip


def _time(payment: Payment, day: Day | None) -> str:
    """The time alone on its own day, else with the day."""
    date, _ = jalali_local(payment.at_ms)
    if day is not None and date == day.date:
        return short_time(payment.at_ms)
    return f"{date.day_and_month()}، {time_of_day(payment.at_ms)}"


def _subtitle(payments: list[Payment], sums: DaySums, now_ms: int) -> str:
    received_ms = max((payment.received_ms for payment in payments), default=now_ms)
    return text(
        "payments-subtitle",
        count=number(sums.counts[Filter.ALL]),
        time=short_time(received_ms),
    )


def _more(shown: int, all_: int) -> str:
    if shown < MOST_ROWS or all_ <= shown:
        return ""
    return text("payments-more", shown=number(shown), all=number(all_))
