"""The citizen's finger and eye: taps and pictures of the kiosk's screen through its dock."""

import base64
import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract.errors import PishkhanError

ANSWER_S = 10.0


class DockRefused(PishkhanError):
    """The interface could not do what was asked."""

    exit_code = 1


@dataclass(frozen=True)
class Frame:
    """`number` grows with each change of the screen, and begins anew with the interface."""

    number: int
    png: bytes


@dataclass(frozen=True)
class Seen:
    """What stands on the screen, and the names of what answers a touch."""

    screen: str
    touchable: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Dock:
    """The other end of `pishkhan kiosk --dock PATH`; a connection for each request."""

    path: Path

    def screen(self) -> str | None:
        """The name of the screen shown; None while there is no interface or no screen yet."""
        try:
            answer = self._ask({"do": "state"})
        except OSError:
            return None
        return answer["screen"] if answer["connected"] and answer["screen"] else None

    def seen(self) -> Seen | None:
        """None while there is no interface or no counter."""
        try:
            answer = self._ask({"do": "state"})
        except OSError:
            return None
        if not answer["connected"] or not answer["screen"]:
            return None
        return Seen(answer["screen"], tuple(answer["touchable"]), tuple(answer["texts"]))

    def touch_times(self, target: str) -> tuple[float | None, float | None]:
        """Touch an item; milliseconds to the frame that shows it, and from its release to the
        frame with the counter's answer. Raises DockRefused when it can't be touched."""
        answer = self._ask({"do": "stopwatch", "target": target})
        return answer["changed_ms"], answer["answered_ms"]

    def tap(self, target: str) -> None:
        """Touch an item by its name. Raises DockRefused when it can't be touched."""
        self._ask({"do": "tap", "target": target})

    def picture(self, path: Path) -> None:
        """Save what the screen shows as PNG."""
        self._ask({"do": "grab", "path": str(path)})

    def touch(self, x: float, y: float) -> None:
        """Touch the glass at a point of its 1080 x 1920 grid."""
        self._ask({"do": "touch", "x": x, "y": y})

    def frame(self, after: int, width: int) -> Frame | None:
        """What the screen shows, so many pixels wide; None while it is still frame `after`."""
        answer = self._ask({"do": "frame", "after": after, "width": width})
        if answer["png"] is None:
            return None
        return Frame(answer["number"], base64.b64decode(answer["png"]))

    def texts(self) -> list[str]:
        """All texts on the screen."""
        return list(self._ask({"do": "state"})["texts"])

    def _ask(self, command: dict[str, object]) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(ANSWER_S)
            connection.connect(str(self.path))
            connection.sendall(json.dumps(command).encode() + b"\n")
            with connection.makefile("rb") as lines:
                line = lines.readline()
        if not line:
            raise ConnectionResetError("the interface hung up")
        answer: dict[str, Any] = json.loads(line)
        if not answer["ok"]:
            raise DockRefused(answer["error"], answer["next_step"])
        return answer
