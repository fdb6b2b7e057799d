"""The questions alone: whatever answers, they come to an end and never raise."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.discovery.questions import QUESTIONS, Question
from hardware.link import DescriptorLink

MONEY = (b"\x06\x01", b"\x06\x30", b"\x06\x31", b"RQ", b"CZ")  # pay, reverse, refund, requests


def asked(question: Question, answer: bytes) -> tuple[bool, bytes]:
    """Whether this answer settles it, and all that was said to get it; the line then breaks."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(answer)
        ours.shutdown(socket.SHUT_WR)
        link = DescriptorLink(theirs.detach(), "test")
        told = question.ask(link)
        link.close()
        said = b""
        while data := ours.recv(4096):
            said += data
    assert told.question
    assert told.answer
    return told.settled, said


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.driver)
@settings(max_examples=60)
@given(answer=st.binary(max_size=80))
def test_no_answer_makes_a_question_raise(question: Question, answer: bytes) -> None:
    _, said = asked(question, answer)
    assert said


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.driver)
def test_a_question_never_asks_for_money(question: Question) -> None:
    settled, said = asked(question, b"")
    assert not settled
    assert said
    assert not any(said.startswith(request) or request in said[2:4] for request in MONEY)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.driver)
@pytest.mark.parametrize("text", [b"AT\r\r\nOK\r\n", b"\xff" * 64, b"\x12", b"11177532001400\r\n"])
def test_words_of_other_devices_settle_nothing(question: Question, text: bytes) -> None:
    settled, _ = asked(question, text)
    assert not settled
