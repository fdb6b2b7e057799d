"""A real PostgreSQL cluster for a test run, with a new empty database for each test."""

import itertools
import os
import re
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import ChildProcess, ServerFolder
from tests.support.waiting import eventually

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "pishkhan"

# A cluster of a test is thrown away, so it need not survive a power cut: three times as fast.
SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
shared_buffers = 64MB
max_connections = 60
logging_collector = off
"""


class PostgreSQL:
    """Use as a context manager; `database()` gives the address of a new database."""

    def __init__(self) -> None:
        self.port = free_port()
        self._password = secrets.token_hex(16)
        self._folder = ServerFolder("postgresql")
        self._numbers = itertools.count(1)
        self._server: ChildProcess | None = None

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL, in SQLAlchemy's form, of an empty database that is dropped afterwards."""
        name = f"test_{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            address = f"{OWNER}:{self._password}@{LOOPBACK}:{self.port}"
            yield f"postgresql+psycopg://{address}/{name}"
        finally:
            with self._connect() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def __enter__(self) -> Self:
        data = self._folder.path / "data"
        self._initialise(data)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS)
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.stop(signal.SIGINT)  # the fast shutdown: sessions are cut off
        self._folder.remove()

    def kill_and_start_again(self) -> None:
        """Returns when it answers again."""
        self.kill()
        self.start_again()

    def kill(self) -> None:
        """SIGKILL to the server and all its sessions."""
        assert self._server is not None
        postmaster = self._server.pid
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text("ascii")
        self._server.kill()
        for child in map(int, children.split()):  # each in a process group of its own
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        eventually(lambda: not any(map(_lives, children.split())), "all sessions are gone")

    def start_again(self) -> None:
        """On the same data; returns when it answers."""
        self._start()

    def _start(self) -> None:
        self._server = ChildProcess(
            [
                *(
                    _programs() / "postgres",
                    "-D",
                    self._folder.path / "data",
                    "-p",
                    str(self.port),
                ),
                *("-c", f"listen_addresses={LOOPBACK}"),
                *("-c", f"unix_socket_directories={self._folder.path}"),
            ],
            log=self._folder.path / "postgresql.log",
            folder=self._folder.path,
            user=self._folder.user,
        )
        eventually(self._answers_or_ended, "PostgreSQL answering", timeout_s=60.0)

    def _initialise(self, data: Path) -> None:
        password = self._folder.write("password", self._password)
        initdb = ChildProcess(
            [
                *(_programs() / "initdb", "-D", data, "-U", OWNER, "--pwfile", password),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            log=self._folder.path / "initdb.log",
            folder=self._folder.path,
            user=self._folder.user,
        )
        if initdb.wait(timeout_s=120.0) != 0:
            raise AssertionError(f"initdb failed:\n{initdb.output()}")

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=LOOPBACK,
            port=self.port,
            user=OWNER,
            password=self._password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )

    def _answers_or_ended(self) -> bool:
        assert self._server is not None
        if self._server.exit_code is not None:
            raise AssertionError(f"PostgreSQL did not start:\n{self._server.output()}")
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True


def _lives(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


def _programs() -> Path:
    """The folder of the newest installed server; Debian keeps one for each major version."""
    found = [
        path.parent
        for path in DEBIAN_PROGRAMS.glob("*/bin/postgres")
        if re.fullmatch(r"[0-9]+", path.parent.parent.name)
    ]
    assert found, f"no PostgreSQL under {DEBIAN_PROGRAMS}: make test installs it"
    return max(found, key=lambda path: int(path.parent.name))
