"""The counter's end: a Unix socket that shows the present screen to every interface.

A frozen interface never holds the counter up: each connection has a writer of its own that
sends only the newest screen; what it missed is not kept.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Lock, Thread

from kiosk.boundary.frames import (
    BrokenFrame,
    FrameBuffer,
    Intent,
    Show,
    decode_intent,
    encode_frame,
)
from kiosk.boundary.screens import Screen, to_model


class _Viewer:
    """One connected interface: reads its intents, writes the newest screen to it."""

    def __init__(
        self,
        connection: socket.socket,
        on_intent: Callable[[Intent], None],
        on_gone: Callable[["_Viewer"], None],
    ) -> None:
        self._connection = connection
        self._on_intent = on_intent
        self._on_gone = on_gone
        self._newest: bytes | None = None
        self._closed = False
        self._changed = Condition()
        Thread(target=self._read, name="boundary-read", daemon=True).start()
        Thread(target=self._write, name="boundary-write", daemon=True).start()

    def show(self, frame: bytes) -> None:
        with self._changed:
            self._newest = frame
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
                    self._on_intent(decode_intent(body))
        except (OSError, BrokenFrame):
            pass  # either way this connection is over; a sound interface connects again
        self.close()

    def _write(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._newest is not None)
                if self._closed:
                    return
                frame, self._newest = self._newest, None
            assert frame is not None
            try:
                self._connection.sendall(frame)
            except OSError:
                self.close()
                return


class BoundaryServer:
    """Listens at `path` (mode 0600; an old socket file is replaced). `on_intent` is called on
    a connection's thread: put the intent into the counter's queue and return."""

    def __init__(self, path: Path, on_intent: Callable[[Intent], None]) -> None:
        self._path = path
        self._on_intent = on_intent
        self._lock = Lock()
        self._viewers: set[_Viewer] = set()
        self._present: bytes | None = None
        self._seq = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        os.chmod(path, 0o600)
        self._listener.listen(8)
        Thread(target=self._accept, name="boundary-accept", daemon=True).start()

    def show(self, screen: Screen) -> Show:
        """Shows `screen` on every interface, now and to those that connect later."""
        with self._lock:
            self._seq += 1
            shown = Show(screen.screen, to_model(screen), self._seq)
            self._present = encode_frame(shown)
            for viewer in self._viewers:
                viewer.show(self._present)
        return shown

    @property
    def viewers(self) -> int:
        """How many interfaces are connected."""
        with self._lock:
            return len(self._viewers)

    def close(self) -> None:
        """Closes every connection and removes the socket file."""
        with suppress(OSError):  # not connected: the usual answer for a listener on some systems
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            viewers = list(self._viewers)
        for viewer in viewers:
            viewer.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return  # closed
            with self._lock:
                viewer = _Viewer(connection, self._on_intent, self._forget)
                self._viewers.add(viewer)
                if self._present is not None:
                    viewer.show(self._present)

    def _forget(self, viewer: _Viewer) -> None:
        with self._lock:
            self._viewers.discard(viewer)
