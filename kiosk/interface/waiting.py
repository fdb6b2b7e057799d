"""A spare that waits at the counter with next to nothing in its memory.

Qt and the screens are some seventy megabytes that nobody looks at, and are loaded in a few tenths
of a second: a spare does it when the counter shows it something, not before. Until then it is a
connection and a pulse. Only what the standard library has is imported here.
"""

import os
import select
import socket
import time
from contextlib import suppress
from pathlib import Path

BEAT_S = 0.25
RETRY_S = 0.05
BEAT = b"."
STARTING = b"s"
"""In the pulse: from now on Qt is loaded, and no beat comes until that is done."""
HELLO = b'{"type":"hello","role":"spare","used":false}'
"""As `kiosk.boundary` writes it, whose decoders would weigh more than all the rest here."""


def wait_in_line(path: Path, pulse: int | None) -> socket.socket:
    """The connection on which the counter has begun to show something; nothing of it is read.

    `pulse` is the supervisor's pipe. A counter that is away, or goes, is knocked at again.
    """
    if pulse is not None:
        os.set_blocking(pulse, False)
    while True:
        connection = _connected(path)
        if connection is None:
            _beat(pulse, BEAT)
            time.sleep(RETRY_S)
        elif _is_called(connection, pulse):
            _beat(pulse, STARTING)
            return connection
        else:
            connection.close()


def _connected(path: Path) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(str(path))
        connection.sendall(len(HELLO).to_bytes(4, "big") + HELLO)
    except OSError:
        connection.close()
        return None
    return connection


def _is_called(connection: socket.socket, pulse: int | None) -> bool:
    """False when the counter has gone."""
    while not select.select([connection], [], [], BEAT_S)[0]:
        _beat(pulse, BEAT)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except OSError:
        return False


def _beat(pulse: int | None, sign: bytes) -> None:
    if pulse is not None:
        with suppress(OSError):  # full or closed: the supervisor hangs or is gone; we go on
            os.write(pulse, sign)
