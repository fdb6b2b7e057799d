"""Asks a line what hangs on it, question by question and speed by speed, until one settles it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from hardware.address import (
    DeviceAddress,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
)
from hardware.discovery.finding import Asked, Certainty, Finding
from hardware.discovery.questions import QUESTIONS, Question
from hardware.link import LinkDown, open_link

_OPEN_S = 1.5


@dataclass(frozen=True, slots=True)
class Settled:
    """Who answered, and the address at which it did."""

    question: Question
    address: DeviceAddress


def ask(finding: Finding) -> Finding:
    """The finding with all that was asked in it; settled ones become `sure`.

    A finding that is sure already, or has no line, is given back as it is. Takes up to seven
    seconds on a serial line where nobody answers.
    """
    if finding.line is None or finding.certainty in (Certainty.SURE, Certainty.UNSUITED):
        return finding
    asked, settled = ask_line(finding.line)
    if settled is None:
        return replace(finding, asked=asked)
    return replace(
        finding,
        address=_at_speed(finding.address, settled.address),
        certainty=Certainty.SURE,
        table=settled.question.table,
        driver=settled.question.driver,
        asked=asked,
        why=(*finding.why, "it answered as one"),
    )


def ask_line(line: DeviceAddress) -> tuple[tuple[Asked, ...], Settled | None]:
    """Every question and its answer, and the one that settled it."""
    asked: list[Asked] = []
    for question, address in _tries(line):
        try:
            link = open_link(address, time.monotonic() + _OPEN_S)
        except LinkDown as error:
            asked.append(Asked(f"opening {address}", f"{error.what} {error.next_step}"))
            break  # the next question would meet the same
        try:
            answer = question.ask(link)
        finally:
            link.close()
        asked.append(replace(answer, question=f"{answer.question} at {address}"))
        if answer.settled:
            return tuple(asked), Settled(question, address)
    return tuple(asked), None


def _tries(line: DeviceAddress) -> Iterator[tuple[Question, DeviceAddress]]:
    for question in QUESTIONS:
        match line:
            case SerialAddress(path=path):
                for baud in question.bauds:
                    yield question, SerialAddress(path, baud)
            case TcpAddress() if question.over_network:
                yield question, line
            case FileAddress() | UsbAddress() if question.over_usb:
                yield question, line
            case TcpAddress() | FileAddress() | UsbAddress():
                continue
            case DeviceAddress():
                raise TypeError(f"{type(line).__name__} is not one of the four addresses")
            case _:
                assert_never(line)


def _at_speed(named: DeviceAddress | None, answered: DeviceAddress) -> DeviceAddress | None:
    """The address for the profile, with the speed at which the device answered."""
    if isinstance(named, SerialAddress) and isinstance(answered, SerialAddress):
        return SerialAddress(named.path, answered.baud)
    return named
