"""The servers that the tests lean on do what their names say."""

import signal
import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.support.fault_line import FaultLine
from tests.support.mosquitto import Mosquitto, mutual_tls_configuration
from tests.support.ports import LOOPBACK, free_port, is_listening
from tests.support.processes import ChildProcess
from tests.support.small_disk import small_disk


def test_free_ports_are_never_given_twice() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == len(ports)


def test_a_killed_broker_comes_back_on_its_port(mosquitto: Mosquitto) -> None:
    assert is_listening(mosquitto.port)
    mosquitto.kill()
    assert not is_listening(mosquitto.port)
    mosquitto.start()
    assert is_listening(mosquitto.port)


def test_a_broker_that_cannot_start_says_why() -> None:
    with pytest.raises(AssertionError, match="did not start"), Mosquitto(mutual_tls_configuration):
        pass


def test_each_test_gets_an_empty_database_of_its_own(postgresql_url: str) -> None:
    url = postgresql_url.replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
    assert tables == (0,)


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of a server that says what it hears."""
    with socketserver.ThreadingTCPServer((LOOPBACK, 0), _Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


class _Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        with suppress(ConnectionResetError):
            while data := self.request.recv(4096):
                self.request.sendall(data)


def asked(line: FaultLine, question: bytes) -> bytes:
    """What comes back of it before the line breaks."""
    answer = b""
    with (
        suppress(ConnectionResetError),
        socket.create_connection((LOOPBACK, line.port), 10) as connection,
    ):
        connection.sendall(question)
        while len(answer) < len(question) and (data := connection.recv(4096)):
            answer += data
    return answer


def test_a_fault_line_carries_breaks_garbles_and_refuses(echo: int) -> None:
    with FaultLine(echo) as line:
        assert asked(line, b"fair weather") == b"fair weather"
        line.becomes(break_after=8)
        assert asked(line, b"more than twelve bytes") != b"more than twelve bytes"
        assert line.broken == 1
        line.becomes()
        with socket.create_connection((LOOPBACK, line.port), 10) as connection:
            connection.sendall(b"a")
            assert connection.recv(1) == b"a"
            line.garble()
            connection.sendall(b"a")
            assert connection.recv(1) == b"`"
        line.cut()
        assert asked(line, b"anybody?") == b""


def test_a_small_disk_is_really_full_and_has_room_again(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", mib=1) as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
        disk.fill()
        with pytest.raises(OSError, match="No space"):
            (disk.path / "file").write_bytes(bytes(4096))
        disk.empty()
        (disk.path / "file").write_bytes(bytes(4096))


def test_a_child_is_stopped_and_its_output_kept(tmp_path: Path) -> None:
    script = "import signal, sys; print('up', flush=True); signal.pause()"
    child = ChildProcess([sys.executable, "-c", script], tmp_path / "log")
    child.until_output("up")
    assert child.exit_code is None
    assert child.stop() == -signal.SIGTERM
    assert child.output() == "up\n"
