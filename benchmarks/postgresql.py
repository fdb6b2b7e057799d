"""A PostgreSQL of a benchmark's own: made, started and thrown away, on this machine only.

It keeps what it has committed, as a city's does: fsync and synchronous commits are on.
"""

import contextlib
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from contract.errors import MissingPart, PishkhanError
from provisioning.broker.folder import unprivileged_user
from provisioning.broker.process import refuse_taken_port
from provisioning.demo.ports import HOST
from provisioning.tied import tied

URL_VARIABLE = "PISHKHAN_DATABASE_URL"
DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "pishkhan"
START_S = 60.0
STOP_S = 30.0
POLL_S = 0.05
SETTINGS = """
shared_buffers = 512MB
max_wal_size = 4GB
max_connections = 60
logging_collector = off
log_lock_waits = on
"""
"""Of a small server of its own; all else, durability too, is PostgreSQL's default."""


class PostgresqlNotStarted(MissingPart):
    """The server is not installed, or has not started; its own words are in the message."""


@dataclass(frozen=True)
class Postgresql:
    """A running server with one empty database. `url` is libpq's form."""

    url: str
    process: subprocess.Popen[bytes]

    def processor_s(self) -> float:
        """Of the server with its present sessions; those that have ended are in it too."""
        server = psutil.Process(self.process.pid)
        own = server.cpu_times()
        spent = own.user + own.system + own.children_user + own.children_system
        for session in server.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                times = session.cpu_times()
                spent += times.user + times.system
        return spent


@contextmanager
def postgresql_server(folder: Path, port: int) -> Iterator[tuple[str, Postgresql | None]]:
    """The URL of an empty database, and the server where it is ours. A hub that is started
    meanwhile finds it by the variable.

    Raises PishkhanError for a variable that names another kind, and as `own_postgresql`.
    """
    named = os.environ.get(URL_VARIABLE, "")
    if named:
        if not named.startswith("postgresql"):
            raise PishkhanError(
                "This benchmark wants PostgreSQL.",
                f"Unset {URL_VARIABLE}, or name postgresql://user:password@host/name with it.",
            )
        yield named.replace("+psycopg", ""), None
        return
    with own_postgresql(folder / "postgresql", port) as server:
        os.environ[URL_VARIABLE] = server.url
        try:
            yield server.url, server
        finally:
            del os.environ[URL_VARIABLE]


@contextmanager
def own_postgresql(folder: Path, port: int) -> Iterator[Postgresql]:
    """Runs in `folder`, which its unprivileged user must be able to enter.

    Raises PortTaken or PostgresqlNotStarted.
    """
    refuse_taken_port(HOST, port)
    programs = _programs()
    folder.mkdir()
    place = _Place(folder)
    password = place.write("password", secrets.token_hex(16))
    data = folder / "data"
    place.give_away()
    making = place.start(
        *(programs / "initdb", "-D", data, "-U", OWNER, "--pwfile", password),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"),
    )
    if making.wait() != 0:
        raise place.not_started()
    with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write(SETTINGS)
    process = place.start(
        *(programs / "postgres", "-D", data, "-p", str(port)),
        *("-c", f"listen_addresses={HOST}", "-c", f"unix_socket_directories={folder}"),
    )
    url = f"postgresql://{OWNER}:{password.read_text('ascii')}@{HOST}:{port}/postgres"
    try:
        if not _answers_in_time(process, url):
            raise place.not_started()
        yield Postgresql(url, process)
    finally:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class _Place:
    """The server's folder; as root it and what runs there belong to an unprivileged user."""

    path: Path

    @property
    def log(self) -> Path:
        return self.path.with_suffix(".log")

    def write(self, name: str, content: str) -> Path:
        file = self.path / name
        file.write_text(content, "ascii")
        return file

    def give_away(self) -> None:
        if os.geteuid() == 0:
            user = unprivileged_user()
            for path in (self.path, *self.path.iterdir()):
                os.chown(path, user.pw_uid, user.pw_gid)

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        user = unprivileged_user() if os.geteuid() == 0 else None
        with self.log.open("ab") as output:
            return subprocess.Popen(
                tied([str(word) for word in command], user),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.path,
                start_new_session=True,
            )

    def not_started(self) -> PostgresqlNotStarted:
        words = self.log.read_text("utf-8", "replace").strip().splitlines()
        return PostgresqlNotStarted(
            f"PostgreSQL did not start: {words[-1] if words else 'it said nothing'}.",
            "See that its port is free and that its user can enter the temporary folder.",
        )


def _answers_in_time(process: subprocess.Popen[bytes], url: str) -> bool:
    deadline = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(POLL_S)
        else:
            return True
    return False


def _programs() -> Path:
    """The folder of the newest server; Debian keeps one for each major version."""
    found = [path.parent for path in DEBIAN_PROGRAMS.glob("*/bin/postgres")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    elsewhere = shutil.which("postgres")
    if elsewhere is None:
        raise PostgresqlNotStarted(
            "PostgreSQL's server is not installed.", "Install it: apt-get install postgresql"
        )
    return Path(elsewhere).parent
