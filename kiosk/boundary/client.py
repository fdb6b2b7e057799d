"""The interface's end of the boundary, blocking; tests use the same one."""

import socket
import time
from collections import deque
from contextlib import suppress
from pathlib import Path

from kiosk.boundary.frames import (
    BrokenFrame,
    Drawn,
    FrameBuffer,
    Hello,
    Intent,
    Leave,
    Pictured,
    Role,
    Show,
    TakePicture,
    decode_to_interface,
    encode_frame,
)

_RETRY_S = 0.05
_PLAYS_THE_CITIZEN = Hello(Role.PROGRAM)


class CounterGone(Exception):
    """The counter closed the connection: connect again, the present screen comes at once."""


class ToldToLeave(CounterGone):
    """Another interface is shown in place of this one."""


class BoundaryClient:
    """One connection to a counter. Not thread-safe for two receivers; sending from another
    thread than the receiving one is allowed."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = FrameBuffer()
        self._ready: deque[bytes] = deque()

    @classmethod
    def connect(
        cls, path: Path, within_s: float = 10.0, hello: Hello = _PLAYS_THE_CITIZEN
    ) -> "BoundaryClient":
        """Waits for the counter's socket to appear. Raises CounterGone when it doesn't."""
        deadline = time.monotonic() + within_s
        while True:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                connection.connect(str(path))
                connection.sendall(encode_frame(hello))
                return cls(connection)
            except OSError as error:
                connection.close()
                if time.monotonic() > deadline:
                    raise CounterGone(f"no counter listens on {path}") from error
                time.sleep(_RETRY_S)

    def receive(self, timeout_s: float | None = None) -> Show:
        """The next Show; who plays the citizen is asked for no pictures. Raises TimeoutError,
        ToldToLeave, CounterGone, BrokenFrame."""
        self._connection.settimeout(timeout_s)
        while not self._ready:
            try:
                data = self._connection.recv(65536)
            except TimeoutError:
                raise
            except OSError as error:
                raise CounterGone(str(error)) from error
            if not data:
                raise CounterGone("the counter closed the connection")
            self._ready.extend(self._buffer.feed(data))
        match decode_to_interface(self._ready.popleft()):
            case Show() as shown:
                return shown
            case Leave():
                raise ToldToLeave("another interface is shown")
            case TakePicture():
                raise BrokenFrame("a client without a window is asked for a picture")

    def send(self, word: Intent | Drawn | Pictured) -> None:
        """Raises CounterGone."""
        try:
            self._connection.sendall(encode_frame(word))
        except OSError as error:
            raise CounterGone(str(error)) from error

    def close(self) -> None:
        """Also wakes a receiver in another thread with CounterGone."""
        with suppress(OSError):  # the counter was first
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()
