"""The line between kiosk and city, with a switch: bytes pass through here until it is cut.

Cut means cut for both ends at once: open connections are reset, and new ones are refused.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

CHUNK_BYTES = 64 * 1024
_ABORT = struct.pack("ii", 1, 0)  # SO_LINGER with no time: close sends RST, as a dead line would
Result = TypeVar("Result")


@dataclass(frozen=True)
class Wire:
    """What arrives at `here` goes to `there`; both are ports of `host`."""

    host: str
    here: int
    there: int


class Line:
    """Use as a context manager; whole from the start. Thread-safe."""

    def __init__(self, *wires: Wire) -> None:
        self._wires = wires
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line", daemon=True)
        self._servers: list[asyncio.Server] = []
        self._joined: set[asyncio.Task[None]] = set()

    def __enter__(self) -> "Line":
        self._thread.start()
        self.mend()
        return self

    def __exit__(self, *failure: object) -> None:
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """Returns when nothing passes any more."""
        self._run(self._cut())

    def mend(self) -> None:
        """Returns when connections are taken again."""
        self._run(self._mend())

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _mend(self) -> None:
        for wire in self._wires:
            await self._listen(wire)

    async def _listen(self, wire: Wire) -> None:
        def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            joined = self._loop.create_task(_join(wire, reader, writer))
            self._joined.add(joined)
            joined.add_done_callback(self._joined.discard)

        self._servers.append(await asyncio.start_server(join, wire.host, wire.here))

    async def _cut(self) -> None:
        for server in self._servers:
            server.close()
        self._servers.clear()
        for joined in self._joined:
            joined.cancel()
        await asyncio.gather(*self._joined, return_exceptions=True)


async def _join(wire: Wire, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry one connection until either end or the line ends it."""
    ends = [writer]
    try:
        far_reader, far_writer = await asyncio.open_connection(wire.host, wire.there)
        ends.append(far_writer)
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
    except OSError:
        pass  # an end is away or has gone: the other one sees its connection break
    finally:
        for end in ends:
            _reset(end)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close without a farewell, as a dead line would."""
    connection = writer.get_extra_info("socket")
    if connection is not None and connection.fileno() >= 0:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
    writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(CHUNK_BYTES):
        writer.write(data)
        await writer.drain()
    writer.write_eof()
