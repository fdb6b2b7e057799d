"""A line of bytes to a device, over any file descriptor that can be waited on.

Every wait has a deadline: an absolute time of `time.monotonic()`, so that several reads can
share one. A line belongs to one thread at a time, which also closes it (a descriptor closed
under a waiting thread may be given to another file); other threads `interrupt` it.
"""

import contextlib
import os
import select
import termios
import threading
import time
from typing import Protocol

from hardware.link.errors import LinkLost, LinkTimeout

_CHUNK = 65536
_LONGEST_WAIT_MS = 2**31 - 1  # what poll takes; 24 days
_AFTER_EMPTY_S = 0.02


class ByteLink(Protocol):
    """An open line."""

    def send(self, data: bytes, deadline: float) -> None:
        """Sends all of it. Raises LinkTimeout, LinkLost; part may have been sent then."""

    def receive(self, deadline: float) -> bytes:
        """At least one byte, as many as are there. Raises LinkTimeout, LinkLost."""

    def interrupt(self) -> None:
        """From any thread: the running or next send or receive raises LinkLost at once."""

    def close(self) -> None:
        """Ends the line; may be called twice."""


class DescriptorLink:
    """A ByteLink over a non-blocking file descriptor, which it owns.

    `ends_on_empty`: an empty read means that the other side has gone, as on a socket; a USB
    printer's answers may be empty packets.
    """

    def __init__(self, descriptor: int, name: str, *, ends_on_empty: bool = True) -> None:
        os.set_blocking(descriptor, False)
        self._ends_on_empty = ends_on_empty
        self._descriptor = descriptor
        self._name = name
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._wake_lock = threading.Lock()

    def send(self, data: bytes, deadline: float) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self.send_some(rest, deadline) :]

    def send_some(self, data: bytes | memoryview, deadline: float) -> int:
        """As much as the line takes at once, at least one byte; gives how much that was. Raises
        LinkTimeout, with nothing sent, or LinkLost."""
        while True:
            self._wait(deadline, writing=True)
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:
                continue
            except OSError as trouble:
                raise self._lost(str(trouble)) from trouble

    def receive(self, deadline: float) -> bytes:
        while True:
            self._wait(deadline, writing=False)
            try:
                data = os.read(self._descriptor, _CHUNK)
            except BlockingIOError:
                continue
            except OSError as trouble:
                raise self._lost(str(trouble)) from trouble
            if data:
                return data
            if self._ends_on_empty:
                raise self._lost("the other side ended it")
            if time.monotonic() + _AFTER_EMPTY_S > deadline:
                raise self._silent("send")
            time.sleep(_AFTER_EMPTY_S)

    def discard_unsent(self) -> None:
        """What a serial line has taken and not sent yet is dropped; other lines keep theirs."""
        with contextlib.suppress(OSError, termios.error):
            termios.tcflush(self._descriptor, termios.TCOFLUSH)

    def interrupt(self) -> None:
        with self._wake_lock:
            if self._wake >= 0:
                os.eventfd_write(self._wake, 1)

    def fileno(self) -> int:
        """For what a kind of device needs besides bytes; -1 once closed."""
        return self._descriptor

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        with contextlib.suppress(OSError):  # closing a dead line has nothing left to tell
            os.close(descriptor)
        with self._wake_lock:
            os.close(self._wake)
            self._wake = -1

    def _wait(self, deadline: float, *, writing: bool) -> None:
        if self._descriptor < 0:
            raise self._lost("it was closed here")
        poll = select.poll()
        poll.register(self._descriptor, select.POLLOUT if writing else select.POLLIN)
        poll.register(self._wake, select.POLLIN)
        left_ms = min(max(0.0, deadline - time.monotonic()) * 1000, _LONGEST_WAIT_MS)
        ready = poll.poll(left_ms)
        if any(descriptor == self._wake for descriptor, _ in ready):
            raise self._lost("it is being closed here")
        if not ready:
            raise self._silent("take" if writing else "send")

    def _silent(self, what: str) -> LinkTimeout:
        return LinkTimeout(
            f"{self._name} did not {what} any bytes in time.",
            "Check that the device is switched on and its cable is in.",
        )

    def _lost(self, why: str) -> LinkLost:
        return LinkLost(
            f"The line to {self._name} broke: {why}.",
            "Check the device's cable and power; the line is opened again by itself.",
        )
