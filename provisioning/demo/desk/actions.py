"""What a visitor's hand can do, as the page says it; each goes to one device, or to the glass."""

import time
from typing import assert_never

import msgspec

from contract.errors import InvalidValue
from provisioning.demo.desk.bills import sample_bills
from provisioning.demo.desk.switches import BankAnswer, Switch, Switches
from provisioning.demo.stage import Stage

CITIZEN_CARD = "67003B51C6"
"""Ten hexadecimal digits, as an RDM6300 reads them from a 125 kHz card."""
WINDOWS_CHANGE_WITHIN_S = 3.0
TOUCH_AGAIN_S = 0.05


class _Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    pass


class Touch(_Action, frozen=True, tag="touch"):
    """The kiosk's glass, on its 1080 x 1920 grid."""

    x: float
    y: float


class Scan(_Action, frozen=True, tag="scan"):
    """One of the sample bills before the scanner, by its barcode."""

    barcode: str


class ShowCard(_Action, frozen=True, tag="show_card"):
    """The citizen's card before the reader."""


class Pay(_Action, frozen=True, tag="pay"):
    """The terminal's green key after card and PIN; the PIN itself never leaves the page."""


class Refuse(_Action, frozen=True, tag="refuse"):
    """The terminal's red key."""


class Answer(_Action, frozen=True, tag="answer"):
    """What the bank says to the next cards."""

    value: BankAnswer


class Turn(_Action, frozen=True, tag="turn"):
    switch: Switch
    on: bool


Action = Touch | Scan | ShowCard | Pay | Refuse | Answer | Turn
_decoder: msgspec.json.Decoder[Action] = msgspec.json.Decoder(Action)


def decode_action(data: bytes) -> Action:
    """Raises InvalidValue "action"."""
    try:
        return _decoder.decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise InvalidValue("action", f"Not an action: {error}.", "Load the page again.") from error


class Hand:
    """Does one action at a time with the stage. Raises PishkhanError, OSError."""

    def __init__(self, stage: Stage, switches: Switches) -> None:
        self._stage = stage
        self._switches = switches
        self._barcodes = {bill.barcode for bill in sample_bills()}

    def do(self, action: Action) -> None:
        devices = self._stage.kiosk.devices
        match action:
            case Touch():
                self._touch(action)
            case Scan(barcode=barcode):
                if barcode not in self._barcodes:
                    raise InvalidValue("barcode", "No such bill lies here.", "Take another one.")
                devices.tell("scanner", do="scan", text=barcode)
            case ShowCard():
                devices.tell("reader", do="card", number=CITIZEN_CARD)
            case Pay():
                devices.tell("terminal", do="present_card")
            case Refuse():
                devices.tell("terminal", do="cancel")
            case Answer(value=value):
                self._switches.choose(value)
            case Turn(switch=switch, on=on):
                self._switches.turn(switch, on=on)
            case _:
                assert_never(action)

    def _touch(self, touch: Touch) -> None:
        """Windows change places after a visit: for a moment nobody is at the dock, and the glass
        is there all the same."""
        deadline = time.monotonic() + WINDOWS_CHANGE_WITHIN_S
        while True:
            try:
                self._stage.kiosk.dock.touch(touch.x, touch.y)
            except OSError:
                if not self._switches.is_on(Switch.POWER) or time.monotonic() > deadline:
                    raise
                time.sleep(TOUCH_AGAIN_S)
            else:
                return
