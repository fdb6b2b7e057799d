"""As much of MQTT 3.1.1 as a kiosk says (OASIS, sections 2 and 3), over asyncio's TLS."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Sequence

CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK = 0x10, 0x20, 0x30, 0x40, 0x82, 0x90
AT_LEAST_ONCE = 0x02
KEEP_ALIVE_S = 600


class Refused(OSError):
    """The broker let the client not in."""


class Connection:
    """Open once `connected` gives it; whoever has it reads `published` or what it sends stands."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._number = 1

    async def begin(self, client: str, topics: Sequence[str]) -> None:
        """Let in, and subscribed at least once. Raises Refused."""
        keep_alive = struct.pack(">H", KEEP_ALIVE_S)
        self._write(CONNECT, _text("MQTT") + b"\x04\x02" + keep_alive + _text(client))
        if (await self._until(CONNACK))[1] != 0:
            raise Refused(client)
        if not topics:
            return
        asked = b"".join(_text(topic) + b"\x01" for topic in topics)
        self._write(SUBSCRIBE, self._next() + asked)
        await self._until(SUBACK)

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """At least once; the broker's word for it is read and let go."""
        flags = PUBLISH | AT_LEAST_ONCE | (0x01 if retain else 0)
        self._write(flags, _text(topic) + self._next() + payload)

    async def published(self) -> AsyncIterator[tuple[str, bytes]]:
        """Topic and payload of each message, acknowledged to the broker."""
        while True:
            kind, body = await self._read()
            if kind & 0xF0 != PUBLISH:
                continue
            (length,) = struct.unpack_from(">H", body)
            topic, rest = body[2 : 2 + length].decode(), body[2 + length :]
            if kind & AT_LEAST_ONCE:
                self._write(PUBACK, rest[:2])
                rest = rest[2:]
            yield topic, rest

    async def told(self, count: int) -> None:
        """Until the broker has said of so many messages that it has them."""
        for _ in range(count):
            await self._until(PUBACK)

    def drop(self) -> None:
        """Without a goodbye."""
        self._writer.transport.abort()

    def _next(self) -> bytes:
        self._number = self._number % 0xFFFF + 1
        return struct.pack(">H", self._number)

    def _write(self, kind: int, body: bytes) -> None:
        length, left = b"", len(body)
        while True:
            left, digit = divmod(left, 128)
            length += bytes([digit | (0x80 if left else 0)])
            if not left:
                self._writer.write(bytes([kind]) + length + body)
                return

    async def _until(self, wanted: int) -> bytes:
        while True:
            kind, body = await self._read()
            if kind & 0xF0 == wanted:
                return body

    async def _read(self) -> tuple[int, bytes]:
        kind = (await self._reader.readexactly(1))[0]
        length = shift = 0
        while True:
            digit = (await self._reader.readexactly(1))[0]
            length |= (digit & 0x7F) << shift
            shift += 7
            if not digit & 0x80:
                return kind, await self._reader.readexactly(length)


async def reached(host: str, port: int, within_s: float) -> socket.socket:
    """TCP alone. Raises OSError or TimeoutError."""
    opened = socket.socket(socket.AF_INET)
    opened.setblocking(False)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        async with asyncio.timeout(within_s):
            await asyncio.get_running_loop().sock_connect(opened, (host, port))
    except BaseException:
        opened.close()
        raise
    return opened


async def secured(opened: socket.socket, host: str, tls: ssl.SSLContext) -> Connection:
    """TLS over it. Raises OSError."""
    try:
        reader, writer = await asyncio.open_connection(sock=opened, ssl=tls, server_hostname=host)
    except BaseException:
        opened.close()
        raise
    return Connection(reader, writer)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data
