"""TCP ports on the loopback address that no other test of this machine is using.

The kernel's own choice (port 0) can be given away again before the server under test binds it,
most easily with several test workers. So ports are taken below the range that outgoing
connections use, and each is held by a lock on a file until this process ends.
"""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path
from typing import IO

LOOPBACK = "127.0.0.1"
FIRST_PORT = 20_000
LAST_PORT = 32_000

_held: list[IO[bytes]] = []  # an open lock file is the claim; it falls with the process


def free_port() -> int:
    """A port that nothing listens on and no other caller gets while this process lives."""
    candidates = random.sample(range(FIRST_PORT, LAST_PORT), k=200)
    for port in candidates:
        if _claim(port) and _can_bind(port):
            return port
    raise AssertionError(f"no free TCP port between {FIRST_PORT} and {LAST_PORT}")


def is_listening(port: int, host: str = LOOPBACK) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((host, port)) == 0


def _claim(port: int) -> bool:
    folder = Path(tempfile.gettempdir()) / f"pishkhan-test-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = (folder / str(port)).open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return False
    _held.append(lock)
    return True


def _can_bind(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
