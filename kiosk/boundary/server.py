"""The counter's end: a Unix socket that shows the present screen to the interfaces that see it.

Which of them is on the screen, and when a spare takes its place, is the Cast's business.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import assert_never

from kiosk.boundary.cast import Cast
from kiosk.boundary.frames import (
    Drawn,
    Hello,
    Intent,
    Pictured,
    Show,
    TakePicture,
    ToCounter,
    encode_frame,
)
from kiosk.boundary.screens import Screen, to_model
from kiosk.boundary.traces import is_between_visits, is_personal
from kiosk.boundary.viewer import Viewer

SHOWN_BEFORE_WITHIN_S = 0.6
"""A window that was shown before the counter was restarted knocks ten times a second; so long
it has before a spare takes its place."""


class BoundaryServer:
    """Listens at `path` (mode 0600; an old socket file is replaced). `on_intent` is called on
    a connection's thread: put the intent into the counter's queue and return; so is
    `on_pictured`, by whoever takes pictures."""

    def __init__(
        self,
        path: Path,
        on_intent: Callable[[Intent], None],
        on_pictured: Callable[[Pictured], None] | None = None,
    ) -> None:
        self._path = path
        self._on_intent = on_intent
        self._on_pictured = on_pictured
        self._lock = Lock()
        self._viewers: set[Viewer] = set()
        self._cast = Cast()
        self._seq = 0
        self._is_closed = False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        os.chmod(path, 0o600)
        self._listener.listen(8)
        Thread(target=self._accept, name="boundary-accept", daemon=True).start()
        self._patience = Timer(SHOWN_BEFORE_WITHIN_S, self._await_no_longer)
        self._patience.daemon = True
        self._patience.start()

    def show(self, screen: Screen) -> Show:
        """Shows `screen` now, and to those that connect later. Between visits a window that has
        held something personal is replaced."""
        personal = is_personal(screen)
        with self._lock:
            self._seq += 1
            shown = Show(screen.screen, to_model(screen), self._seq, personal)
            self._cast.present = encode_frame(shown)
            self._cast.is_personal = personal
            self._cast.is_between_visits = is_between_visits(screen)
            self._cast.show_all()
        return shown

    def take_picture(self, order: str, path: Path) -> bool:
        """Wants the screen that stands now as a PNG file; False when no window is shown. The
        answer is a Pictured, unless the window ends before."""
        with self._lock:
            shown = self._cast.shown
            if shown is None:
                return False
            shown.ask(encode_frame(TakePicture(order, str(path), self._seq)))
        return True

    @property
    def is_settled(self) -> bool:
        """No window is being replaced, and none could be that should."""
        with self._lock:
            return self._cast.is_settled

    @property
    def viewers(self) -> int:
        """How many interfaces are connected."""
        with self._lock:
            return len(self._viewers)

    def close(self) -> None:
        """Closes every connection and removes the socket file."""
        self._patience.cancel()
        with suppress(OSError):  # not connected: the usual answer for a listener on some systems
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            self._is_closed = True
            viewers = list(self._viewers)
            self._cast = Cast()  # no one is called forward any more
        for viewer in viewers:
            viewer.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return  # closed
            viewer = Viewer(connection, self._heard, self._forget)
            with self._lock:
                if self._is_closed:
                    connection.close()  # taken while the others were being hung up on
                    return
                self._viewers.add(viewer)
            viewer.begin()

    def _heard(self, viewer: Viewer, word: ToCounter) -> None:
        match word:
            case Hello(role, used):
                with self._lock:
                    self._cast.enter(viewer, role, used)
            case Drawn():
                with self._lock:
                    self._cast.drawn(viewer)
            case Intent():
                with self._lock:
                    heeded = self._cast.may_touch(viewer)
                if heeded:
                    self._on_intent(word)
            case Pictured():
                with self._lock:
                    heeded = viewer is self._cast.shown
                if heeded and self._on_pictured is not None:
                    self._on_pictured(word)
            case _:
                assert_never(word)

    def _await_no_longer(self) -> None:
        with self._lock:
            self._cast.await_no_longer()

    def _forget(self, viewer: Viewer) -> None:
        with self._lock:
            self._viewers.discard(viewer)
            self._cast.gone(viewer)
