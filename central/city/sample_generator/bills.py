"""Invented bills with valid ids, whose parts add up to the amount in the payment id."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from central.city.sample_generator.properties import Property
from contract.values import JalaliDate, Rial, make_bill_id, make_payment_id

SERVICE = 6
TODAY = JalaliDate(1405, 9, 2)
LATE_FEE_PERCENT_A_MONTH = 2
LATE_FEE_PERCENT_AT_MOST = 24
EARLY_DISCOUNT_PERCENT = 10
WASTE_LEVY = 960_000
PAID, OPEN, CANCELLED = "paid", "open", "cancelled"


@dataclass(frozen=True)
class Bill:
    bill_id: str
    payment_id: str
    kind: str
    year: int
    period: int
    title: str
    property_code: str
    levy: int
    discount: int
    late_fee: int
    due_date: str
    state: str
    paid_date: str
    instalment: int | None = None
    instalments: int | None = None
    title_en: str = ""


@dataclass(frozen=True)
class Terms:
    """What is asked for, until when, and what became of it; `paid` is a day or empty."""

    year: int
    period: int
    due: JalaliDate
    state: str
    paid: str
    levy: int
    discount: int = 0
    late_fee: int = 0
    title: str = ""
    instalments: int | None = None


@dataclass(frozen=True)
class Series:
    """What the bills of one kind have in common: their organisation and first file number."""

    kind: str
    organisation: str
    first_file: int


RENOVATION = Series("renovation", "261", 10_010_000)
WASTE = Series("waste", "262", 20_020_000)
COMMERCIAL = Series("commercial", "263", 30_010_000)
TRADE = Series("trade", "263", 30_110_000)
PERMIT = Series("permit", "269", 90_001_000)


def bills_of(chance: random.Random, properties: Iterable[Property]) -> Iterator[Bill]:
    """Bills of the years 1404 and 1405 for each property, as its use asks for."""
    for number, owned in enumerate(properties):
        commercial = owned.use == "commercial"
        yearly = COMMERCIAL if commercial else RENOVATION
        yield _this_year(chance, yearly, number, owned, _levy(chance, owned))
        if chance.random() < 0.4:
            yield _last_year(chance, yearly, number, owned, _levy(chance, owned))
        if owned.use != "vacant":
            yield _waste(chance, number, owned)
        if commercial:
            yield _trade(chance, number, owned)
        if owned.use == "vacant" or chance.random() < 0.02:
            yield from _permit_instalments(chance, number, owned)


def _levy(chance: random.Random, owned: Property) -> int:
    low, high = (6_000_000, 48_000_000) if owned.use == "commercial" else (900_000, 14_000_000)
    return chance.randrange(low, high, 50_000)


def _this_year(
    chance: random.Random, series: Series, number: int, owned: Property, levy: int
) -> Bill:
    """Paid by the end of Azar it is ten per cent cheaper, rounded down to 1,000 rials."""
    payable = levy * (100 - EARLY_DISCOUNT_PERCENT) // 100 // 1_000 * 1_000
    state, paid = _outcome(chance, JalaliDate(1405, 2, 1), paid_share=0.34)
    due = JalaliDate(1405, 9, 30)
    terms = Terms(1405, 1, due, state, paid, levy, discount=levy - payable)
    return _bill(series, number, owned, terms)


def _last_year(
    chance: random.Random, series: Series, number: int, owned: Property, levy: int
) -> Bill:
    """Two per cent a month since the year's end, at most 24, unless it was paid in time."""
    state, paid = _outcome(chance, JalaliDate(1404, 6, 1), paid_share=0.62)
    if state != OPEN:
        terms = Terms(1404, 1, JalaliDate(1404, 12, 29), state, paid, levy)
        return _bill(series, number, owned, terms)
    percent = min(TODAY.month * LATE_FEE_PERCENT_A_MONTH, LATE_FEE_PERCENT_AT_MOST)
    fee = levy * percent // 100
    terms = Terms(1404, 1, JalaliDate(1405, 9, 30), state, paid, levy, late_fee=fee)
    return _bill(series, number, owned, terms)


def _waste(chance: random.Random, number: int, owned: Property) -> Bill:
    shop = owned.use == "commercial"
    levy = chance.randrange(1_200_000, 7_200_000, 60_000) if shop else WASTE_LEVY
    period = chance.choice((2, 3, 4))
    state, paid = _outcome(chance, JalaliDate(1405, period * 2, 1), paid_share=0.4)
    due = JalaliDate(1405, period * 2 + 1, 30)
    return _bill(WASTE, number, owned, Terms(1405, period, due, state, paid, levy))


def _trade(chance: random.Random, number: int, owned: Property) -> Bill:
    square_metres = chance.randint(12, 90)
    factor_tenths = chance.choice((8, 10, 25, 40))
    levy = 150_000 * square_metres * factor_tenths // 10
    state, paid = _outcome(chance, JalaliDate(1405, 3, 1), paid_share=0.3)
    terms = Terms(1405, 7, JalaliDate(1405, 12, 29), state, paid, levy)
    return _bill(TRADE, number, owned, terms)


def _permit_instalments(chance: random.Random, number: int, owned: Property) -> Iterator[Bill]:
    instalments = chance.choice((3, 4, 6))
    levy = chance.randrange(40_000_000, 400_000_000, 1_000_000)
    for instalment in range(1, instalments + 1):
        month = 4 + instalment
        paid_share = 0.9 if month < TODAY.month else 0.05
        state, paid = _outcome(chance, JalaliDate(1405, 4, 1), paid_share)
        title = f"قسط {instalment} از {instalments} عوارض پروانه، سال 1405"
        due = JalaliDate(1405, month, 15)
        terms = Terms(
            1405, instalment, due, state, paid, levy, title=title, instalments=instalments
        )
        yield _bill(PERMIT, number, owned, terms)


def _outcome(chance: random.Random, issued: JalaliDate, paid_share: float) -> tuple[str, str]:
    """State and day of payment, some time between the issue and the generator's today."""
    drawn = chance.random()
    if drawn < 0.025:
        return CANCELLED, ""
    if drawn < 0.025 + paid_share:
        month = chance.randint(issued.month, 8) if issued.year == 1405 else chance.randint(6, 11)
        return PAID, JalaliDate(issued.year, month, chance.randint(1, 28)).text
    return OPEN, ""


def _bill(series: Series, number: int, owned: Property, terms: Terms) -> Bill:
    bill = make_bill_id(series.first_file + number, series.organisation, SERVICE)
    payable = Rial(terms.levy - terms.discount + terms.late_fee)
    payment = make_payment_id(bill, payable, terms.year % 10, terms.period)
    made = Bill(
        bill.text, payment.text, series.kind, terms.year, terms.period, terms.title, owned.code,
        terms.levy, terms.discount, terms.late_fee, terms.due.text, terms.state, terms.paid,
    )  # fmt: skip
    return made if terms.instalments is None else _instalment(made, terms.instalments)


def _instalment(bill: Bill, of: int) -> Bill:
    """Its number is its period."""
    title_en = f"Instalment {bill.period} of {of}, building permit levies, {bill.year}"
    return replace(bill, instalment=bill.period, instalments=of, title_en=title_en)
