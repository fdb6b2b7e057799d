"""Bills, tickets and answers that the journey tests share."""

from contract.reference import BillItem, BillRecord, BillState
from contract.values import BillId, BillPair, PaymentId, TrackingCode, TransactionId
from kiosk.journeys.basket import Basket
from kiosk.journeys.bill import CityRules, Facts, HoldState, Quote
from kiosk.journeys.happenings import Conditions, PaperState, TerminalState
from kiosk.journeys.money import Approval, Inquiry, Paper, Payment, Ticket

PAIR = BillPair.of(BillId.parse("1000012726167"), PaymentId.parse("125050196"))
OTHER_PAIR = BillPair.of(BillId.parse("1000234826160"), PaymentId.parse("487050149"))
ELECTRICITY = BillPair.of(BillId.parse("9985235404124"), PaymentId.parse("880000568"))
NOW_MS = 1_795_000_000_000
DAY_MS = 86_400_000

RECORD = BillRecord(
    bill_id=PAIR.bill.text,
    payment_id=PAIR.payment.text,
    amount=1_250_000,
    kind="renovation",
    title="عوارض نوسازی، سال 1405",
    year=1405,
    period=1,
    property_code="2-14-108-23-1-6-0",
    owner_masked="م*** رحیمی",
    address="خیابان نوروزیان، حکمت ۴۵، پلاک ۱۲",
    due_ms=NOW_MS + DAY_MS,
    state=BillState.OPEN,
    items=(BillItem("عوارض سال", 1_388_889), BillItem("تخفیف", -138_889)),
)


def facts(*records: BillRecord, hold: HoldState | None = None) -> Facts:
    return Facts(
        rules=CityRules(frozenset({6}), frozenset({"261"})),
        records=records,
        reference_version=7,
        as_of_ms=NOW_MS - DAY_MS,
        hold=hold,
        now_ms=NOW_MS,
    )


QUOTE = Quote(PAIR, RECORD, 7, NOW_MS - DAY_MS)
BASKET = Basket((QUOTE,))
OTHER_QUOTE = Quote(OTHER_PAIR, None, 7, NOW_MS - DAY_MS)
"""A bill that the city's data doesn't name."""
TWO = Basket((QUOTE, OTHER_QUOTE))


def ticket(serial: int = 1) -> Ticket:
    tracking = TrackingCode.make(3056, serial)
    transaction = TransactionId(serial.to_bytes(16, "big"))
    return Ticket(transaction, tracking, tracking.text, f"{serial:08x}", NOW_MS)


def payment(
    inquiry: Inquiry = Inquiry.POSSIBLE, paper: Paper = Paper.WANTED, serial: int = 1
) -> Payment:
    return Payment(ticket(serial), (QUOTE,), inquiry, paper)


def approval(of: Payment) -> Approval:
    return Approval(
        reference=of.reference,
        amount=of.amount,
        rrn="898194184027",
        trace="123456",
        pan="603799******0014",
        terminal="12345678",
        receipt="0042",
    )


def conditions(
    terminal: TerminalState = TerminalState.READY,
    paper: PaperState = PaperState.READY,
    inquiry: Inquiry = Inquiry.POSSIBLE,
) -> Conditions:
    return Conditions(terminal, paper, inquiry)
