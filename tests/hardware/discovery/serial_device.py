"""A device on a pseudo terminal that minds the speed of the line, as a UART does.

The kernel keeps the speed that a program sets on a pseudo terminal; at another speed than its
own, this device reads noise and sends noise.
"""

import os
import select
import termios
import threading
import tty
from collections.abc import Mapping
from pathlib import Path

_OUTPUT_SPEED = 5  # in what tcgetattr gives


class SerialDevice:
    """`answers`: to each of these bytes, in order of their appearance."""

    def __init__(self, path: Path, speed: int, answers: Mapping[bytes, bytes]) -> None:
        self._speed: int = getattr(termios, f"B{speed}")
        self._answers = answers
        self._path = path
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        path.symlink_to(os.ttyname(self._theirs))
        self.heard: list[bytes] = []
        self._wake = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        os.eventfd_write(self._wake, 1)
        self._thread.join(timeout=1.0)
        self._path.unlink()
        for descriptor in (self._ours, self._theirs, self._wake):
            os.close(descriptor)

    def _run(self) -> None:
        while True:
            ready, _, _ = select.select([self._ours, self._wake], [], [])
            if self._wake in ready:
                return
            data = os.read(self._ours, 4096)
            if termios.tcgetattr(self._theirs)[_OUTPUT_SPEED] != self._speed:
                os.write(self._ours, b"\xf8\x00"[: len(data)])
                continue
            self.heard.append(data)
            self._answer(data)

    def _answer(self, data: bytes) -> None:
        while data:
            known = next((ask for ask in self._answers if data.startswith(ask)), None)
            if known is None:
                data = data[1:]
            else:
                os.write(self._ours, self._answers[known])
                data = data.removeprefix(known)


CLONE_PRINTER: Mapping[bytes, bytes] = {
    b"\x10\x04\x01": b"\x16",
    b"\x10\x04\x02": b"\x12",
    b"\x10\x04\x03": b"\x12",
    b"\x10\x04\x04": b"\x12",
    b"\x1dI\x43": b"_XP-80C\0",
}
