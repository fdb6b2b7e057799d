"""What goes over a serial line twice, and what never does."""

from collections import deque
from collections.abc import Iterable

import pytest

from contract.values import Rial
from hardware.link import LinkTimeout
from hardware.terminals.zvt.channel import SerialChannel
from hardware.terminals.zvt.codec.messages import (
    ACKNOWLEDGEMENT,
    authorisation,
    status_enquiry,
)
from hardware.terminals.zvt.codec.serial_frame import encode_frame
from hardware.terminals.zvt.session import ZvtSession, ZvtTiming

TAKEN, DAMAGED, SILENCE = b"\x06", b"\x15", b""
PAYMENT = authorisation(Rial(1_250_000))
FRAME = encode_frame(PAYMENT.encode())
ENQUIRY = encode_frame(status_enquiry().encode())


class ScriptedLine:
    """Keeps what is sent; says the next of `answers` after each frame, silence as a time-out."""

    def __init__(self, answers: Iterable[bytes]) -> None:
        self.frames: list[bytes] = []
        self._answers = deque(answers)
        self._said: deque[bytes] = deque()

    def send(self, data: bytes, deadline: float) -> None:
        if len(data) > 1:
            self.frames.append(data)
            self._said.append(self._answers.popleft() if self._answers else SILENCE)

    def receive(self, deadline: float) -> bytes:
        said = self._said.popleft() if self._said else SILENCE
        if said == SILENCE:
            raise LinkTimeout("Nothing came.", "Try again.")
        return said

    def interrupt(self) -> None:
        """Nobody waits on this line."""

    def close(self) -> None:
        """There is nothing to give back."""


def test_a_payment_whose_acknowledgement_is_lost_is_asked_for_once() -> None:
    line = ScriptedLine([SILENCE, TAKEN])
    with pytest.raises(LinkTimeout):
        SerialChannel(line).order(PAYMENT)
    assert line.frames == [FRAME]


def test_the_terminals_own_word_stands_for_a_lost_acknowledgement() -> None:
    line = ScriptedLine([encode_frame(ACKNOWLEDGEMENT.encode())])
    channel = SerialChannel(line)
    channel.order(PAYMENT)
    assert line.frames == [FRAME]
    assert channel.receive(0.0) == ACKNOWLEDGEMENT


def test_a_payment_that_came_damaged_is_sent_again_until_it_is_taken() -> None:
    line = ScriptedLine([DAMAGED, DAMAGED, TAKEN])
    SerialChannel(line).order(PAYMENT)
    assert line.frames == [FRAME] * 3


def test_a_payment_is_not_sent_again_once_a_try_was_left_without_a_word() -> None:
    line = ScriptedLine([DAMAGED, SILENCE, TAKEN])
    with pytest.raises(LinkTimeout):
        SerialChannel(line).order(PAYMENT)
    assert line.frames == [FRAME] * 2


def test_a_payment_that_always_comes_damaged_is_given_up_after_three_tries() -> None:
    line = ScriptedLine([DAMAGED] * 5)
    with pytest.raises(LinkTimeout):
        SerialChannel(line).order(PAYMENT)
    assert line.frames == [FRAME] * 3


def test_an_enquiry_is_sent_again_after_silence() -> None:
    line = ScriptedLine([SILENCE, SILENCE, TAKEN])
    SerialChannel(line).send(status_enquiry())
    assert line.frames == [ENQUIRY] * 3


def test_a_session_gives_its_orders_as_orders() -> None:
    taken_on = TAKEN + encode_frame(ACKNOWLEDGEMENT.encode())
    line = ScriptedLine([taken_on, SILENCE, taken_on])
    session = ZvtSession(SerialChannel(line), ZvtTiming())
    session.order(PAYMENT)
    with pytest.raises(LinkTimeout):
        session.order(PAYMENT)
    assert line.frames == [FRAME] * 2
