"""The interface as a process of its own, and a client of its dock."""

import json
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

ROOT = Path(__file__).resolve().parents[3]


class DockClient:
    """Speaks to a dock: one command, one answer."""

    def __init__(self, path: Path) -> None:
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.settimeout(20)
        self._line.connect(str(path))
        self._answers = self._line.makefile("r", encoding="utf-8")

    def __call__(self, **command: object) -> dict[str, object]:
        return self.raw(json.dumps(command).encode())

    def raw(self, line: bytes) -> dict[str, object]:
        self._line.sendall(line + b"\n")
        answer = json.loads(self._answers.readline())
        assert isinstance(answer, dict)
        return answer

    def until_screen(self, screen: str) -> dict[str, object]:
        """The state once `screen` is drawn."""
        return eventually(
            lambda: state if (state := self(do="state"))["screen"] == screen else None,
            f"the screen {screen}",
        )

    def until_seq(self, seq: int) -> None:
        """Returns once the counter's Show of this number is drawn."""
        eventually(lambda: self(do="state")["seq"] == seq, f"screen number {seq}")

    def close(self) -> None:
        self._answers.close()
        self._line.close()


@contextmanager
def interface(folder: Path, *options: str, before: Sequence[str] = ()) -> Iterator[ChildProcess]:
    """`python -m kiosk.interface` on the socket `interface.sock` of `folder`.

    `before` goes before the command: `env` with what it should find there.
    """
    command = [
        *before,
        *(sys.executable, "-m", "kiosk.interface", "--socket", folder / "interface.sock"),
        *options,
    ]
    child = ChildProcess([str(part) for part in command], folder / "log", folder=ROOT)
    try:
        yield child
    finally:
        child.kill()


@contextmanager
def docked(folder: Path, *options: str) -> Iterator[DockClient]:
    """An interface offscreen, strict, and a client of its dock."""
    path = folder / "dock.sock"
    with interface(folder, "--offscreen", "--strict", "--dock", str(path), *options) as child:
        eventually(lambda: path.exists() or child.exit_code is not None, "the dock")
        assert child.exit_code is None, child.output()
        client = DockClient(path)
        yield client
        client.close()
