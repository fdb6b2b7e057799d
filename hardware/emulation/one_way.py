"""What emulated devices that only talk share: a scanner, a card reader."""

import threading
import time

from hardware.link import ByteLink, LinkError

_SEND_S = 5.0
_FOREVER_S = 1e9


class OneWayDevice:
    """Sends to whoever is connected; what is sent while nobody is, is lost, as on a real line."""

    def __init__(self) -> None:
        self._change = threading.Lock()
        self._link: ByteLink | None = None

    def serve(self, link: ByteLink) -> None:
        with self._change:
            self._link = link
        try:
            while True:
                link.receive(_FOREVER_S)  # commands to such a device are not known here
        finally:
            with self._change:
                self._link = None

    def interrupt(self) -> None:
        link = self._link
        if link is not None:
            link.interrupt()

    def send(self, data: bytes) -> bool:
        with self._change:
            if self._link is None:
                return False
            try:
                self._link.send(data, time.monotonic() + _SEND_S)
            except LinkError:
                return False  # the line broke on the way
            return True
