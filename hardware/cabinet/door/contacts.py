"""Two inputs that a door's switch can be wired to: a serial port's line, or a GPIO line.

Serial: the switch stands between RTS or DTR, which an open port holds high, and CTS, DSR, RI or
DCD, which is read (tty_ioctl(4), TIOCMGET). GPIO: the kernel's character device, by libgpiod.
"""

import fcntl
import os
import struct
import termios
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from hardware.address import FileAddress, SerialAddress
from hardware.link import LinkDown, LinkLost, not_opened

if TYPE_CHECKING:
    from gpiod import LineRequest  # loaded only where a profile names a GPIO line

SERIAL_LINES = {
    "cts": termios.TIOCM_CTS,
    "dsr": termios.TIOCM_DSR,
    "ri": termios.TIOCM_RI,
    "dcd": termios.TIOCM_CAR,
}


class Pull(StrEnum):
    """What holds a GPIO line while its switch is open."""

    UP = "up"
    DOWN = "down"
    OUTSIDE = "outside"  # a resistor on the board


class Contact(Protocol):
    def is_high(self) -> bool:
        """Opens the input where it is not. Raises LinkDown, LinkLost."""

    def close(self) -> None:
        """May be called twice; a later `is_high` opens it anew."""


class SerialContact:
    """`line`: one of SERIAL_LINES. The port's speed is left as it is: no byte is sent."""

    def __init__(self, address: SerialAddress, line: str) -> None:
        self._address = address
        self._mask = SERIAL_LINES[line]
        self._descriptor = -1

    def is_high(self) -> bool:
        if self._descriptor < 0:
            try:
                flags = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
                self._descriptor = os.open(self._address.path, flags)
            except OSError as trouble:
                raise not_opened(self._address, trouble) from trouble
        try:
            answer = fcntl.ioctl(self._descriptor, termios.TIOCMGET, bytes(4))
        except OSError as trouble:
            raise LinkLost(
                f"{self._address} tells nothing of its lines: {trouble}.",
                "Check the adapter's cable; use a port that has modem lines.",
            ) from trouble
        return bool(struct.unpack("I", answer)[0] & self._mask)

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


class GpioContact:
    """`line`: the line's name on that chip, or its number."""

    def __init__(self, address: FileAddress, line: str, pull: Pull) -> None:
        self._address = address
        self._line = line
        self._pull = pull
        self._request: LineRequest | None = None

    def is_high(self) -> bool:
        from gpiod.line import Value

        if self._request is None:
            self._request = self._requested()
        try:
            return self._request.get_value(self._line) is Value.ACTIVE
        except OSError as trouble:
            raise LinkLost(
                f"{self._address} tells nothing of line {self._line}: {trouble}.",
                "Check that its driver is loaded; `gpioinfo` lists the lines.",
            ) from trouble

    def close(self) -> None:
        request, self._request = self._request, None
        if request is not None:
            request.release()

    def _requested(self) -> "LineRequest":
        import gpiod
        from gpiod.line import Bias, Direction

        bias = {Pull.UP: Bias.PULL_UP, Pull.DOWN: Bias.PULL_DOWN, Pull.OUTSIDE: Bias.AS_IS}
        settings = gpiod.LineSettings(direction=Direction.INPUT, bias=bias[self._pull])
        try:
            return gpiod.request_lines(
                self._address.path, consumer="pishkhan-door", config={self._line: settings}
            )
        except ValueError as trouble:
            raise LinkDown(
                f"{self._address} has no line {self._line}.", "`gpioinfo` lists the lines."
            ) from trouble
        except OSError as trouble:
            raise not_opened(self._address, trouble) from trouble
