"""A real Mosquitto for one test, which may stop it, kill it and start it again on its port."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.ports import LOOPBACK, free_port, is_listening
from tests.support.processes import ChildProcess, ServerFolder
from tests.support.waiting import eventually

Configuration = Callable[[int, Path], str]
"""From the port and the folder in which the files lie, the text of mosquitto.conf."""


def plain_configuration(port: int, folder: Path) -> str:
    """No TLS, everyone may do everything: for tests of what is said, not of who may say it."""
    return f"""\
listener {port} {LOOPBACK}
allow_anonymous true
set_tcp_nodelay true
max_inflight_messages 100
max_queued_messages 0
persistence false
pid_file {folder}/mosquitto.pid
"""


def mutual_tls_configuration(port: int, folder: Path) -> str:
    """Clients need a certificate of ca.pem; its common name is their name in acl.

    Needs the files ca.pem, broker.pem, broker.key and acl.
    """
    return f"""\
listener {port} {LOOPBACK}
cafile {folder}/ca.pem
certfile {folder}/broker.pem
keyfile {folder}/broker.key
tls_version tlsv1.2
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {folder}/acl
set_tcp_nodelay true
max_inflight_messages 100
max_queued_messages 0
persistence false
pid_file {folder}/mosquitto.pid
"""


class Mosquitto:
    """Use as a context manager; `files` are put beside the configuration for its paths."""

    host = LOOPBACK

    def __init__(
        self,
        configuration: Configuration = plain_configuration,
        files: Mapping[str, str | bytes] | None = None,
        port: int | None = None,
    ) -> None:
        self.port = free_port() if port is None else port
        self._folder = ServerFolder("mosquitto")
        for name, content in (files or {}).items():
            self._folder.write(name, content)
        text = configuration(self.port, self._folder.path)
        self._configuration = self._folder.write("mosquitto.conf", text)
        self._process: ChildProcess | None = None

    @property
    def running(self) -> ChildProcess:
        assert self._process is not None, "the broker was not started"
        return self._process

    def start(self) -> None:
        self._process = ChildProcess(
            [_program(), "-c", self._configuration],
            log=self._folder.path / "mosquitto.log",
            user=self._folder.user,
        )
        eventually(self._listens_or_ended, "Mosquitto listening")
        if self._process.exit_code is not None:
            output = self._process.output()
            self._folder.remove()
            raise AssertionError(f"Mosquitto did not start:\n{output}")

    def stop(self) -> None:
        """An orderly end: clients get their disconnect."""
        self.running.stop()

    def kill(self) -> None:
        """A crash: clients see a broken connection and nothing else."""
        self.running.kill()

    def output(self) -> str:
        return self.running.output()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._folder.remove()

    def _listens_or_ended(self) -> bool:
        return self.running.exit_code is not None or is_listening(self.port)


def _program() -> str:
    program = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    assert program is not None, "mosquitto is missing: make test installs it"
    return program
