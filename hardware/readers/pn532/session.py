"""One conversation with a PN532: command, acknowledgement, answer; each step with a deadline."""

import time
from collections import deque

from hardware.device.legibility import Legibility
from hardware.link import ByteLink, LinkTimeout
from hardware.readers.pn532.commands import FROM_CHIP, TO_CHIP, WAKE_UP, BadAnswer
from hardware.readers.pn532.frames import (
    ACK,
    NACK,
    Acknowledged,
    Data,
    Frame,
    FrameDecoder,
    Garbled,
    SyntaxRefused,
    encode,
)

_SEND_S = 0.5
_ACK_S = 0.25  # the chip needs 15 ms (6.2.2); a USB adapter may hold bytes back for 16 more
_STALE_S = 0.05
_TRIES = 3


class Pn532Session:
    """Sends a command again when it is not acknowledged, and asks for an answer again when it
    came garbled. Not for two threads."""

    def __init__(self, link: ByteLink, legibility: Legibility) -> None:
        self._link = link
        self._legibility = legibility
        self._decoder = FrameDecoder()
        self._frames: deque[Frame] = deque()
        self._has_heard_frames = False
        self._has_heard_nonsense = False

    @property
    def has_heard_nonsense(self) -> bool:
        """Bytes came, and never a frame among them."""
        return self._has_heard_nonsense and not self._has_heard_frames

    def wake_up(self) -> None:
        """Raises LinkTimeout, LinkLost."""
        self._link.send(WAKE_UP, time.monotonic() + _SEND_S)

    def exchange(self, command: bytes, answer_s: float) -> bytes:
        """The answer's parameters. Raises LinkTimeout, LinkLost, BadAnswer."""
        frame = encode(bytes((TO_CHIP,)) + command)
        for _ in range(_TRIES):
            self._forget_what_came_late()
            self._link.send(frame, time.monotonic() + _SEND_S)
            if self._is_acknowledged():
                return self._answer(command[0], answer_s)
        raise _silent()

    def abort(self) -> None:
        """Ends the command that the chip is busy with (6.2.1.3). Raises LinkTimeout, LinkLost."""
        self._link.send(ACK, time.monotonic() + _SEND_S)

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _forget_what_came_late(self) -> None:
        deadline = time.monotonic() + _STALE_S
        try:
            while time.monotonic() < deadline:
                self._link.receive(time.monotonic())
        except LinkTimeout:
            pass  # nothing is left
        self._forget()

    def _forget(self) -> None:
        self._frames.clear()
        self._decoder.reset()

    def _is_acknowledged(self) -> bool:
        deadline = time.monotonic() + _ACK_S
        try:
            while not isinstance(self._next(deadline), Acknowledged):
                pass  # noise, or an answer that came late
        except LinkTimeout:
            return False
        return True

    def _answer(self, command: int, answer_s: float) -> bytes:
        for _ in range(_TRIES):
            answer = self._one_answer(command, time.monotonic() + answer_s)
            if answer is not None:
                self._legibility.good()
                return answer
            self._legibility.bad()
            self._forget()
            self._link.send(NACK, time.monotonic() + _SEND_S)
        raise BadAnswer("the answer came garbled each time")

    def _one_answer(self, command: int, deadline: float) -> bytes | None:
        """None when it came garbled. Raises BadAnswer, LinkTimeout, LinkLost."""
        while True:
            try:
                frame = self._next(deadline)
            except LinkTimeout:
                if self._decoder.is_within_frame:
                    return None
                raise
            match frame:
                case Garbled():
                    return None
                case SyntaxRefused():
                    raise BadAnswer("it does not know this command")
                case Data(data) if data[:2] == bytes((FROM_CHIP, command + 1)):
                    return data[2:]
                case _:
                    continue  # an answer to an earlier command

    def _next(self, deadline: float) -> Frame:
        """Raises LinkTimeout, LinkLost."""
        while not self._frames:
            if time.monotonic() > deadline:  # a line that never falls silent ends here too
                raise _silent()
            self._frames.extend(self._decoder.feed(self._link.receive(deadline)))
        frame = self._frames.popleft()
        if isinstance(frame, Garbled):
            self._has_heard_nonsense = True
        else:
            self._has_heard_frames = True
        return frame


def _silent() -> LinkTimeout:
    return LinkTimeout(
        "The card reader does not answer.",
        "Check its cable, and that its switches are set to the serial line (HSU).",
    )
