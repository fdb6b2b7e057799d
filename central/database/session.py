"""One request, one transaction: what handlers depend on.

A request that has a connection needs a worker thread to go on; one that waits for a connection
holds a thread. So that neither waits for the other for ever, only as many requests of a port come
so far as there are connections for; the others wait their turn and hold nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from central.database.away import HubBusy
from central.database.engine import READING

REQUESTS_AT_ONCE = 8
"""Of one port. Each may hold two connections: one to look with, one to change something."""
TURN_WITHIN_S = 15.0
"""A kiosk hangs up after twenty."""


@dataclass(frozen=True)
class Sessions:
    """Makes sessions on one engine. Use either as a context manager:
    `with sessions.writing() as session:` commits at the end, rolls back when the block raises.
    """

    _reading: sessionmaker[Session]
    _writing: sessionmaker[Session]

    def reading(self) -> AbstractContextManager[Session]:
        """A transaction that sees one moment of the database and can't change it."""
        return self._reading.begin()

    def writing(self) -> AbstractContextManager[Session]:
        """A transaction that may write; on SQLite it waits for its turn at the start."""
        return self._writing.begin()


def open_sessions(engine: Engine) -> Sessions:
    """Session makers for `engine`; objects stay readable after the commit."""
    return Sessions(
        _reading=sessionmaker(engine.execution_options(**{READING: True}), expire_on_commit=False),
        _writing=sessionmaker(engine, expire_on_commit=False),
    )


@dataclass(frozen=True)
class Turns:
    """Who may ask the database now; one for each port, so that neither crowds out the other."""

    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(REQUESTS_AT_ONCE))
    within_s: float = TURN_WITHIN_S

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """In the order of asking. Raises HubBusy when it does not come in time."""
        try:
            await asyncio.wait_for(self.free.acquire(), self.within_s)
        except TimeoutError:
            raise HubBusy from None
        try:
            yield
        finally:
            self.free.release()


async def _turn(request: Request) -> AsyncIterator[None]:
    turns = request.app.state.turns
    assert isinstance(turns, Turns)
    async with turns.turn():
        yield


Turn = Annotated[None, Depends(_turn, scope="function")]
"""One for a request, however many sessions it depends on."""


def _request_sessions(request: Request) -> Sessions:
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)
    return sessions


def _reading(request: Request, _turn: Turn) -> Iterator[Session]:
    with _request_sessions(request).reading() as session:
        yield session


def _writing(request: Request, _turn: Turn) -> Iterator[Session]:
    with _request_sessions(request).writing() as session:
        yield session


Reading = Annotated[Session, Depends(_reading, scope="function")]
"""A handler's session for looking only. A page that logs who looked needs `Writing`."""

Writing = Annotated[Session, Depends(_writing, scope="function")]
"""A handler's session for changing something; committed before the answer is sent."""
