"""Seven free TCP ports in a row, as the demo wants them."""

import random
import socket

PORTS = 7


def free_base() -> int:
    """Raises RuntimeError when there are none, which a test machine never meets."""
    for _ in range(200):
        base = random.randrange(20_000, 32_000)
        if all(_is_free(port) for port in range(base, base + PORTS)):
            return base
    raise RuntimeError("no seven free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
