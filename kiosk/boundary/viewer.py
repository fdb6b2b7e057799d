"""One connected interface as the counter sees it.

A frozen interface never holds the counter up: each connection has a writer of its own that
sends only the newest screen; what it missed is not kept.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

from kiosk.boundary.frames import (
    BrokenFrame,
    FrameBuffer,
    Leave,
    ToCounter,
    decode_to_counter,
    encode_frame,
)


class Viewer:
    """Reads what the interface says, writes the newest screen to it.

    `on_word` and `on_gone` are called on the connection's threads.
    """

    def __init__(
        self,
        connection: socket.socket,
        on_word: Callable[["Viewer", ToCounter], None],
        on_gone: Callable[["Viewer"], None],
    ) -> None:
        self.used = False
        """It has held something personal. The Cast reads and writes it."""
        self._connection = connection
        self._on_word = on_word
        self._on_gone = on_gone
        self._newest: bytes | None = None
        self._wish: bytes | None = None
        self._last: bytes | None = None
        self._closed = False
        self._ended = False
        self._changed = Condition()

    def begin(self) -> None:
        """Starts its threads."""
        Thread(target=self._read, name="boundary-read", daemon=True).start()
        Thread(target=self._write, name="boundary-write", daemon=True).start()

    def show(self, frame: bytes) -> None:
        """Replaces a screen that is not sent yet."""
        with self._changed:
            self._newest = frame
            self._changed.notify()

    def ask(self, frame: bytes) -> None:
        """A wish, sent behind the newest screen."""
        with self._changed:
            self._wish = frame
            self._changed.notify()

    def leave(self) -> None:
        """Tells it to end. The line is closed behind that, so a deaf one is off it too."""
        with self._changed:
            self._newest = self._wish = None
            self._last = encode_frame(Leave())
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify()
        with suppress(OSError):  # it was gone already
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()
        self._on_gone(self)

    def _read(self) -> None:
        buffer = FrameBuffer()
        try:
            while data := self._connection.recv(65536):
                for body in buffer.feed(data):
                    self._on_word(self, decode_to_counter(body))
        except (OSError, BrokenFrame):
            pass  # either way this connection is over; a sound interface connects again
        self.close()

    def _write(self) -> None:
        with suppress(OSError):  # it is gone; so is this viewer
            while (frame := self._next()) is not None:
                self._connection.sendall(frame)
        self.close()

    def _next(self) -> bytes | None:
        """What is to be sent; None when nothing ever will."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._ended or self._has_something())
            if self._closed or self._ended:
                return None
            if self._newest is not None:
                frame, self._newest = self._newest, None
                return frame
            if self._wish is not None:
                frame, self._wish = self._wish, None
                return frame
            last, self._last, self._ended = self._last, None, True
            return last

    def _has_something(self) -> bool:
        return any(each is not None for each in (self._newest, self._wish, self._last))
