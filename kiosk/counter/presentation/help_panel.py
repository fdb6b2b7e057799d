"""Help laid over a screen, in each of its states."""

from typing import TYPE_CHECKING, assert_never

from kiosk.boundary.parts import HelpPanel, Ring
from kiosk.journeys.help import (
    UNANSWERED_AFTER_MS,
    Answered,
    Calling,
    Closed,
    HelpState,
    Open,
    Unanswered,
    is_over_the_screen,
)

if TYPE_CHECKING:
    from kiosk.counter.presentation.frame import Painter


def help_panel(painter: "Painter", state: HelpState) -> HelpPanel | None:
    """None where the screen stands alone."""
    if not is_over_the_screen(state):
        return None
    match state:
        case Closed():
            return None
        case Open():
            return _lines(painter)
        case Calling():
            return _calling(painter)
        case Unanswered():
            return _unanswered(painter)
        case Answered():
            return _answered(painter)
        case _:
            assert_never(state)


def _lines(painter: "Painter") -> HelpPanel:
    can_call = painter.around.can_call
    person = "help-person-call" if can_call else "help-person"
    return HelpPanel(
        phase="open",
        title=painter.say("help-title"),
        lines=(
            painter.say("help-scan"),
            painter.say("help-card"),
            painter.say("help-receipt"),
            painter.say(person, phone=painter.phone()),
        ),
        call=painter.say("help-call") if can_call else None,
        close=painter.say("help-close"),
    )


def _calling(painter: "Painter") -> HelpPanel:
    return HelpPanel(
        phase="calling",
        title=painter.say("help-calling-title"),
        lines=(painter.say("help-calling"), painter.say("help-calling-safe")),
        ring=Ring(painter.around.help_remaining_s, UNANSWERED_AFTER_MS // 1000),
        withdraw=painter.say("help-withdraw"),
        close=painter.say("help-back"),
    )


def _answered(painter: "Painter") -> HelpPanel:
    return HelpPanel(
        phase="answered",
        title=painter.say("help-answered-title"),
        lines=(painter.say("help-answered"), painter.say("help-answered-private")),
        withdraw=painter.say("help-withdraw"),
        close=painter.say("help-back"),
    )


def _unanswered(painter: "Painter") -> HelpPanel:
    """Without the clerk's page nobody sees the call any more, nor another one."""
    can_call = painter.around.can_call
    counter = "help-unanswered" if can_call else "help-unanswered-counter"
    return HelpPanel(
        phase="unanswered",
        title=painter.say("help-unanswered-title"),
        lines=(painter.say("help-unanswered-phone"), painter.say(counter)),
        phone=painter.phone(),
        call=painter.say("help-again") if can_call else None,
        close=painter.say("help-back"),
    )
