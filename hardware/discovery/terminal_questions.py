"""What payment terminals are asked: ZVT's status, on a serial line or over the network."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from hardware.discovery.finding import Asked
from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.zvt.codec.apdu import Apdu, ApduReader
from hardware.terminals.zvt.codec.messages import (
    ACKNOWLEDGEMENT,
    Control,
    refusal_code,
    status_enquiry,
)
from hardware.terminals.zvt.codec.serial_frame import (
    ACKNOWLEDGED,
    Frame,
    FrameReader,
    encode_frame,
)

ZVT = "ZVT status enquiry (05 01)"

_SEND_S = 0.5
_ZVT_S = 0.8


@dataclass(slots=True)
class _Heard:
    """What a terminal has said so far."""

    acknowledged: bool = False
    refused: int | None = None
    ended: bool = False


def ask_zvt_serial(link: ByteLink) -> Asked:
    frames = FrameReader()
    units = ApduReader()

    def read(data: bytes) -> list[Apdu]:
        arrived: list[Apdu] = []
        for event in frames.feed(data):
            if isinstance(event, Frame):
                link.send(bytes((ACKNOWLEDGED,)), time.monotonic() + _SEND_S)
                arrived += units.feed(event.apdu)
        return arrived

    return _zvt(link, read, encode_frame)


def ask_zvt_network(link: ByteLink) -> Asked:
    return _zvt(link, ApduReader().feed, lambda apdu: apdu)


def _zvt(
    link: ByteLink, read: Callable[[bytes], list[Apdu]], framed: Callable[[bytes], bytes]
) -> Asked:
    """ZVT status enquiry (`05 01`): 80 00, then a completion; 84 xx when it is busy."""
    link.send(framed(status_enquiry().encode()), time.monotonic() + _SEND_S)
    deadline = time.monotonic() + _ZVT_S
    heard = _Heard()
    try:
        while not heard.ended:
            for unit in read(link.receive(deadline)):
                code = refusal_code(unit)
                heard.refused = code if code is not None else heard.refused
                heard.acknowledged |= unit.control == Control.ACKNOWLEDGED
                closing = unit.control in (Control.COMPLETION, Control.ABORTED)
                heard.ended |= closing or code is not None
                if closing:
                    link.send(framed(ACKNOWLEDGEMENT.encode()), time.monotonic() + _SEND_S)
    except LinkTimeout:
        pass  # judged by what came until then
    if heard.refused is not None:
        return Asked(ZVT, f"84 {heard.refused:02x}: it is busy or refuses", settled=True)
    if heard.acknowledged:
        return Asked(ZVT, "80 00: it takes the question", settled=True)
    return Asked(ZVT, "nothing that is ZVT")
