"""A finger and an eye for programs: taps, pictures and state of the window over a Unix socket.

Only with `--dock PATH`; the demo and the kill tests play a citizen through it. One JSON object
a line, one answer a line:

| command                                  | answer                                          |
|------------------------------------------|-------------------------------------------------|
| {"do": "tap", "target": objectName}      | {"ok": true}                                    |
| {"do": "touch", "x": 540, "y": 960}      | {"ok": true}; x, y on the 1080 x 1920 grid      |
| {"do": "stopwatch",                      | {"ok": true, "changed_ms", "answered_ms"}: to   |
|  "target": objectName}                   |  the frame that differs, from its release to    |
|                                          |  the counter's answer; null: none in 3 s        |
| {"do": "grab", "path": "screen.png"}     | {"ok": true, "width": ..., "height": ...}       |
| {"do": "frame", "after": 7,              | {"ok": true, "number": 8, "png": base64}; null  |
|  "width": 540}                           |  while 7 is what the window still shows         |
| {"do": "state"}                          | {"ok": true, "screen", "seq", "connected",      |
|                                          |  "touchable": [...], "texts": [...]}            |

A command that can't be done answers {"ok": false, "error": what, "next_step": what to do}.
"""

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, ValidationError
from msgspec.json import Decoder
from PySide6.QtCore import QObject, QPointF
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from contract.errors import MissingPart
from kiosk.interface.connection import CounterConnection
from kiosk.interface.frames import Frames
from kiosk.interface.window import KioskWindow, answers_touch, centre

if TYPE_CHECKING:
    from kiosk.interface.touch import Finger

Answer = dict[str, object]


class Tap(Struct, frozen=True, tag_field="do", tag="tap"):
    target: str


class Touch(Struct, frozen=True, tag_field="do", tag="touch"):
    x: float
    y: float


class TouchToTime(Struct, frozen=True, tag_field="do", tag="stopwatch"):
    target: str


class Grab(Struct, frozen=True, tag_field="do", tag="grab"):
    path: str


class FrameWanted(Struct, frozen=True, tag_field="do", tag="frame"):
    after: int
    width: int


class State(Struct, frozen=True, tag_field="do", tag="state"):
    pass


Command = Tap | Touch | TouchToTime | Grab | FrameWanted | State
_commands: Decoder[Command] = Decoder(Command)


class Dock(QObject):
    """Several clients may come."""

    def __init__(self, window: KioskWindow, connection: CounterConnection) -> None:
        super().__init__(window.quick_window)
        self._window = window
        self._connection = connection
        self._frames = Frames(window)
        self._clients: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_client)

    @cached_property
    def _finger(self) -> "Finger":
        from kiosk.interface.touch import Finger  # QtTest is loaded only where somebody touches

        return Finger(self._window.quick_window)

    def listen(self, path: Path) -> None:
        """Qt moves the socket to `path` when it is ready, so the path passes from the window
        before to this one at a stroke. Raises MissingPart when that can't be."""
        if not self._server.listen(str(path)):
            raise MissingPart(
                f"The dock can't listen at {path}: {self._server.errorString()}.",
                "Give --dock a path in a folder that exists and is yours.",
            )

    def _on_client(self) -> None:
        while self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.setParent(None)  # a server's children are never let go by PySide
            self._clients.add(client)
            client.readyRead.connect(lambda client=client: self._read(client))
            client.disconnected.connect(lambda client=client: self._on_gone(client))
            self._read(client)

    def _on_gone(self, client: QLocalSocket) -> None:
        """The handlers hold it as well."""
        client.readyRead.disconnect()
        client.disconnected.disconnect()
        self._clients.discard(client)
        client.deleteLater()

    def _read(self, client: QLocalSocket) -> None:
        while client.canReadLine():
            answer = self._answer(bytes(client.readLine().data()))
            client.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        client.flush()

    def _answer(self, line: bytes) -> Answer:
        try:
            command: Command = _commands.decode(line)
        except (ValidationError, ValueError) as error:
            return _refusal(
                str(error),
                "Send one JSON object a line: tap, touch, stopwatch, grab, frame or state.",
            )
        match command:
            case Tap(target=target):
                return self._tap(target)
            case Touch(x=x, y=y):
                self._finger.tap(self._window.from_grid(x, y))
                return {"ok": True}
            case TouchToTime(target=target):
                return self._time(target)
            case Grab(path=path):
                return self._grab(Path(path))
            case FrameWanted(after=after, width=width):
                frame = self._frames.since(after, width)
                return {"ok": True, "number": frame.number, "png": frame.png}
            case State():
                return self._state()

    def _tap(self, target: str) -> Answer:
        at = self._place_of(target)
        if at is None:
            return self._out_of_touch(target)
        self._finger.tap(at)
        return {"ok": True}

    def _time(self, target: str) -> Answer:
        at = self._place_of(target)
        if at is None:
            return self._out_of_touch(target)
        from kiosk.interface.stopwatch import Stopwatch

        times = Stopwatch(self._window, self._finger).touch(at)
        return {"ok": True, "changed_ms": times.changed_ms, "answered_ms": times.answered_ms}

    def _place_of(self, target: str) -> QPointF | None:
        """Where it is drawn: a program asks sooner than a screen is laid out, which no finger
        can, and would touch where the item is not yet."""
        self._window.grab()
        item = self._window.item(target)
        return centre(item) if item is not None and answers_touch(item) else None

    def _out_of_touch(self, target: str) -> Answer:
        there = ", ".join(self._window.touchables()) or "nothing"
        return _refusal(f"{target} can't be touched now.", f"Touchable now: {there}.")

    def _grab(self, path: Path) -> Answer:
        image = self._window.grab()
        if not image.save(str(path)):
            return _refusal(f"{path} can't be written.", "Name a .png file in a folder of yours.")
        return {"ok": True, "width": image.width(), "height": image.height()}

    def _state(self) -> Answer:
        shown = self._window.view_model
        return {
            "ok": True,
            "screen": shown.screen,
            "seq": shown.seq,
            "connected": self._connection.connected,
            "touchable": self._window.touchables(),
            "texts": self._window.texts(),
        }


def _refusal(error: str, next_step: str) -> Answer:
    return {"ok": False, "error": error, "next_step": next_step}
