"""What is to be paid, before anything is paid: one bill with its lines, or several as cards."""

from contract.reference import BillItem, BillRecord, ItemKind
from contract.values import jalali_local
from kiosk.boundary.parts import Choice, Notice, Row, SumTone
from kiosk.boundary.screens import BillCard, BillReview, Due
from kiosk.counter.presentation.frame import Painter
from kiosk.journeys.basket import Basket
from kiosk.journeys.bill import Quote


def review(painter: Painter, basket: Basket) -> BillReview:
    """One bill is shown whole; of several each has a card of its own."""
    first, *others = basket.quotes
    return BillReview(
        title=_title(painter, basket),
        steps=painter.steps(1),
        amount=painter.amount(basket.total),
        rows=() if others else _rows(painter, first),
        sums=() if others else _sums(painter, first),
        bills=tuple(_card(painter, quote) for quote in basket.quotes) if others else (),
        offers_title=painter.say("review-offers") if basket.offers else "",
        offers=_offers(painter, basket) if basket.has_room else (),
        add=painter.button("add", "add", "review-add", "plus") if basket.has_room else None,
        notices=_notices(painter, basket),
        not_mine=None if others else painter.button("not_mine", "not_mine", "review-not-mine"),
        primary=painter.button("primary", "pay", "review-pay", "credit-card"),
        back=painter.button("back", "back", "btn-back"),
        cancel=painter.button("cancel", "cancel", "btn-cancel"),
        **painter.common(),
    )


def title_of(painter: Painter, record: BillRecord) -> str:
    """In English where the city has told it and the citizen reads that."""
    return painter.writing.digits(painter.own(record.title, record.title_en or ""))


def _title(painter: Painter, basket: Basket) -> str:
    if len(basket.quotes) > 1:
        count = painter.writing.number(len(basket.quotes))
        return painter.say("review-title-several", count=count)
    known = basket.quotes[0].record is not None
    return painter.say("review-title" if known else "review-title-unverified")


def _rows(painter: Painter, quote: Quote) -> tuple[Row, ...]:
    record, pair = quote.record, quote.pair
    ids = (
        Row(painter.say("review-bill"), painter.writing.code(pair.bill.text), ltr=True),
        Row(painter.say("review-payment"), painter.writing.code(pair.payment.text), ltr=True),
    )
    if record is None:
        return ids
    rows = [Row(painter.say("review-for"), title_of(painter, record))]
    if record.owner_masked is not None:
        rows.append(Row(painter.say("review-owner"), record.owner_masked))
    if record.address is not None:
        rows.append(Row(painter.say("review-address"), painter.writing.digits(record.address)))
    if record.property_code is not None:
        code = painter.writing.code(record.property_code)
        rows.append(Row(painter.say("review-property"), code, ltr=True))
    return (*rows, *ids)


def _sums(painter: Painter, quote: Quote) -> tuple[Due, ...]:
    record = quote.record
    if record is None:
        return ()
    sums = [_due(painter, item) for item in record.items]
    instalment = _instalment(painter, record)
    if instalment:
        sums.append(Due(label=painter.say("review-instalment"), value=instalment))
    if record.due_ms is not None:
        sums.append(Due(label=painter.say("review-due"), value=_day(painter, record.due_ms)))
    return tuple(sums)


def _due(painter: Painter, item: BillItem) -> Due:
    """Discount and penalty are told by a word, not by colour alone."""
    kind = ItemKind.DISCOUNT if item.amount < 0 else item.kind
    mark = None if kind not in _MARKS else painter.say(_MARKS[kind])
    return Due(
        label=painter.writing.digits(painter.own(item.title, item.title_en)),
        value=painter.say("review-sum", amount=painter.writing.number(item.amount)),
        tone=_TONES.get(kind, "plain"),
        mark=mark,
        rule=painter.writing.digits(painter.own(item.rule, item.rule_en)) or None,
    )


_MARKS = {ItemKind.DISCOUNT: "review-discount", ItemKind.PENALTY: "review-penalty"}
_TONES: dict[ItemKind, SumTone] = {ItemKind.DISCOUNT: "good", ItemKind.PENALTY: "notice"}


def _instalment(painter: Painter, record: BillRecord) -> str:
    if record.instalment is None:
        return ""
    number, of = (
        painter.writing.number(count) for count in (record.instalment.number, record.instalment.of)
    )
    return painter.say("review-instalment-of", number=number, of=of)


def _day(painter: Painter, utc_ms: int) -> str:
    date, _ = jalali_local(utc_ms)
    return painter.writing.full_date(date)


def _card(painter: Painter, quote: Quote) -> BillCard:
    """Enough to know the bill again: whose it is was seen when it was added."""
    record = quote.record
    return BillCard(
        id=quote.id,
        title=painter.say("review-plain-bill") if record is None else title_of(painter, record),
        lines=() if record is None else _card_lines(painter, record),
        code=Row(painter.say("review-bill"), painter.writing.code(quote.pair.bill.text), ltr=True),
        value=painter.say("review-sum", amount=painter.writing.number(quote.amount.amount)),
        warning=painter.say("review-card-unverified") if record is None else None,
        remove=painter.say("review-remove"),
    )


def _card_lines(painter: Painter, record: BillRecord) -> tuple[str, ...]:
    address = "" if record.address is None else painter.writing.digits(record.address)
    until = ""
    if record.due_ms is not None:
        until = painter.say("review-until", date=_day(painter, record.due_ms))
    terms = " · ".join(part for part in (_instalment(painter, record), until) if part)
    return tuple(line for line in (address, terms) if line)


def _offers(painter: Painter, basket: Basket) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=offer.id,
            intent="choose",
            title=title_of(painter, offer.record),
            subtitle=" · ".join(
                part
                for part in (
                    _instalment(painter, offer.record),
                    painter.say("review-sum", amount=painter.writing.number(offer.record.amount)),
                )
                if part
            ),
            icon="plus",
        )
        for offer in basket.offers
    )


def _notices(painter: Painter, basket: Basket) -> tuple[Notice, ...]:
    notices = []
    if any(quote.record is None for quote in basket.quotes):
        several = len(basket.quotes) > 1
        key = "review-unverified-several" if several else "review-unverified"
        notices.append(Notice("notice", "warning", painter.say(key)))
    if not basket.has_room:
        most = painter.writing.number(len(basket.quotes))
        notices.append(Notice("notice", "info", painter.say("review-full", count=most)))
    as_of_ms = min((q.as_of_ms for q in basket.quotes if q.as_of_ms is not None), default=None)
    if as_of_ms is not None:
        as_of = painter.say("review-as-of", age=painter.age(as_of_ms))
        notices.append(Notice("notice", "clock-counter-clockwise", as_of))
    return tuple(notices)
