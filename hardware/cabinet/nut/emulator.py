"""An emulated UPS behind an emulated upsd: the same lines as the real service, RFC 9271."""

import math
import threading
import time
from dataclasses import dataclass, replace

from contract.errors import InvalidValue
from hardware.cabinet.looking import CannotTell
from hardware.cabinet.nut.protocol import LineReader, quoted, words
from hardware.emulation.control import Answer, Command
from hardware.emulation.device import unknown_command
from hardware.link import ByteLink

_SEND_S = 5.0
_LOW_PERCENT = 20
_FULL_RUNTIME_S = 1800


@dataclass(frozen=True, slots=True)
class UpsCondition:
    """What the emulated UPS is like. `stale`: its data cable is out, upsd knows nothing new."""

    mains: bool = True
    battery_percent: int = 100
    load_percent: int = 23
    mains_volt: int = 230
    worn: bool = False
    overload: bool = False
    stale: bool = False

    @property
    def status(self) -> str:
        words_of_status = ["OL" if self.mains else "OB"]
        if self.battery_percent <= _LOW_PERCENT:
            words_of_status.append("LB")
        if self.mains and self.battery_percent < 100:
            words_of_status.append("CHRG")
        if not self.mains:
            words_of_status.append("DISCHRG")
        words_of_status += ["RB"] * self.worn + ["OVER"] * self.overload
        return " ".join(words_of_status)

    def variables(self) -> dict[str, str]:
        return {
            "battery.charge": str(self.battery_percent),
            "battery.charge.low": str(_LOW_PERCENT),
            "battery.runtime": str(math.ceil(_FULL_RUNTIME_S * self.battery_percent / 100)),
            "device.mfr": "Pishkhan",
            "device.model": 'Emulated UPS 19"',
            "input.voltage": f"{self.mains_volt if self.mains else 0:.1f}",
            "ups.load": str(self.load_percent),
            "ups.status": self.status,
        }


class EmulatedUps:
    """Control: mains {on}, battery {percent}, load {percent}, worn {on}, overload {on},
    stale {on}, silent {on}, state. The battery holds what it is told: tests stay repeatable.
    """

    def __init__(self, name: str = "ups") -> None:
        self._name = name
        self._condition = UpsCondition()
        self._silent = False
        self._link: ByteLink | None = None
        self._change = threading.Lock()

    def serve(self, link: ByteLink) -> None:
        self._link = link
        lines = LineReader()
        while True:
            try:
                asked = [words(line) for line in lines.feed(link.receive(math.inf))]
            except CannotTell:
                return  # upsd hangs up on such a client too
            for one in asked:
                if self._silent:
                    continue
                link.send(self._answer(one).encode(), time.monotonic() + _SEND_S)
                if one == ["LOGOUT"]:
                    return

    def interrupt(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def obey(self, command: Command) -> Answer:
        with self._change:
            match command.get("do"):
                case "mains":
                    self._condition = replace(self._condition, mains=_on(command))
                case "battery":
                    self._condition = replace(self._condition, battery_percent=_percent(command))
                case "load":
                    self._condition = replace(self._condition, load_percent=_percent(command))
                case "worn":
                    self._condition = replace(self._condition, worn=_on(command))
                case "overload":
                    self._condition = replace(self._condition, overload=_on(command))
                case "stale":
                    self._condition = replace(self._condition, stale=_on(command))
                case "silent":
                    self._silent = _on(command)
                case "state":
                    pass
                case _:
                    known = "mains, battery, load, worn, overload, stale, silent, state"
                    raise unknown_command(command, known)
            return {"status": self._condition.status, "silent": self._silent}

    def _answer(self, asked: list[str]) -> str:
        match asked:
            case ["VER"]:
                return "Network UPS Tools upsd, emulated by Pishkhan\n"
            case ["NETVER"]:
                return "1.3\n"
            case ["LOGOUT"]:
                return "OK Goodbye\n"
            case ["LIST", "UPS"]:
                row = f"UPS {self._name} {quoted('An emulated UPS')}\n"
                return f"BEGIN LIST UPS\n{row}END LIST UPS\n"
            case ["LIST" | "GET" as verb, "VAR", name, *variable]:
                return self._variables(verb, name, variable)
            case _:
                return "ERR UNKNOWN-COMMAND\n"

    def _variables(self, verb: str, name: str, wanted: list[str]) -> str:
        if name != self._name:
            return "ERR UNKNOWN-UPS\n"
        if self._condition.stale:
            return "ERR DATA-STALE\n"
        known = self._condition.variables()
        names = list(known) if verb == "LIST" else wanted[:1]
        if not names or names[0] not in known:
            return "ERR VAR-NOT-SUPPORTED\n"
        rows = "".join(f"VAR {name} {variable} {quoted(known[variable])}\n" for variable in names)
        return f"BEGIN LIST VAR {name}\n{rows}END LIST VAR {name}\n" if verb == "LIST" else rows


def _on(command: Command) -> bool:
    value = command["on"]
    if not isinstance(value, bool):
        raise InvalidValue("on", f"“{value}” is neither true nor false.", "Send true or false.")
    return value


def _percent(command: Command) -> int:
    value = command["percent"]
    if not isinstance(value, int) or not 0 <= value <= 100:
        raise InvalidValue("percent", f"“{value}” is no per cent.", "Send 0 to 100.")
    return value
