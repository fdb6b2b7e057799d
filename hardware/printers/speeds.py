"""Does a mute serial printer answer at another speed than its profile says?"""

import time
from dataclasses import replace

from hardware.address import SerialAddress
from hardware.device import Watch
from hardware.link import Flow, LinkError, open_link
from hardware.printers.language import Language
from hardware.printers.session import PrinterSession
from hardware.printers.timing import PrinterTiming

SPEEDS = (9600, 19200, 115200, 38400, 57600)  # the most usual first
_ANSWER_S = 0.3


def answering_speed(
    address: SerialAddress, language: Language, flow: Flow, timing: PrinterTiming, watch: Watch
) -> int | None:
    """The speed, in baud, or None. Sends nothing but the question for the status."""
    quick = replace(timing, status_s=min(timing.status_s, _ANSWER_S))
    for baud in SPEEDS:
        if baud == address.baud or watch.is_closing:
            continue
        try:
            link = open_link(SerialAddress(address.path, baud), time.monotonic() + 1.0, flow)
        except LinkError:
            return None
        session = PrinterSession(link, language, quick, baud)
        try:
            session.ask_status()
        except LinkError:
            continue
        finally:
            session.close()
        return baud
    return None
