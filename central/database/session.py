"""One request, one transaction: what handlers depend on."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from central.database.engine import READING


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


def _request_sessions(request: Request) -> Sessions:
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)
    return sessions


def _reading(request: Request) -> Iterator[Session]:
    with _request_sessions(request).reading() as session:
        yield session


def _writing(request: Request) -> Iterator[Session]:
    with _request_sessions(request).writing() as session:
        yield session


Reading = Annotated[Session, Depends(_reading, scope="function")]
"""A handler's session for looking only. A page that logs who looked needs `Writing`."""

Writing = Annotated[Session, Depends(_writing, scope="function")]
"""A handler's session for changing something; committed before the answer is sent."""
