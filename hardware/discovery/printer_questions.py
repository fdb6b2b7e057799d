"""What printers are asked: ESC/POS and Star, each in its own real-time question."""

import time

from hardware.discovery.finding import Asked
from hardware.link import ByteLink, LinkTimeout
from hardware.printers.escpos.status import is_realtime
from hardware.printers.star_line.commands import STATUS as STAR_STATUS
from hardware.printers.star_line.status import StarDecoder, Status

ESCPOS = "ESC/POS real-time status (10 04 n) and model (1D 49 43)"
STAR = "Star automatic status (1B 06 01)"

_SEND_S = 0.5
_BYTE_S = 0.3  # a printer answers real-time status within 100 ms; 9600 baud and USB add a little
_NAME_S = 0.4
_NAME_LIMIT = 80


def ask_escpos(link: ByteLink) -> Asked:
    """ESC/POS: DLE EOT n (`10 04 n`) gives one byte with bits fixed by the manual; four right
    bytes in a row are no accident. Then GS I 67 (`1D 49 43`) asks for the model's name."""
    answers = bytearray()
    for kind in (1, 2, 3, 4):
        answer = _exchange(link, bytes((0x10, 0x04, kind)), _BYTE_S, enough=1)
        answers += answer
        if len(answer) != 1 or not is_realtime(answer[0]):
            break
    else:
        name = _printable(_exchange(link, b"\x1dI\x43", _NAME_S, end=b"\0"))
        called = f"; it calls itself “{name}”" if name else "; it tells no name"
        return Asked(ESCPOS, f"{answers.hex(' ')}, all valid{called}", settled=True)
    if not answers:
        return Asked(ESCPOS, "nothing")
    return Asked(ESCPOS, f"{answers.hex(' ')}, which is no status")


def ask_star(link: ByteLink) -> Asked:
    """Star: ESC ACK SOH (`1B 06 01`) gives seven to seventeen bytes, their number in the first."""
    link.send(STAR_STATUS, time.monotonic() + _SEND_S)
    deadline = time.monotonic() + _BYTE_S
    decoder, heard = StarDecoder(), b""
    try:
        while True:
            heard += (data := link.receive(deadline))
            if any(isinstance(answer, Status) for answer in decoder.feed(data)):
                return Asked(STAR, f"{heard.hex(' ')}, a status", settled=True)
    except LinkTimeout:
        return Asked(STAR, f"{heard.hex(' ')}, which is no status" if heard else "nothing")


def _exchange(
    link: ByteLink, data: bytes, wait_s: float, enough: int = _NAME_LIMIT, end: bytes = b""
) -> bytes:
    """What comes within `wait_s`, until it is `enough` bytes or ends with `end`."""
    link.send(data, time.monotonic() + _SEND_S)
    deadline = time.monotonic() + wait_s
    answer = b""
    try:
        while len(answer) < enough and not (end and answer.endswith(end)):
            answer += link.receive(deadline)
    except LinkTimeout:
        pass  # what came until then is the answer
    return answer


def _printable(answer: bytes) -> str:
    """A name as GS I gives it: `_`, ASCII, NUL; empty when it isn't one."""
    if not (answer.startswith(b"_") and answer.endswith(b"\0")):
        return ""
    name = answer[1:-1]
    return name.decode("ascii") if name.isascii() and name.decode("ascii").isprintable() else ""
