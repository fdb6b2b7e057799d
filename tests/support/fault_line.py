"""A bad line: a TCP proxy that delays, throttles, cuts in the middle of a frame and garbles.

What is lost on a real line TCP sends again, so loss is seen above it as waiting (`stall_s`) and as
connections that break after some bytes (`break_after`). All may be changed while bytes flow.
"""

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self, TypeVar

from tests.support.ports import LOOPBACK, free_port
from tests.support.waiting import held_up

_RESET = struct.pack("ii", 1, 0)  # SO_LINGER without time: close sends RST
_CHUNK = 4096
Result = TypeVar("Result")


@dataclass(frozen=True)
class Weather:
    """How the line is. `bytes_per_s` in each direction; `lost` is how likely a chunk of up to
    4 KiB waits for `stall_s` as if it had to be sent again; `break_after`: a connection breaks
    when so many bytes, between half of it and one and a half, have gone to the city; `holds`:
    what is to pass waits."""

    delay_s: float = 0.0
    bytes_per_s: int | None = None
    lost: float = 0.0
    stall_s: float = 0.2
    break_after: int | None = None
    holds: bool = False
    refuses: bool = False


FAIR = Weather()


@dataclass
class _Connection:
    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    breaks_at: int | None = None
    to_city: int = 0
    garble: bool = False


@dataclass
class FaultLine:
    """Use as a context manager; thread-safe. Devices connect to `port`. Counted are connections
    that were `accepted`, and those `broken` by the line."""

    target: int
    seed: int = 1
    port: int = field(default_factory=free_port)
    accepted: int = 0
    broken: int = 0
    _weather: Weather = FAIR

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault line")
        self._changed = asyncio.Event()
        self._connections: dict[asyncio.Task[None], _Connection] = {}

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._accept, LOOPBACK, self.port))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def becomes(self, **weather: Any) -> None:
        """Fair but for what is said; open connections feel it at once."""

        async def change() -> None:
            self._weather = replace(FAIR, **weather)
            self._changed.set()
            self._changed.clear()

        self._run(change())

    def cut(self) -> None:
        """Resets what is open and refuses what comes, until the line `becomes` something else."""
        self._weather = Weather(refuses=True)
        self.reset()

    def reset(self) -> None:
        """Every open connection breaks; the next ones are as the line is."""
        self._run(self._reset_all())

    def cut_in_mid_frame(self, after: int) -> None:
        """Each open connection, and the next ones, break after `after` more bytes to the city."""

        async def arm() -> None:
            for connection in self._connections.values():
                connection.breaks_at = connection.to_city + after

        self._run(arm())

    def garble(self) -> None:
        """One bit of the next bytes to the city is turned round on each open connection."""

        async def arm() -> None:
            for connection in self._connections.values():
                connection.garble = True

        self._run(arm())

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _end(self) -> None:
        self._server.close()
        await self._reset_all()

    async def _reset_all(self) -> None:
        tasks = list(self._connections)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        if self._weather.refuses:
            _reset(near)
            return
        try:
            far_reader, far = await asyncio.open_connection(LOOPBACK, self.target)
        except OSError:
            _reset(near)
            return
        joined = asyncio.current_task()
        assert joined is not None
        self.accepted += 1
        connection = _Connection(near, far, self._breaking_point())
        self._connections[joined] = connection
        pumps = [
            asyncio.ensure_future(self._to_city(connection, reader)),
            asyncio.ensure_future(self._from_city(connection, far_reader)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self.broken += 1
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            for end in (near, far):
                _reset(end)
            del self._connections[joined]

    def _breaking_point(self) -> int | None:
        after = self._weather.break_after
        return None if after is None else int(after * self._chance.uniform(0.5, 1.5))

    async def _to_city(self, connection: _Connection, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(_CHUNK):
            await self._hold_up(data)
            if connection.garble:
                connection.garble = False
                data = data[:-1] + bytes([data[-1] ^ 1])
            breaks = connection.breaks_at
            left = len(data) if breaks is None else max(0, breaks - connection.to_city)
            connection.far.write(data[:left])
            await connection.far.drain()
            connection.to_city += len(data)
            if left < len(data):
                self.broken += 1
                return

    async def _from_city(self, connection: _Connection, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(_CHUNK):
            await self._hold_up(data)
            connection.near.write(data)
            await connection.near.drain()

    async def _hold_up(self, data: bytes) -> None:
        weather = self._weather
        seconds = weather.delay_s
        if weather.bytes_per_s is not None:
            seconds += len(data) / weather.bytes_per_s
        if weather.lost and self._chance.random() < weather.lost:
            seconds += weather.stall_s
        if seconds:
            await held_up(seconds)
        while self._weather.holds:
            await self._changed.wait()


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    if connection is not None and connection.fileno() >= 0:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
