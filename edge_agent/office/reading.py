"""A request's bytes, bounded in number and in time: all of it, not only each piece."""

import io
import socket
import time

MOST_BYTES = 16 << 10
WITHIN_S = 8.0


class RequestRefused(ConnectionError):
    """Too long, or too slow."""


class BoundedReader(io.RawIOBase):
    """The one request of a connection. A browser's are under 2 KB and take some milliseconds."""

    def __init__(self, connection: socket.socket, most: int = MOST_BYTES) -> None:
        super().__init__()
        self._connection = connection
        self._left = most
        self._until = time.monotonic() + WITHIN_S

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        left_s = self._until - time.monotonic()
        if self._left <= 0 or left_s <= 0:
            raise RequestRefused("a request too long or too slow")
        self._connection.settimeout(left_s)
        count = self._connection.recv_into(memoryview(buffer)[: self._left])
        self._left -= count
        return count
