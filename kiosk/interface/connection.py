"""The interface's line to the counter: Shows in, Intents out, over the boundary's socket.

The counter may be away (starting, restarted, killed): the line says `lost` once and knocks
again until it answers; the counter then shows the present screen by itself. Frames that break
the boundary end the connection and are reported, never drawn.
"""

from pathlib import Path

from msgspec import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from kiosk.boundary import (
    BrokenFrame,
    FrameBuffer,
    Intent,
    Screen,
    decode_show,
    encode_frame,
    from_model,
)

RETRY_MS = 100
# A counter that speaks another boundary will not learn it in a tenth of a second.
RETRY_AFTER_NONSENSE_MS = 1000


class CounterConnection(QObject):
    """Connects from `start()` on. `shown` carries (Screen, seq); `broken` what was wrong."""

    shown = Signal(object, int)
    lost = Signal()
    broken = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._buffer = FrameBuffer()
        self._socket = QLocalSocket(self)
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

    def start(self) -> None:
        """Knocks at the counter's socket, and again until it opens."""
        if self._socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            self._buffer = FrameBuffer()
            self._socket.connectToServer(str(self._path))

    def send(self, intent: Intent) -> bool:
        """Whether it was sent. A touch while the counter is away means nothing to it later."""
        if not self.connected:
            return False
        self._socket.write(encode_frame(intent))
        return self._socket.flush()

    def close(self) -> None:
        """Hangs up and knocks no more."""
        self._socket.blockSignals(True)
        self._knock.stop()
        self._socket.abort()

    def _read(self) -> None:
        try:
            data = bytes(self._socket.readAll().data())
            screens = [self._open(body) for body in self._buffer.feed(data)]
        except BrokenFrame as error:
            self._socket.abort()
            self._knock.start(RETRY_AFTER_NONSENSE_MS)
            self.broken.emit(str(error))
            return
        if screens:  # only the newest is worth drawing
            screen, seq = screens[-1]
            self.shown.emit(screen, seq)

    def _open(self, body: bytes) -> tuple[Screen, int]:
        show = decode_show(body)
        try:
            return from_model(show.screen, show.model), show.seq
        except (ValidationError, KeyError) as error:
            raise BrokenFrame(f"the screen {show.screen!r} does not fit: {error}") from error

    def _on_lost(self) -> None:
        self.lost.emit()
        self._knock.start(RETRY_MS)

    def _knock_later(self) -> None:
        if not self.connected:
            self._knock.start(RETRY_MS)
