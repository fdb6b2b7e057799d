"""The five switches: the line to the city, power, paper, the printer's cover, the bank's line;
and what the bank answers while its line is whole."""

import threading
from enum import StrEnum

from provisioning.demo.desk.scene import Part, Scene
from provisioning.demo.desk.works import Works
from provisioning.demo.stage import Stage


class Switch(StrEnum):
    LINE = "line"
    POWER = "power"
    PAPER = "paper"
    COVER = "cover"
    BANK = "bank"


class BankAnswer(StrEnum):
    """What the bank says to the next cards."""

    APPROVE = "approve"
    NO_MONEY = "no_money"
    WRONG_PIN = "wrong_pin"
    LATE = "late"
    LOST = "lost"


_FAULT_OF_ANSWER = {
    BankAnswer.NO_MONEY: "decline=51",
    BankAnswer.WRONG_PIN: "decline=55",
    BankAnswer.LATE: "late-approval=20",
    BankAnswer.LOST: "lost-answer",
}
_BANK_UNREACHABLE = "decline=91"
_FAULT_OF_PRINTER = {Switch.PAPER: "paper-end", Switch.COVER: "cover-open"}


class Switches:
    """Thread-safe; each turn returns when it has happened, but power on: that takes seconds and
    is told in the scene."""

    def __init__(self, stage: Stage, works: Works, scene: Scene) -> None:
        self._stage = stage
        self._works = works
        self._scene = scene
        self._turning = threading.Lock()  # guards all below
        self._on = dict.fromkeys(Switch, True)
        self._answer = BankAnswer.APPROVE
        self._starting = False
        self._tell()

    def turn(self, switch: Switch, *, on: bool) -> None:
        """Raises PishkhanError."""
        with self._turning:
            if self._on[switch] is on or (switch is Switch.POWER and self._starting):
                return
            self._do(switch, on)
            self._on[switch] = on
            self._tell()

    def choose(self, answer: BankAnswer) -> None:
        with self._turning:
            self._answer = answer
            self._set_bank()
            self._tell()

    def is_on(self, switch: Switch) -> bool:
        with self._turning:
            return self._on[switch]

    def _do(self, switch: Switch, on: bool) -> None:
        match switch:
            case Switch.LINE:
                if on:
                    self._stage.line.mend()
                else:
                    self._stage.line.cut()
            case Switch.POWER:
                self._turn_power(on)
            case Switch.PAPER | Switch.COVER:
                self._stage.kiosk.devices.fault("printer", _FAULT_OF_PRINTER[switch], there=not on)
            case Switch.BANK:
                self._on[Switch.BANK] = on
                self._set_bank()

    def _set_bank(self) -> None:
        fault = _FAULT_OF_ANSWER.get(self._answer) if self._on[Switch.BANK] else _BANK_UNREACHABLE
        devices = self._stage.kiosk.devices
        devices.mend("terminal")
        if fault is not None:
            devices.fault("terminal", fault, there=True)

    def _turn_power(self, on: bool) -> None:
        if not on:
            self._works.ask(self._stage.kiosk.cut_power).result()
            return
        self._starting = True
        self._works.ask(self._start_kiosk)

    def _start_kiosk(self) -> None:
        try:
            self._stage.kiosk.start(self._stage.programs)
        finally:
            with self._turning:
                self._starting = False
                self._tell()

    def _tell(self) -> None:
        self._scene.tell(
            Part.SWITCHES,
            {
                "on": {switch.value: on for switch, on in self._on.items()},
                "starting": self._starting,
                "answer": self._answer.value,
            },
        )
