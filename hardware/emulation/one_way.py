"""Emulated devices that only talk: a scanner, a card reader."""

import threading
import time

from hardware.emulation.control import Answer, Command
from hardware.emulation.device import unknown_command
from hardware.link import ByteLink

_SEND_S = 5.0
_FOREVER_S = 1e9


class OneWayDevice:
    """Sends to whoever is connected; what is sent while nobody is, is lost, as on a real line."""

    def __init__(self) -> None:
        self._change = threading.Lock()
        self._link: ByteLink | None = None

    def serve(self, link: ByteLink) -> None:
        with self._change:
            self._link = link
        try:
            while True:
                link.receive(_FOREVER_S)  # commands to such a device are not known here
        finally:
            with self._change:
                self._link = None

    def interrupt(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def send(self, data: bytes) -> bool:
        with self._change:
            if self._link is None:
                return False
            self._link.send(data, time.monotonic() + _SEND_S)
            return True


class EmulatedScanner(OneWayDevice):
    """Control: scan {text}, raw {hex}, state."""

    def obey(self, command: Command) -> Answer:
        match command.get("do"):
            case "scan":
                return {"sent": self.send(str(command["text"]).encode("utf-8") + b"\r\n")}
            case "raw":
                return {"sent": self.send(bytes.fromhex(str(command["hex"])))}
            case "state":
                return {}
            case _:
                raise unknown_command(command, "scan, raw, state")


class EmulatedReader(OneWayDevice):
    """An RDM6300. Control: card {number: ten hex digits}, raw {hex}, state."""

    def obey(self, command: Command) -> Answer:
        match command.get("do"):
            case "card":
                return {"sent": self.send(_rdm6300_frame(str(command["number"])))}
            case "raw":
                return {"sent": self.send(bytes.fromhex(str(command["hex"])))}
            case "state":
                return {}
            case _:
                raise unknown_command(command, "card, raw, state")


def _rdm6300_frame(number: str) -> bytes:
    raw = bytes.fromhex(number)
    if len(raw) != 5:
        raise ValueError("a card's number has ten hex digits")
    checksum = raw[0] ^ raw[1] ^ raw[2] ^ raw[3] ^ raw[4]
    return b"\x02" + f"{raw.hex()}{checksum:02x}".upper().encode("ascii") + b"\x03"
