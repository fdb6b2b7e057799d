"""ZVT units over a line: bare over TCP, in acknowledged frames over a serial line."""

import time
from collections import deque
from typing import Protocol

from hardware.address import DeviceAddress, SerialAddress, UsbAddress
from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.zvt.codec.apdu import Apdu, ApduReader
from hardware.terminals.zvt.codec.serial_frame import (
    ACKNOWLEDGED,
    NOT_ACKNOWLEDGED,
    Acknowledgement,
    DamagedFrame,
    Frame,
    FrameReader,
    encode_frame,
)

_SEND_S = 5.0
TRANSPORT_S = 5.0  # T3: transport acknowledgement
_TRIES = 3


class ApduChannel(Protocol):
    """Raises LinkTimeout and LinkLost from its line."""

    def send(self, unit: Apdu) -> None: ...

    def receive(self, deadline: float) -> Apdu: ...

    def interrupt(self) -> None: ...

    def close(self) -> None: ...


def open_channel(
    link: ByteLink, address: DeviceAddress, transport_s: float = TRANSPORT_S
) -> ApduChannel:
    """The framing that belongs to the address."""
    if isinstance(address, SerialAddress | UsbAddress):
        return SerialChannel(link, transport_s)
    return BareChannel(link)


class BareChannel:
    def __init__(self, link: ByteLink) -> None:
        self._link = link
        self._reader = ApduReader()
        self._arrived: deque[Apdu] = deque()

    def send(self, unit: Apdu) -> None:
        self._link.send(unit.encode(), time.monotonic() + _SEND_S)

    def receive(self, deadline: float) -> Apdu:
        while not self._arrived:
            self._arrived.extend(self._reader.feed(self._link.receive(deadline)))
        return self._arrived.popleft()

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()


class SerialChannel:
    """A frame not acknowledged is sent again, three times in all (ZVT protocol, chapter 3).

    That is safe: the other side takes a frame only once it has answered 06 to it, and a frame
    that comes again after a lost 06 carries the same request within the same dialogue.
    """

    def __init__(self, link: ByteLink, transport_s: float = TRANSPORT_S) -> None:
        self._link = link
        self._transport_s = transport_s
        self._reader = FrameReader()
        self._arrived: deque[Apdu] = deque()
        self._acknowledgements: deque[bool] = deque()

    def send(self, unit: Apdu) -> None:
        frame = encode_frame(unit.encode())
        for _ in range(_TRIES):
            self._acknowledgements.clear()
            self._link.send(frame, time.monotonic() + _SEND_S)
            if self._acknowledged(time.monotonic() + self._transport_s):
                return
        raise LinkTimeout(
            "The terminal did not acknowledge a frame on the serial line.",
            "Check the cable and the line's speed in devices.toml.",
        )

    def receive(self, deadline: float) -> Apdu:
        while not self._arrived:
            self._listen(deadline)
        return self._arrived.popleft()

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _acknowledged(self, deadline: float) -> bool:
        """False for a 15; a silence counts as lost and is left to the next try."""
        try:
            while not self._acknowledgements:
                self._listen(deadline)
        except LinkTimeout:
            return False
        return self._acknowledgements.popleft()

    def _listen(self, deadline: float) -> None:
        for event in self._reader.feed(self._link.receive(deadline)):
            match event:
                case Frame(apdu):
                    self._answer(ACKNOWLEDGED)
                    self._arrived.extend(ApduReader().feed(apdu))
                case DamagedFrame():
                    self._answer(NOT_ACKNOWLEDGED)
                case Acknowledgement(positive):
                    self._acknowledgements.append(positive)

    def _answer(self, byte: int) -> None:
        self._link.send(bytes((byte,)), time.monotonic() + _SEND_S)
