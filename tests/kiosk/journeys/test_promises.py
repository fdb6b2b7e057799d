"""Promises that hold for any order of happenings and any basket, restarts included."""

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from contract.events import PaymentEvent, PaymentRequested, ReceiptRequested
from contract.values import TransactionId
from kiosk.journeys import visit
from kiosk.journeys.bill import HoldState, hold_subject, judge
from kiosk.journeys.commands import (
    Append,
    AskForMoney,
    AskForResult,
    CancelAtTerminal,
    Command,
    LookUpBill,
    PrepareTerminal,
    PrintReceipt,
)
from kiosk.journeys.happenings import (
    AddTouched,
    BackTouched,
    CancelTouched,
    FinishTouched,
    Happening,
    IdleEnded,
    Judged,
    NotMineTouched,
    OkTouched,
    PaperNotPrinted,
    PaperPrinted,
    PaperUncertain,
    PayTouched,
    RemoveTouched,
    RetryTouched,
    Scanned,
    TerminalApproved,
    TerminalDeclined,
    TerminalNotReady,
    TerminalReady,
    TerminalSilent,
    TerminalTookNothing,
)
from kiosk.journeys.money import Inquiry, Payment
from kiosk.journeys.recovery import Resumption, fold
from kiosk.journeys.states import (
    AskingWithoutPaper,
    Attract,
    Entering,
    Home,
    Paying,
    Reviewing,
    VisitState,
)
from tests.kiosk.journeys.samples import (
    NOW_MS,
    OTHER_PAIR,
    PAIR,
    RECORD,
    approval,
    conditions,
    facts,
    ticket,
)

BARCODE, OTHER_BARCODE = PAIR.barcode(), OTHER_PAIR.barcode()
BILLS = {PAIR: RECORD, OTHER_PAIR: None}


@dataclass
class Disk:
    """What survives a power cut."""

    events: dict[TransactionId, list[tuple[int, PaymentEvent]]] = field(default_factory=dict)
    payments: dict[TransactionId, Payment] = field(default_factory=dict)
    holds: dict[str, HoldState] = field(default_factory=dict)
    paid: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


