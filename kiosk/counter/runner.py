"""Carries out a journey's commands, in order, stopping at the first that fails."""

from dataclasses import replace
from typing import assert_never

import msgspec

from contract.values import BillPair
from edge_agent.journal import Draft, Hold, JournalWriter, NoSealingKey
from kiosk.counter.city_catalogue import CityCatalogue
from kiosk.counter.city_line import CityLine
from kiosk.counter.fault_points import FaultPoints
from kiosk.counter.knowledge import Knowledge
from kiosk.counter.lookups import Lookups
from kiosk.counter.paper_worker import PaperWorker
from kiosk.counter.receipt_worker import ReceiptWorker
from kiosk.counter.terminal_worker import TerminalWorker
from kiosk.journeys.bill import judge
from kiosk.journeys.commands import (
    Append,
    AppendCopy,
    AskCity,
    AskForMoney,
    AskForResult,
    CancelAtTerminal,
    Command,
    Commands,
    FindReceipt,
    LookUpBill,
    PrepareTerminal,
    PrintCopy,
    PrintReceipt,
    ReadCatalogue,
    VerifyReceipt,
)
from kiosk.journeys.happenings import Judged
from kiosk.journeys.information.answers import CatalogueRead

_encoder = msgspec.msgpack.Encoder()


class Runner:
    """The hands of the journeys. Used from the counter's thread alone."""

    def __init__(
        self,
        journal: JournalWriter,
        knowledge: Knowledge,
        terminal: TerminalWorker,
        paper: PaperWorker,
        receipts: ReceiptWorker,
        city: CityLine,
        catalogue: CityCatalogue,
        points: FaultPoints,
    ) -> None:
        self._journal = journal
        self._knowledge = knowledge
        self._terminal = terminal
        self._paper = paper
        self._receipts = receipts
        self._city = city
        self._catalogue = catalogue
        self._points = points
        self._lookups = Lookups()

    def run(self, commands: Commands) -> list[Judged | CatalogueRead]:
        """What can be answered at once; devices answer later. Raises what the journal and the
        reference store raise, with no later command carried out."""
        answers: list[Judged | CatalogueRead] = []
        for command in commands:
            step = _step(command)
            self._points.reach(f"before-{step}")
            answer = self._carry_out(command)
            self._points.reach(f"after-{step}")
            if answer is not None:
                answers.append(answer)
        return answers

    def _carry_out(self, command: Command) -> Judged | CatalogueRead | None:
        match command:
            case Append():
                self._append(command)
            case LookUpBill(pair):
                return self._look_up(pair)
            case PrepareTerminal() | AskForMoney() | AskForResult():
                self._terminal.take(command)
            case CancelAtTerminal():
                self._terminal.cancel()
            case PrintReceipt() | PrintCopy():
                self._paper.take(command)
            case FindReceipt() | VerifyReceipt():
                self._receipts.take(command)
            case AskCity():
                self._city.ask(command)
            case ReadCatalogue():
                return CatalogueRead(self._catalogue.read())
            case AppendCopy(transaction, event):
                self._journal.append(Draft(event, transaction))
            case _:
                assert_never(command)
        return None

    def end_visit(self) -> None:
        self._lookups.forget()

    def _look_up(self, pair: BillPair) -> Judged:
        facts = self._knowledge.facts(pair)
        if self._lookups.is_beyond(pair, facts.rules.lookups):
            return Judged(pair, judge(pair, replace(facts, is_beyond_limit=True)))
        verdict = judge(pair, facts)
        self._lookups.note(pair, verdict)
        return Judged(pair, verdict)

    def _append(self, append: Append) -> None:
        sealed = None if append.payer is None else _encoder.encode(append.payer)
        try:
            self._journal.append(*_drafts(append, sealed))
        except NoSealingKey:
            # Nothing was written. The personal part is then not kept at all: money needs it not.
            self._journal.append(*_drafts(append, None))


def _drafts(append: Append, sealed: bytes | None) -> list[Draft]:
    holds = tuple(Hold(hold.subject, hold.state) for hold in append.holds)
    first, *others = append.events
    return [
        Draft(first, append.transaction, sealed, holds),
        *(Draft(event, append.transaction) for event in others),
    ]


def _step(command: Command) -> str:
    """The command's name among the fault points."""
    match command:
        case Append(_, events):
            return f"append-{events[0].KIND}"
        case AppendCopy(_, event):
            return f"append-{event.KIND}"
        case _:
            return _STEPS[type(command)]


_STEPS: dict[type[Command], str] = {
    LookUpBill: "look-up",
    PrepareTerminal: "prepare-terminal",
    AskForMoney: "ask-terminal",
    CancelAtTerminal: "cancel-terminal",
    AskForResult: "ask-result",
    PrintReceipt: "print",
    PrintCopy: "print-copy",
    FindReceipt: "find-receipt",
    VerifyReceipt: "verify-receipt",
    AskCity: "ask-city",
    ReadCatalogue: "read-catalogue",
}
