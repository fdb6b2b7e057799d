"""What a receipt says, line by line, in the order the city has fixed.

The QR code carries the signed record; everything else is for the citizen's eyes.
"""

from dataclasses import dataclass
from enum import Enum

from nacl.signing import SigningKey
from PIL import Image

from contract.place import Place
from contract.receipt_record import ReceiptBill, ReceiptRecord, encode_receipt_record
from contract.values import Rial, isolate_ltr, jalali_local, persian_digits
from hardware.paper import (
    Amount,
    Bar,
    Note,
    Page,
    PageRow,
    PaperWidth,
    QrBlock,
    Row,
    Rule,
    Title,
    letterhead,
)
from kiosk.journeys.bill import Quote
from kiosk.journeys.money import Paid, Payment, Unsettled
from kiosk.texts import Texts


class Edition(Enum):
    """A paper that is not the first of its payment says so across the whole width."""

    FIRST = "first"
    COPY = "copy"


@dataclass(frozen=True)
class ReceiptOffice:
    """Who gives the receipts: the kiosk and its key, the city's phone and public address."""

    place: Place
    phone: str
    key: SigningKey
    texts: Texts
    public_url: str | None = None

    def page(
        self,
        payment: Payment,
        result: Paid | Unsettled,
        now_ms: int,
        columns_dots: int = PaperWidth.MM80,
        edition: Edition = Edition.FIRST,
    ) -> Page:
        """The paper for a payment that was made, or whose result isn't known (`now_ms` UTC)."""
        rows = (
            self._head(),
            *self._edition(edition),
            *self._outcome(result),
            *self._facts(payment, result, now_ms),
            Rule(),
            self._amount(payment),
            Rule(),
            self._code(payment, result, now_ms),
            *self._foot(result),
        )
        return Page(rows, columns_dots)

    def letterhead(self, columns_dots: int = PaperWidth.MM80) -> Image.Image:
        """What each paper of this kiosk begins with, as dots."""
        return letterhead(Page((self._head(),), columns_dots))

    def record(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> ReceiptRecord:
        """What the QR code says."""
        approval = result.approval if isinstance(result, Paid) else None
        return ReceiptRecord(
            outcome="unknown" if approval is None else "paid",
            transaction=payment.ticket.transaction.raw,
            tracking=payment.ticket.tracking.text,
            reference=payment.reference,
            bills=tuple(
                ReceiptBill(quote.pair.bill.text, quote.pair.payment.text, quote.amount.amount)
                for quote in payment.quotes
            ),
            utc_ms=now_ms // 1000 * 1000,
            rrn="" if approval is None else approval.rrn,
            terminal="" if approval is None else approval.terminal,
        )

    def _head(self) -> Title:
        return Title(self.texts("city", name=self.place.city_name), self.place.line)

    def _edition(self, edition: Edition) -> tuple[Bar, ...]:
        return (Bar(self.texts("paper-copy")),) if edition is Edition.COPY else ()

    def _outcome(self, result: Paid | Unsettled) -> tuple[PageRow, ...]:
        if isinstance(result, Paid):
            return (Bar(self.texts("paper-paid")),)
        return (Bar(self.texts("paper-unknown")), Note(self.texts("paper-unknown-note")))

    def _facts(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> list[Row]:
        first, *others = payment.quotes
        rows = [self._several(payment)] if others else [self._purpose(first)]
        rows.append(self._date(now_ms))
        rows += self._bills(payment) if others else self._bill(first)
        if isinstance(result, Paid):
            rows += self._bank(result)
        return rows

    def _several(self, payment: Payment) -> Row:
        count = persian_digits(str(len(payment.quotes)))
        return Row(self.texts("paper-for"), self.texts("paper-bills", count=count))

    def _bills(self, payment: Payment) -> list[Row]:
        """Of each what it is, its id and its amount."""
        rows = []
        for quote in payment.quotes:
            rows.append(Row(self._title(quote), self._rials(quote.amount)))
            rows.append(self._code_row("paper-bill", quote.pair.bill.text))
        return rows

    def _bill(self, quote: Quote) -> list[Row]:
        """One alone, with the lines that make its amount."""
        record = quote.record
        rows = []
        if record is not None and record.property_code is not None:
            rows.append(self._code_row("paper-property", record.property_code))
        if record is not None and record.owner_masked is not None:
            rows.append(Row(self.texts("paper-owner"), record.owner_masked))
        rows.append(self._code_row("paper-bill", quote.pair.bill.text))
        rows.append(self._code_row("paper-payment", quote.pair.payment.text))
        items = () if record is None or len(record.items) < 2 else record.items
        rows += [Row(persian_digits(i.title), self._sum(i.amount)) for i in items]
        return rows

    def _purpose(self, quote: Quote) -> Row:
        return Row(self.texts("paper-for"), self._title(quote))

    def _title(self, quote: Quote) -> str:
        if quote.record is None:
            return self.texts("paper-unverified")
        return persian_digits(quote.record.title)

    def _rials(self, amount: Rial) -> str:
        return self.texts("paper-rial", amount=isolate_ltr(amount.grouped()))

    def _sum(self, rials: int) -> str:
        """A discount with its sign."""
        sign = "\u2212" if rials < 0 else ""
        return self.texts("paper-rial", amount=isolate_ltr(f"{sign}{Rial(abs(rials)).grouped()}"))

    def _date(self, now_ms: int) -> Row:
        date, time = jalali_local(now_ms)
        # The date stands right of the time, as one reads: each is an isolate of its own.
        return Row(
            self.texts("paper-date"),
            self.texts(
                "paper-date-time",
                date=isolate_ltr(date.persian()),
                time=isolate_ltr(persian_digits(time)),
            ),
        )

    def _bank(self, result: Paid) -> list[Row]:
        approval = result.approval
        rows = []
        if approval.pan:
            rows.append(self._code_row("paper-card", approval.pan))
        rows.append(self._code_row("paper-rrn", approval.rrn))
        if approval.trace:
            rows.append(self._code_row("paper-trace", approval.trace))
        terminal = approval.terminal
        if approval.merchant:
            terminal = f"{terminal} / {approval.merchant}"
        rows.append(self._code_row("paper-terminal", terminal))
        return rows

    def _code_row(self, key: str, code: str) -> Row:
        return Row(self.texts(key), persian_digits(code), ltr=True)

    def _amount(self, payment: Payment) -> Amount:
        amount = payment.amount
        return Amount(
            self.texts("paper-amount"),
            self._rials(amount),
            self.texts("paper-words", words=amount.in_words()),
        )

    def code(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> str:
        """The text of the QR code."""
        return encode_receipt_record(
            self.record(payment, result, now_ms), self.key, self.public_url
        )

    def _code(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> QrBlock:
        return QrBlock(
            data=self.code(payment, result, now_ms),
            caption=self.texts("paper-tracking"),
            code=persian_digits(payment.ticket.tracking.grouped()),
            lines=(self.texts("paper-check", phone=persian_digits(self.phone)),),
        )

    def _foot(self, result: Paid | Unsettled) -> tuple[Note, ...]:
        key = "paper-foot" if isinstance(result, Paid) else "paper-foot-unknown"
        return (Note(self.texts(key, phone=persian_digits(self.phone))),)
