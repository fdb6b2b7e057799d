"""Steering an emulator from outside: a Unix socket, one JSON object a line, one answer each."""

import contextlib
import json
import os
import select
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contract.errors import MissingPart, PishkhanError

Command = dict[str, Any]
Answer = dict[str, Any]


class ControlSocket:
    """Answers `{"ok": true, ...}`, or `{"ok": false, "error": ..., "next_step": ...}`.

    Clients are served one after another, each until it hangs up or stays silent for a second.
    """

    def __init__(self, path: Path, obey: Callable[[Command], Answer]) -> None:
        self._path = path
        self._obey = obey
        self._listener = socket.socket(socket.AF_UNIX)
        with contextlib.suppress(FileNotFoundError):
            path.unlink()  # left by an emulator that was killed
        try:
            self._listener.bind(str(path))
        except OSError as trouble:
            self._listener.close()
            raise MissingPart(
                f"The control socket {path} cannot be made: {trouble}.",
                "Give a path in a folder that exists, shorter than 100 characters.",
            ) from trouble
        self._listener.listen(8)
        self._wake = os.eventfd(0, os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        os.eventfd_write(self._wake, 1)
        self._thread.join(timeout=1.5)
        self._listener.close()
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._listener.fileno(), self._wake], [], [])
            if self._wake in ready:
                return
            connection, _ = self._listener.accept()
            with connection, contextlib.suppress(OSError):  # the client went away
                connection.settimeout(1.0)
                self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rw", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                lines.write(json.dumps(self._answer(line), ensure_ascii=False) + "\n")
                lines.flush()

    def _answer(self, line: str) -> Answer:
        try:
            command = json.loads(line)
            if not isinstance(command, dict):
                raise ValueError("not a JSON object")
            return {"ok": True, **self._obey(command)}
        except PishkhanError as error:
            return {"ok": False, "error": error.what, "next_step": error.next_step}
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            return {
                "ok": False,
                "error": f"The command was not understood: {error!r}.",
                "next_step": 'Send one object a line, as in {"do": "state"}.',
            }


def control(path: Path, command: Command, timeout_s: float = 5.0) -> Answer:
    """Sends one command to an emulator and gives its answer. Raises MissingPart."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout_s)
            connection.connect(str(path))
            with connection.makefile("rw", encoding="utf-8") as lines:
                lines.write(json.dumps(command, ensure_ascii=False) + "\n")
                lines.flush()
                answer: Answer = json.loads(lines.readline())
                return answer
    except (OSError, ValueError) as trouble:
        raise MissingPart(
            f"No emulator answers at {path}: {trouble}.",
            "Start it with `pishkhan hardware emulate ... --control` and this path.",
        ) from trouble
