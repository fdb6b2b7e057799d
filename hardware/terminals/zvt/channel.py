"""ZVT units over a line: bare over TCP, in acknowledged frames over a serial line."""

import time
from collections import deque
from typing import Protocol

from hardware.address import DeviceAddress, SerialAddress, UsbAddress
from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.zvt.codec.apdu import Apdu, ApduReader
from hardware.terminals.zvt.codec.messages import Control
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
    """Raises LinkTimeout and LinkLost from its line.

    `order` is for what moves money: the terminal may get it twice only where it has said itself
    that it did not take it.
    """

    def send(self, unit: Apdu) -> None: ...

    def order(self, unit: Apdu) -> None: ...

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

    def order(self, unit: Apdu) -> None:
        self.send(unit)

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

    After a 15 that is safe for every frame: the other side says that it came damaged. After
    silence it is safe only for what may be heard twice. Where the 06 was lost, the terminal is at
    work, and where it has finished before the frame comes again, an order would be another one.
    """

    def __init__(self, link: ByteLink, transport_s: float = TRANSPORT_S) -> None:
        self._link = link
        self._transport_s = transport_s
        self._reader = FrameReader()
        self._arrived: deque[Apdu] = deque()
        self._acknowledgements: deque[bool] = deque()

    def send(self, unit: Apdu) -> None:
        for _ in range(_TRIES):
            if self._sent(unit) is True:
                return
        raise _not_acknowledged()

    def order(self, unit: Apdu) -> None:
        for _ in range(_TRIES):
            match self._sent(unit):
                case True:
                    return
                case None:
                    break
                case False:
                    pass
        raise _not_acknowledged()

    def receive(self, deadline: float) -> Apdu:
        while not self._arrived:
            self._listen(deadline)
        return self._arrived.popleft()

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _sent(self, unit: Apdu) -> bool | None:
        """True for a 06, False for a 15, None when neither came in time. The application's own
        acknowledgement, 80 00 00, stands for a 06 that was lost: only what was taken has one."""
        self._acknowledgements.clear()
        self._link.send(encode_frame(unit.encode()), time.monotonic() + _SEND_S)
        deadline = time.monotonic() + self._transport_s
        try:
            while not self._acknowledgements:
                self._listen(deadline)
                if any(unit.control == Control.ACKNOWLEDGED for unit in self._arrived):
                    return True
        except LinkTimeout:
            return None
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


def _not_acknowledged() -> LinkTimeout:
    return LinkTimeout(
        "The terminal did not acknowledge a frame on the serial line.",
        "Check the cable and the line's speed in devices.toml.",
    )
