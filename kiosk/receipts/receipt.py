"""Who gives receipts, and what each carries for machines: the signed record in its QR code."""

from dataclasses import dataclass, field
from enum import Enum

from nacl.signing import SigningKey
from PIL import Image

from contract.place import Place
from contract.receipt_record import ReceiptBill, ReceiptRecord, encode_receipt_record
from hardware.paper import (
    Bar,
    Note,
    Page,
    PageRow,
    PaperWidth,
    Paragraph,
    QrBlock,
    Rule,
    Title,
    letterhead,
)
from kiosk.journeys.money import Paid, Payment, Unsettled
from kiosk.receipts.lines import Lines
from kiosk.receipts.wording import Wording, Wordings
from kiosk.texts import PERSIAN

_AIR = Paragraph("")


class Edition(Enum):
    """A paper that is not the first of its payment says so across the whole width."""

    FIRST = "first"
    COPY = "copy"


@dataclass(frozen=True)
class ReceiptOffice:
    """The kiosk and its key, the city's phone and public address. `city_en` and `office_en` are
    their names as the city writes them in English, empty where it doesn't."""

    place: Place
    phone: str
    key: SigningKey
    public_url: str | None = None
    city_en: str = ""
    office_en: str = ""
    _wordings: Wordings = field(default_factory=Wordings, compare=False)

    def page(
        self,
        payment: Payment,
        result: Paid | Unsettled,
        now_ms: int,
        columns_dots: int = PaperWidth.MM80,
        edition: Edition = Edition.FIRST,
    ) -> Page:
        """The paper for a payment that was made, or whose result isn't known (`now_ms` UTC), in
        the payer's language."""
        wording = self._wordings.of(payment.ticket.language)
        lines = Lines(wording)
        rows = (
            self._head(wording),
            *_edition(wording, edition),
            *_outcome(wording, result),
            *self._for_clerks(wording, result, edition),
            *lines.facts(payment, result, now_ms),
            Rule(),
            lines.amount(payment),
            Rule(),
            self._code(wording, payment, result, now_ms),
            *self._foot(wording, result),
        )
        return Page(rows, columns_dots, wording.direction)

    def letterhead(self, columns_dots: int = PaperWidth.MM80) -> Image.Image:
        """What each Persian paper of this kiosk begins with, as dots."""
        first = self._wordings.of(PERSIAN)
        return letterhead(Page((self._head(first),), columns_dots, first.direction))

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

    def code(self, payment: Payment, result: Paid | Unsettled, now_ms: int) -> str:
        """The text of the QR code."""
        return encode_receipt_record(
            self.record(payment, result, now_ms), self.key, self.public_url
        )

    def _head(self, wording: Wording) -> Title:
        digits, place = wording.writing.digits, self.place
        line = wording.texts(
            "place-line",
            district=digits(str(place.district)),
            office=wording.own(place.office_name, self.office_en),
            number=digits(str(place.number)),
        )
        return Title(wording.texts("city", name=wording.own(place.city_name, self.city_en)), line)

    def _for_clerks(
        self, wording: Wording, result: Paid | Unsettled, edition: Edition
    ) -> tuple[PageRow, ...]:
        """On a paper that the city's own clerks may not read: whose it is, whether it is a copy,
        and how the payment ended."""
        if wording.is_first:
            return ()
        first = self._wordings.of(PERSIAN)
        said = [
            first.texts("city", name=self.place.city_name),
            *(bar.text for bar in _edition(first, edition)),
            first.texts("paper-paid" if isinstance(result, Paid) else "paper-unknown"),
        ]
        return (*(Note(wording.kept(text)) for text in said), _AIR)

    def _code(
        self, wording: Wording, payment: Payment, result: Paid | Unsettled, now_ms: int
    ) -> QrBlock:
        digits = wording.writing.digits
        return QrBlock(
            data=self.code(payment, result, now_ms),
            caption=wording.texts("paper-tracking"),
            code=digits(payment.ticket.tracking.grouped()),
            lines=(wording.texts("paper-check", phone=digits(self.phone)),),
        )

    def _foot(self, wording: Wording, result: Paid | Unsettled) -> tuple[Note, ...]:
        key = "paper-foot" if isinstance(result, Paid) else "paper-foot-unknown"
        return (Note(wording.texts(key, phone=wording.writing.digits(self.phone))),)


def _edition(wording: Wording, edition: Edition) -> tuple[Bar, ...]:
    return (Bar(wording.texts("paper-copy")),) if edition is Edition.COPY else ()


def _outcome(wording: Wording, result: Paid | Unsettled) -> tuple[PageRow, ...]:
    if isinstance(result, Paid):
        return (Bar(wording.texts("paper-paid")),)
    return (Bar(wording.texts("paper-unknown")), Note(wording.texts("paper-unknown-note")))
