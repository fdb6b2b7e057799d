"""A state and its surroundings to the screen that shows them. Pure; the only place where what
happens meets the sentences about it."""

from typing import assert_never

from kiosk.boundary.screens import Screen
from kiosk.counter.presentation import (
    choosing,
    information,
    paying,
    receipts,
    reviewing,
    standing,
    technician,
)
from kiosk.counter.presentation.frame import Painter, Surroundings
from kiosk.journeys import states
from kiosk.journeys.entry import EntryForm
from kiosk.texts import Texts


def present(state: states.VisitState, around: Surroundings, texts: Texts) -> Screen:
    """The screen of `state`. Raises MissingText."""
    painter = Painter(texts, around)
    match state:
        case states.Attract():
            return standing.attract(painter)
        case states.Paying(payment):
            return paying.paying(painter, payment)
        case states.Informing(current):
            return information.information(painter, current)
        case states.Receipting(current):
            return receipts.receipts(painter, current)
        case states.Recovering():
            return standing.recovering(painter)
        case states.Recovered(ended):
            return standing.recovered(painter, ended)
        case states.OutOfService() | states.Servicing():
            return _not_serving(painter, state)
        case _:
            return _choosing(painter, state)


def _not_serving(painter: Painter, state: states.OutOfService | states.Servicing) -> Screen:
    match state:
        case states.OutOfService():
            return standing.out_of_service(painter, state)
        case states.Servicing(current):
            return technician.technician(painter, current)
        case _:
            assert_never(state)


def _choosing(painter: Painter, state: states.Choosing) -> Screen:
    match state:
        case states.Home():
            return choosing.home(painter)
        case states.Entering(form, basket):
            return choosing.entry(painter, form, basket)
        case states.Looking(pair, basket):
            # Judged within the same turn: seen only when the machine is very slow.
            return choosing.entry(painter, EntryForm(pair.bill.text, pair.payment.text), basket)
        case states.Reviewing(basket):
            return reviewing.review(painter, basket)
        case states.AskingWithoutPaper():
            return choosing.without_paper(painter)
        case states.Refused():
            return choosing.refused(painter, state)
        case _:
            assert_never(state)


__all__ = ["Surroundings", "present"]
