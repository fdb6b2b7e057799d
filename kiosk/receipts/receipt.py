"""What a receipt says, line by line, in the order the city has fixed.

The QR code carries the signed record; everything else is for the citizen's eyes.
"""

from dataclasses import dataclass
from enum import Enum

from nacl.signing import SigningKey
from PIL import Image

from contract.place import Place
from contract.receipt_record import ReceiptBill, ReceiptRecord, encode_receipt_record
from contract.values import isolate_ltr, jalali_local, persian_digits
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
        pair = payment.quote.pair
        return ReceiptRecord(
            outcome="unknown" if approval is None else "paid",
            transaction=payment.ticket.transaction.raw,
            tracking=payment.ticket.tracking.text,
            reference=payment.reference,
            bills=(ReceiptBill(pair.bill.text, pair.payment.text, payment.amount.amount),),
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
        rows = [self._purpose(payment), self._date(now_ms)]
        record = payment.quote.record
        if record is not None and record.property_code is not None:
            rows.append(self._code_row("paper-property", record.property_code))
        if record is not None and record.owner_masked is not None:
            rows.append(Row(self.texts("paper-owner"), record.owner_masked))
        rows.append(self._code_row("paper-bill", payment.quote.pair.bill.text))
        rows.append(self._code_row("paper-payment", payment.quote.pair.payment.text))
        if isinstance(result, Paid):
            rows += self._bank(result)
        return rows

    def _purpose(self, payment: Payment) -> Row:
        record = payment.quote.record
        if record is None:
            return Row(self.texts("paper-for"), self.texts("paper-unverified"))
        return Row(self.texts("paper-for"), persian_digits(record.title))

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
            self.texts("paper-rial", amount=isolate_ltr(amount.grouped())),
            self.texts("paper-words", words=amount.in_words()),
        )

    def _code(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> QrBlock:
        return QrBlock(
            data=encode_receipt_record(
                self.record(payment, result, now_ms), self.key, self.public_url
            ),
            caption=self.texts("paper-tracking"),
            code=persian_digits(payment.ticket.tracking.grouped()),
            lines=(self.texts("paper-check", phone=persian_digits(self.phone)),),
        )

    def _foot(self, result: Paid | Unsettled) -> tuple[Note, ...]:
        key = "paper-foot" if isinstance(result, Paid) else "paper-foot-unknown"
        return (Note(self.texts(key, phone=persian_digits(self.phone))),)
