"""The demo's line: it carries, it can be cut, it can be mended."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest

from provisioning.demo.line import Line, Wire
from tests.support.ports import LOOPBACK, free_port


class _Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # cutting is what these tests do
            while data := self.request.recv(65536):
                self.request.sendall(data)


@pytest.fixture
def echo() -> Iterator[int]:
    with socketserver.ThreadingTCPServer((LOOPBACK, 0), _Echo) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _says_back(connection: socket.socket, data: bytes) -> bool:
    connection.sendall(data)
    answer = b""
    while len(answer) < len(data):
        part = connection.recv(65536)
        if not part:
            return False
        answer += part
    return answer == data


def test_bytes_pass_both_ways(echo: int) -> None:
    here = free_port()
    with (
        Line(Wire(LOOPBACK, here, echo)),
        socket.create_connection((LOOPBACK, here)) as connection,
    ):
        assert _says_back(connection, b"x" * 1_000_000)


def test_a_cut_breaks_what_is_open_and_refuses_what_is_new(echo: int) -> None:
    here = free_port()
    with Line(Wire(LOOPBACK, here, echo)) as line:
        connection = socket.create_connection((LOOPBACK, here))
        assert _says_back(connection, b"before")
        line.cut()
        with pytest.raises(ConnectionError):
            connection.recv(1)
        with pytest.raises(ConnectionError):
            socket.create_connection((LOOPBACK, here))
        connection.close()


def test_a_mended_line_carries_again(echo: int) -> None:
    here = free_port()
    with Line(Wire(LOOPBACK, here, echo)) as line:
        line.cut()
        line.mend()
        with socket.create_connection((LOOPBACK, here)) as connection:
            assert _says_back(connection, b"after")


def test_a_far_end_that_is_away_breaks_the_near_one() -> None:
    here = free_port()
    with (
        Line(Wire(LOOPBACK, here, free_port())),
        socket.create_connection((LOOPBACK, here)) as connection,
        pytest.raises(ConnectionError),
    ):
        connection.recv(1)
