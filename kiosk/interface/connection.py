"""The interface's line to the counter: Shows in, Intents out, over the boundary's socket.

The counter may be away (starting, restarted, killed): the line says `lost` once and knocks
again until it answers; the counter then shows the present screen by itself. Frames that break
the boundary end the connection and are reported, never drawn.
"""

import socket
from pathlib import Path

from msgspec import ValidationError
from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from kiosk.boundary import (
    BETWEEN_VISITS,
    BrokenFrame,
    Drawn,
    FrameBuffer,
    Hello,
    Intent,
    Leave,
    Pictured,
    Role,
    Screen,
    TakePicture,
    decode_to_interface,
    encode_frame,
    from_model,
)

RETRY_MS = 50
# A counter that speaks another boundary will not learn it in a tenth of a second.
RETRY_AFTER_NONSENSE_MS = 1000
TOUCH_WAITS_MS = 3000
"""Between visits a touch that a counter may not have heard is told to the next one."""


class CounterConnection(QObject):
    """Connects from `start()` on. `shown` carries (Screen, seq); `broken` what was wrong;
    `told_to_leave`: another interface is shown in place of this one; `picture_wanted` carries a
    TakePicture, after all that came before it was shown."""

    shown = Signal(object, int)
    picture_wanted = Signal(object)
    lost = Signal()
    broken = Signal(str)
    told_to_leave = Signal()

    def __init__(
        self, path: Path, line: socket.socket | None = None, parent: QObject | None = None
    ) -> None:
        """`line` is a spare's, which has said so on it."""
        super().__init__(parent)
        self._path = path
        self._line = line
        self._role = Role.SHOWN if line is None else Role.SPARE
        self._used = False
        self._greeted = False
        self._screen: str | None = None
        self._touch: Intent | None = None
        self._touch_waits = QDeadlineTimer()
        self._buffer = FrameBuffer()
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._greet)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._on_lost)
        self._socket.errorOccurred.connect(self._knock_later)
        self._knock = QTimer(self)
        self._knock.setSingleShot(True)
        self._knock.timeout.connect(self.start)

    @property
    def connected(self) -> bool:
        """Whether a counter is on the line now."""
        return self._socket.state() is QLocalSocket.LocalSocketState.ConnectedState

    @property
    def is_spare(self) -> bool:
        """Nothing has come to be shown yet: the window waits hidden."""
        return self._role is Role.SPARE

    @property
    def is_between_visits(self) -> bool:
        """The screen shown last is nobody's: it may stand while the counter is away."""
        return self._screen in BETWEEN_VISITS

    def start(self) -> None:
        """Knocks at the counter's socket, and again until it opens. A spare's line is open."""
        if self._line is not None:
            line, self._line = self._line, None
            self._socket.setSocketDescriptor(line.detach())
            return
        if self._socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self._buffer = FrameBuffer()
            self._socket.connectToServer(str(self._path))

    def send(self, intent: Intent) -> bool:
        """Whether it was sent. Between visits one that wasn't, or wasn't heeded, is told to the
        next counter; in a visit a touch means nothing to a counter that was away."""
        if intent.screen in BETWEEN_VISITS:
            self._touch = intent
            self._touch_waits = QDeadlineTimer(TOUCH_WAITS_MS)
        return self._send(intent)

    def drawn(self) -> None:
        """What was a spare stands on the screen."""
        self._send(Drawn())

    def pictured(self, word: Pictured) -> None:
        """What became of a picture."""
        self._send(word)

    def close(self) -> None:
        """Hangs up and knocks no more."""
        self._socket.blockSignals(True)
        self._knock.stop()
        self._socket.abort()

    def _send(self, word: Hello | Intent | Drawn | Pictured) -> bool:
        if not self.connected:
            return False
        self._socket.write(encode_frame(word))
        return self._socket.flush()

    def _greet(self) -> None:
        self._greeted = True
        self._send(Hello(self._role, self._used))

    def _read(self) -> None:
        try:
            data = bytes(self._socket.readAll().data())
            words = [self._open(body) for body in self._buffer.feed(data)]
        except BrokenFrame as error:
            self._socket.abort()
            self._knock.start(RETRY_AFTER_NONSENSE_MS)
            self.broken.emit(str(error))
            return
        if None in words:
            self.told_to_leave.emit()
            return
        screens = [word for word in words if isinstance(word, tuple)]
        if screens:
            self._shown(*screens[-1])  # only the newest is worth drawing
        for word in words:
            if isinstance(word, TakePicture):
                self.picture_wanted.emit(word)

    def _shown(self, screen: Screen, seq: int) -> None:
        self._role = Role.SHOWN
        first, self._greeted = self._greeted, False
        self._screen = screen.screen
        self.shown.emit(screen, seq)
        touch = self._touch
        if touch is None:
            return
        if touch.screen != screen.screen or self._touch_waits.hasExpired():
            self._touch = None  # heeded, or too long ago
        elif first:
            self._send(touch)

    def _open(self, body: bytes) -> tuple[Screen, int] | TakePicture | None:
        """A screen and its number, or a wish; None when told to leave."""
        word = decode_to_interface(body)
        if isinstance(word, Leave):
            return None
        if isinstance(word, TakePicture):
            return word
        try:
            screen = from_model(word.screen, word.model)
        except (ValidationError, KeyError) as error:
            raise BrokenFrame(f"the screen {word.screen!r} does not fit: {error}") from error
        self._used = self._used or word.personal
        return screen, word.seq

    def _on_lost(self) -> None:
        self.lost.emit()
        self._knock.start(RETRY_MS)

    def _knock_later(self) -> None:
        if not self.connected:
            self._knock.start(RETRY_MS)
