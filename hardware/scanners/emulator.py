"""Scanners that scan what they are told to."""

from abc import abstractmethod

from hardware.emulation import Answer, Command, unknown_command
from hardware.emulation.one_way import OneWayDevice
from hardware.keyboard import keystrokes_for


class EmulatedScanner(OneWayDevice):
    """Control: scan {text}, raw {hex}, state."""

    def obey(self, command: Command) -> Answer:
        match command.get("do"):
            case "scan":
                return {"sent": self.send(self.sent_for(str(command["text"])))}
            case "raw":
                return {"sent": self.send(bytes.fromhex(str(command["hex"])))}
            case "state":
                return {}
            case _:
                raise unknown_command(command, "scan, raw, state")

    @abstractmethod
    def sent_for(self, text: str) -> bytes:
        """What goes over the line for a code. Raises ValueError."""


class EmulatedCdcScanner(EmulatedScanner):
    """On a serial line."""

    def sent_for(self, text: str) -> bytes:
        return text.encode("utf-8") + b"\r\n"


class EmulatedHidScanner(EmulatedScanner):
    """Input events as the kernel gives them for a keyboard; only what a US keyboard has."""

    def sent_for(self, text: str) -> bytes:
        return keystrokes_for(f"{text}\n")
