"""What a device is asked on a line that could be anything: harmless questions, never of money.

Each question goes over a line opened for it alone, and is worded so that a device it isn't meant
for does nothing: real-time status moves no paper, a PN532's version and a ZVT terminal's status
change nothing. The Iranian text TLV has no such question (every request in it is one for money),
so those terminals are named by a person.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hardware.device import Table
from hardware.device.legibility import Legibility
from hardware.discovery.finding import Asked
from hardware.discovery.printer_questions import ESCPOS, STAR, ask_escpos, ask_star
from hardware.discovery.terminal_questions import ZVT, ask_zvt_network, ask_zvt_serial
from hardware.link import ByteLink, LinkError, LinkTimeout
from hardware.readers.pn532.commands import (
    GET_FIRMWARE,
    SAM_NORMAL,
    BadAnswer,
    Firmware,
    parse_firmware,
)
from hardware.readers.pn532.session import Pn532Session

_PN532 = "PN532 firmware version (D4 02)"
_PN532_CHIP = 0x32
_PN532_S = 0.3
_PRINTER_BAUDS = (9600, 19200, 38400, 115200)


@dataclass(frozen=True, slots=True)
class Question:
    """`ask` never raises; a line that breaks is an answer too. `bauds`: the speeds at which the
    device can be set; `over_network` and `over_usb` (usblp): whether it makes sense there."""

    words: str
    table: Table
    driver: str
    ask: Callable[[ByteLink], Asked]
    bauds: tuple[int, ...]
    over_network: bool = False
    over_usb: bool = False


def _pn532(link: ByteLink) -> Asked:
    session = Pn532Session(link, Legibility())
    session.wake_up()
    session.exchange(SAM_NORMAL, _PN532_S)
    match parse_firmware(session.exchange(GET_FIRMWARE, _PN532_S)):
        case Firmware(chip, version, revision) if chip == _PN532_CHIP:
            return Asked(_PN532, f"PN532, firmware {version}.{revision}", settled=True)
        case Firmware(chip):
            return Asked(_PN532, f"a chip {chip:02x}, which is no PN532")


def _safely(words: str, ask: Callable[[ByteLink], Asked]) -> Callable[[ByteLink], Asked]:
    """Silence, a broken line or a broken protocol is an answer: it isn't this."""

    def asked(link: ByteLink) -> Asked:
        try:
            return ask(link)
        except LinkTimeout:
            return Asked(words, "nothing")
        except LinkError as error:
            return Asked(words, error.what)
        except BadAnswer as error:
            return Asked(words, f"nonsense: {error}")

    return asked


# In this order: what a wrong guess could do is least for the first.
QUESTIONS = (
    Question(
        ESCPOS,
        Table.PRINTER,
        "escpos",
        _safely(ESCPOS, ask_escpos),
        _PRINTER_BAUDS,
        over_network=True,
        over_usb=True,
    ),
    Question(
        STAR,
        Table.PRINTER,
        "star_line",
        _safely(STAR, ask_star),
        (9600, 38400),
        over_network=True,
        over_usb=True,
    ),
    Question(_PN532, Table.READER, "pn532", _safely(_PN532, _pn532), (115200,)),
    Question(ZVT, Table.TERMINAL, "zvt", _safely(ZVT, ask_zvt_serial), (9600, 115200)),
    Question(ZVT, Table.TERMINAL, "zvt", _safely(ZVT, ask_zvt_network), (), over_network=True),
)
