"""The faults, device by device. A reason that a driver may report stands here, or a test fails."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from hardware.reasons import Reason
from hardware.state import Component, DeviceState


class Effect(StrEnum):
    """What a device that doesn't work does to the citizen's transaction."""

    NO_PAYMENT = "no_payment"
    """No payment starts. One under way ends by the terminal's own word, or as unknown."""
    PAPER_ASKED_FIRST = "paper_asked_first"
    """The citizen is asked before paying. A receipt under way is told as it is: not printed or
    unknown; the payment stands, with its tracking code on the screen."""
    TYPED_INSTEAD = "typed_instead"
    """The bill's ids are typed; nothing is lost."""
    NONE = "none"
    """Citizens notice nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`state` is what the driver reports with this reason."""

    component: Component
    reason: Reason
    state: DeviceState

    @property
    def effect(self) -> Effect:
        return effect_of(self.component, self.state)


def effect_of(component: Component, state: DeviceState) -> Effect:
    """A device that only warns (degraded) still does its work."""
    if state in (DeviceState.READY, DeviceState.DEGRADED):
        return Effect.NONE
    match component:
        case Component.TERMINAL:
            return Effect.NO_PAYMENT
        case Component.PRINTER | Component.PAPER:
            return Effect.PAPER_ASKED_FIRST
        case Component.SCANNER:
            return Effect.TYPED_INSTEAD
        case (
            Component.READER
            | Component.UPS
            | Component.DOOR
            | Component.TEMPERATURE
            | Component.DISK
            | Component.CLOCK
            | Component.SCREEN
        ):
            return Effect.NONE
        case _:
            assert_never(component)


_OPENING = (Reason.UNPLUGGED, Reason.LINK_DOWN, Reason.PORT_BUSY, Reason.NO_PERMISSION)
_LINE = (*_OPENING, Reason.LINK_LOST, Reason.DRIVER_FAILED)
_DIALOGUE = (*_LINE, Reason.NO_ANSWER, Reason.HALF_DEAD, Reason.WRONG_BAUD)

_FAILED: dict[Component, tuple[Reason, ...]] = {
    Component.PRINTER: (
        *_DIALOGUE,
        Reason.COVER_OPEN,
        Reason.CUTTER,
        Reason.HEAD_HOT,
        Reason.PRINTER_ERROR,
        Reason.OFFLINE,
    ),
    Component.PAPER: (Reason.PAPER_END,),
    Component.TERMINAL: (*_DIALOGUE, Reason.WRONG_TERMINAL, Reason.WRONG_MERCHANT),
    Component.SCANNER: (*_LINE, Reason.NOT_GRABBED),
    Component.READER: (*_DIALOGUE, Reason.SERVICE_DOWN, Reason.NOT_GRABBED),
    Component.UPS: (
        Reason.UNPLUGGED,
        Reason.NO_PERMISSION,
        Reason.DRIVER_FAILED,
        Reason.NO_ANSWER,
        Reason.LINK_LOST,
        Reason.UNREADABLE,
        Reason.SERVICE_DOWN,
        Reason.BATTERY_LOW,
    ),
    Component.DOOR: _LINE,
    Component.TEMPERATURE: (Reason.TOO_HOT, Reason.NO_ANSWER, Reason.DRIVER_FAILED),
    Component.DISK: (Reason.DISK_FAILING, Reason.DRIVER_FAILED),
    Component.CLOCK: (Reason.DRIVER_FAILED,),
    Component.SCREEN: (Reason.NO_SCREEN, Reason.DRIVER_FAILED),
}
_DEGRADED: dict[Component, tuple[Reason, ...]] = {
    Component.PAPER: (Reason.PAPER_NEAR_END,),
    Component.TERMINAL: (Reason.NEEDS_ATTENTION,),
    Component.SCANNER: (Reason.UNREADABLE, Reason.TYPES_INTO_WINDOW),
    Component.READER: (Reason.UNREADABLE,),
    Component.UPS: (
        Reason.ON_BATTERY,
        Reason.BATTERY_WORN,
        Reason.OVERLOAD,
        Reason.NEEDS_ATTENTION,
    ),
    Component.DOOR: (Reason.DOOR_OPEN,),
    Component.TEMPERATURE: (Reason.HOT, Reason.COLD),
    Component.DISK: (Reason.NEARLY_FULL, Reason.WORN),
    Component.CLOCK: (Reason.BEHIND_FLOOR, Reason.CLOCK_JUMPED),
    Component.SCREEN: (Reason.SCREEN_OFF,),
}

FAULTS: tuple[Fault, ...] = tuple(
    Fault(component, reason, state)
    for component in Component
    for state, reasons in (
        (DeviceState.FAILED, _FAILED),
        (DeviceState.DEGRADED, _DEGRADED),
    )
    for reason in reasons.get(component, ())
)