class KioskWithPowerCuts(RuleBasedStateMachine):
    """Citizens pay two bills over and over, alone or together; power fails between any two
    commands."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = Disk()
        self.state: VisitState
        self.waiting: Command | None = None
        self.serial = 0
        self.inquiry = Inquiry.POSSIBLE
        self.cut_after: int | None = None

    @initialize(inquiry=st.sampled_from(list(Inquiry)))
    def begin(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.state, _ = visit.start(())

    @rule(
        touch=st.sampled_from(
            [
                OkTouched(),
                RetryTouched(),
                FinishTouched(),
                IdleEnded(),
                BackTouched(),
                CancelTouched(),
                AddTouched(),
                NotMineTouched(),
                RemoveTouched(OTHER_BARCODE),
                Scanned(BARCODE, conditions()),
                Scanned(OTHER_BARCODE, conditions()),
            ]
        )
    )
    def touch(self, touch: Happening) -> None:
        self.happen(touch)

    @rule()
    def go_on(self) -> None:
        """What a citizen in a hurry touches next."""
        match self.state:
            case Attract() | Home():
                bill = BARCODE if self.serial % 2 else OTHER_BARCODE
                self.happen(Scanned(bill, conditions(inquiry=self.inquiry)))
            case Entering():
                self.happen(Scanned(OTHER_BARCODE, conditions(inquiry=self.inquiry)))
            case Reviewing() | AskingWithoutPaper():
                self.serial += 1
                self.happen(PayTouched(ticket(self.serial), conditions(inquiry=self.inquiry)))
            case Paying():
                self.happen(FinishTouched())
            case _:
                self.happen(OkTouched())

    @rule(answer=st.sampled_from([2, 0, 1, 3]), took=st.booleans())
    def answer(self, answer: int, took: bool) -> None:
        waiting, self.waiting = self.waiting, None
        match waiting:
            case PrepareTerminal(payment=paying):
                ready = TerminalReady(paying.reference, "12345678", None)
                lost = TerminalNotReady(paying.reference, "link_down")
                self.happen(ready if answer else lost)
            case AskForMoney(payment=paying):
                self.answer_money(paying, answer, took)
            case AskForResult(payment=paying):
                self.answer_inquiry(paying, answer)
            case PrintReceipt(payment=paying):
                job = paying.ticket.job
                answers = (
                    PaperPrinted(job, "process_id"),
                    PaperNotPrinted(job, "paper_end"),
                    PaperUncertain(job, "link_lost"),
                )
                self.happen(answers[answer % 3])
            case _:
                pass

    def answer_money(self, paying: Payment, answer: int, took: bool) -> None:
        if answer == 0:
            self.take(paying)
            self.happen(TerminalApproved(approval(paying)))
        elif answer == 1:
            self.happen(TerminalDeclined(paying.reference, "51", "no_funds"))
        else:  # silent, whether or not it took the money
            if took:
                self.take(paying)
            self.happen(TerminalSilent(paying.reference, "timeout"))

    def take(self, paying: Payment) -> None:
        self.disk.taken.append(paying.reference)
        self.disk.paid += [hold_subject(quote.pair) for quote in paying.quotes]

    def answer_inquiry(self, paying: Payment, answer: int) -> None:
        if answer == 0:
            self.happen(TerminalSilent(paying.reference, "timeout"))
        elif paying.reference in self.disk.taken:
            self.happen(TerminalApproved(approval(paying)))
        else:
            self.happen(TerminalTookNothing(paying.reference))

    @rule(commands=st.integers(0, 3))
    def power_will_fail(self, commands: int) -> None:
        self.cut_after = commands

    def happen(self, happening: Happening) -> None:
        self.state, commands = visit.advance(self.state, happening)
        self.carry_out(commands)

    def carry_out(self, commands: tuple[Command, ...]) -> None:
        for command in commands:  # the ticket is made before anything is written
            if isinstance(command, PrepareTerminal):
                self.disk.payments[command.payment.ticket.transaction] = command.payment
        for place, command in enumerate(commands):
            if self.cut_after == 0:
                self.restart()
                return
            if self.cut_after is not None:
                self.cut_after -= 1
            before = commands[place - 1] if place else None
            self.do(command, before)

    def do(self, command: Command, before: Command | None) -> None:
        match command:
            case Append(transaction, events, holds):
                history = self.disk.events.setdefault(transaction, [])
                history += [(NOW_MS, event) for event in events]
                self.disk.holds |= {hold.subject: hold.state for hold in holds}
            case LookUpBill(pair):
                record, hold = BILLS[pair], self.disk.holds.get(hold_subject(pair))
                known = facts(*([] if record is None else [record]), hold=hold)
                self.happen(Judged(pair, judge(pair, known)))
            case AskForMoney(payment=paying):
                assert isinstance(before, Append)
                assert isinstance(before.events[-1], PaymentRequested)
                assert before.events[-1].reference == paying.reference
                assert paying.reference not in self.disk.asked
                assert all(
                    self.disk.holds[hold_subject(quote.pair)] is HoldState.REQUESTED
                    for quote in paying.quotes
                )
                self.disk.asked.append(paying.reference)
                self.waiting = command
            case PrintReceipt(payment=paying):
                assert isinstance(before, Append)
                assert before.events[-1] == ReceiptRequested(job=paying.ticket.job)
                assert paying.ticket.job not in self.disk.printed
                self.disk.printed.append(paying.ticket.job)
                self.waiting = command
            case PrepareTerminal() | AskForResult():
                self.waiting = command
            case CancelAtTerminal():
                pass  # only the answer that is waited for ends a payment
            case _:
                raise AssertionError(f"{command} is not about paying")

    def restart(self) -> None:
        cut_off, self.waiting, self.cut_after = self.waiting, None, None
        if isinstance(cut_off, AskForMoney):  # the terminal goes on without us
            self.take(cut_off.payment)
        resumptions = []
        for transaction, events in self.disk.events.items():
            folded = fold(events)
            if folded is not None:
                made = self.disk.payments[transaction]
                assert [bill.bill_id for bill in folded.started.bills] == [
                    quote.pair.bill.text for quote in made.quotes
                ]
                resumptions.append(Resumption(folded, made))
        self.state, commands = visit.start(tuple(resumptions))
        self.carry_out(commands)

    @invariant()
    def no_bill_is_ever_paid_twice(self) -> None:
        assert len(self.disk.paid) == len(set(self.disk.paid))

    @invariant()
    def every_bill_that_was_paid_is_held(self) -> None:
        free = {None, HoldState.FREE}
        assert not [bill for bill in self.disk.paid if self.disk.holds.get(bill) in free]

    @invariant()
    def money_was_never_taken_without_a_journaled_request(self) -> None:
        requested = {
            event.reference
            for history in self.disk.events.values()
            for _, event in history
            if isinstance(event, PaymentRequested)
        }
        assert set(self.disk.taken) <= requested


TestKioskWithPowerCuts = KioskWithPowerCuts.TestCase
TestKioskWithPowerCuts.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
