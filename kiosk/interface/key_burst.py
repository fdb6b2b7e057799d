"""Keys that come faster than fingers: a scanner that types into this window.

No screen has a field that takes keys, and none may get one from here: every key is swallowed.
Whether a burst counts as a scan is for the counter to say; its profile knows the scanner. Keys
that are no letters of a burst are the keypad's; an Enter is only when nothing came just before,
so that no scan ever presses a button.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

FASTEST_FINGERS_MS = 50  # scanners type every 1 to 30 ms, people hardly under 60
QUIET_MS = 250  # after a scanner's last key, its line ends included
REST_MS = 1000  # whoever pauses as long begins anew
SHORTEST = 6  # keys that fall on a keyboard at once are no code
LONGEST = 512

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Select,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Back,
        Qt.Key.Key_F1,
        Qt.Key.Key_Help,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Minus,
        Qt.Key.Key_VolumeUp,
        Qt.Key.Key_VolumeDown,
    }
)
_LINE_ENDS = ("\r", "\n")  # some scanners type a line feed
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class BurstReader:
    """Keys in, bursts out. A pause inside a line spoils it up to its Enter: the second half of a
    bill's number must not look like a number."""

    def __init__(self) -> None:
        self._text = ""
        self._last_ms = float("-inf")
        self._is_spoiled = False

    def pressed(self, character: str, at_ms: float) -> None:
        self._keep_time(at_ms)
        if len(self._text) < LONGEST:
            self._text += character
        else:
            self._is_spoiled = True

    def is_quiet(self, at_ms: float) -> bool:
        """Nothing was typed just before: an Enter now is a person's."""
        return at_ms - self._last_ms > QUIET_MS

    def entered(self, at_ms: float) -> str | None:
        """What Enter ended, when it was a burst."""
        self._keep_time(at_ms)
        text, is_spoiled = self._text, self._is_spoiled
        self._text, self._is_spoiled = "", False
        return text if len(text) >= SHORTEST and not is_spoiled else None

    def _keep_time(self, at_ms: float) -> None:
        pause_ms, self._last_ms = at_ms - self._last_ms, at_ms
        if pause_ms > REST_MS:
            self._text, self._is_spoiled = "", False
        elif pause_ms > FASTEST_FINGERS_MS and self._text:
            self._is_spoiled = True


class KeyBurst(QObject):
    """Watches a window's keys; `scanned` carries a burst's text, `keypad` the key of a keypad."""

    scanned = Signal(str)
    keypad = Signal(int)

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._reader = BurstReader()
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Whether the event ends here: all keys do."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
        return event.type() in _KEYS

    def _take(self, event: QKeyEvent) -> None:
        # The time at which the key was pressed: this thread may have been busy since.
        at_ms = event.timestamp()
        if event.key() in _ENTER or event.text() in _LINE_ENDS:
            was_quiet = self._reader.is_quiet(at_ms)
            text = self._reader.entered(at_ms)
            if text is not None:
                self.scanned.emit(text)
            elif was_quiet and not event.isAutoRepeat():
                self.keypad.emit(event.key())
        elif event.key() in _KEYPAD and self._reader.is_quiet(at_ms):
            self.keypad.emit(event.key())
        elif event.text() and not event.isAutoRepeat():
            self._reader.pressed(event.text(), at_ms)
