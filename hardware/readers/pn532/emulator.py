"""A PN532 with a card that can be laid on it and taken away."""

import threading
import time

from hardware.emulation import Answer, Command, unknown_command
from hardware.link import ByteLink
from hardware.readers.pn532.commands import (
    FROM_CHIP,
    GET_FIRMWARE,
    LIST_TARGETS,
    RF_CONFIGURATION,
    SAM_NORMAL,
    TO_CHIP,
    Firmware,
    Target,
    firmware_answer,
    targets_answer,
)
from hardware.readers.pn532.frames import (
    ACK,
    Acknowledged,
    Data,
    Frame,
    FrameDecoder,
    Garbled,
    NotUnderstood,
    SyntaxRefused,
    encode,
)

_FIRMWARE = Firmware(0x32, 1, 6, 7)
_SENS_RES = {4: 0x0004, 7: 0x0044, 10: 0x0084}  # the size of the number, as MIFARE cards tell it
_SEL_RES = {4: 0x08, 7: 0x00, 10: 0x00}
_SEND_S = 5.0
_FOREVER_S = 1e9
_WAKING = 0x55
_COMMANDS = "card, remove, miss, garble, mute, look_for_ever, raw, state"


class EmulatedPn532:
    """Sleeps until it is woken; looks for a card without end until it is told how often.

    Control: card {number: 8, 14 or 20 hex digits}, remove, miss {polls: in how many the card is
    not seen}, garble {answers: how many come with a wrong sum}, mute {on}, look_for_ever (as
    clones do), raw {hex}, state.
    """

    def __init__(self) -> None:
        self._change = threading.RLock()
        self._link: ByteLink | None = None
        self._card: Target | None = None
        self._is_awake = False
        self._looks_for_ever = True
        self._is_looking = False
        self._was_aborted = False
        self._is_mute = False
        self._missing_polls = 0
        self._garbled_answers = 0
        self._last_answer = b""

    def serve(self, link: ByteLink) -> None:
        decoder = FrameDecoder()
        with self._change:
            self._link = link
            self._is_looking = False
        try:
            while True:
                data = link.receive(time.monotonic() + _FOREVER_S)
                with self._change:
                    self._is_awake |= _WAKING in data
                    for frame in decoder.feed(data) if self._is_awake else ():
                        self._take(frame)
        finally:
            with self._change:
                self._link = None

    def interrupt(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def obey(self, command: Command) -> Answer:
        with self._change:
            match command.get("do"):
                case "card":
                    self._lay(bytes.fromhex(str(command["number"])))
                case "remove":
                    self._card = None
                case "miss":
                    self._missing_polls = int(command["polls"])
                case "garble":
                    self._garbled_answers = int(command["answers"])
                case "mute":
                    self._is_mute = bool(command["on"])
                case "look_for_ever":
                    self._looks_for_ever = True
                case "raw":
                    self._send(bytes.fromhex(str(command["hex"])))
                case "state":
                    return self._state()
                case _:
                    raise unknown_command(command, _COMMANDS)
        return {}

    def _state(self) -> Answer:
        return {
            "card": self._card is not None,
            "awake": self._is_awake,
            "missing": self._missing_polls,
            "aborted": self._was_aborted,
        }

    def _lay(self, uid: bytes) -> None:
        if len(uid) not in _SENS_RES:
            raise ValueError("a card's number has 8, 14 or 20 hex digits")
        self._card = Target(1, _SENS_RES[len(uid)], _SEL_RES[len(uid)], uid)
        if self._is_looking:
            self._is_looking = False
            self._answer(LIST_TARGETS, targets_answer(self._card))

    def _take(self, frame: Frame) -> None:
        match frame:
            case Data(data) if data[:1] == bytes((TO_CHIP,)):
                self._is_looking = False
                self._send(ACK)
                self._do(data[1:])
            case NotUnderstood():
                self._send_answer()
            case Acknowledged():
                self._was_aborted |= self._is_looking
                self._is_looking = False
            case Data() | SyntaxRefused() | Garbled():
                pass  # not for a chip

    def _do(self, command: bytes) -> None:
        code = command[:1]
        if code == GET_FIRMWARE:
            self._answer(code[0], firmware_answer(_FIRMWARE))
        elif code == SAM_NORMAL[:1]:
            self._answer(code[0], b"")
        elif code == bytes((RF_CONFIGURATION,)):
            self._looks_for_ever = command[-1] == 0xFF
            self._answer(code[0], b"")
        elif code != bytes((LIST_TARGETS,)):
            self._send(encode(b"\x7f"))
        elif self._missing_polls:
            self._missing_polls -= 1
            self._answer(code[0], targets_answer(None))
        elif self._card is None and self._looks_for_ever:
            self._is_looking = True
        else:
            self._answer(code[0], targets_answer(self._card))

    def _answer(self, command: int, parameters: bytes) -> None:
        self._last_answer = encode(bytes((FROM_CHIP, command + 1)) + parameters)
        self._send_answer()

    def _send_answer(self) -> None:
        frame = self._last_answer
        if frame and self._garbled_answers:
            self._garbled_answers -= 1
            frame = frame[:-2] + bytes((frame[-2] ^ 0xFF, 0))
        self._send(frame)

    def _send(self, data: bytes) -> None:
        if self._link is not None and not self._is_mute:
            self._link.send(data, time.monotonic() + _SEND_S)
