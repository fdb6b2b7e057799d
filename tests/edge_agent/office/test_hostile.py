"""Whatever a stranger in the office's network sends, the page goes on, and the agent with it."""

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from edge_agent.office import reading, server
from edge_agent.office.reading import MOST_BYTES
from edge_agent.office.room import MOST_OF_ONE
from edge_agent.office.streams import MOST as MOST_STREAMS
from tests.edge_agent.office.rooms import Office, citizen_calls, no_checks
from tests.support.waiting import eventually


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that waits a second for a request, so that a test need not wait longer."""
    monkeypatch.setattr(reading, "WITHIN_S", 1.0)


@contextmanager
def line_to(office: Office) -> Iterator[ssl.SSLSocket]:
    address = (office.configuration.listen, office.configuration.port)
    with (
        socket.create_connection(address, timeout=15) as plain,
        no_checks().wrap_socket(plain, server_hostname=address[0]) as line,
    ):
        yield line


def answer_to(office: Office, data: bytes) -> bytes:
    """All that comes back until the line is closed."""
    got = b""
    with suppress(OSError), line_to(office) as line:
        line.sendall(data)
        while piece := line.recv(65_536):
            got += piece
    return got


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b"BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon here\r\n\r\n",
        b"POST /wish HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /wish HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n",
        b"POST /wish HTTP/1.1\r\nContent-Length: 0x10\r\n\r\n",
        b"POST /wish HTTP/1.1\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        b"POST /wish HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 5_000 + b"\r\n",
        b"GET /static/../../../etc/passwd HTTP/1.1\r\n\r\n",
        b"GET /static/%2e%2e/pin.json HTTP/1.1\r\n\r\n",
        b"\x00\xff\xfe" * 1_000,
        os.urandom(5_000),
    ],
    ids=range(17),
)
def test_a_request_that_is_none_gets_no_page_and_breaks_nothing(
    office: Office, impatient: None, data: bytes
) -> None:
    got = answer_to(office, data)
    assert b"200 OK" not in got
    assert b"root:" not in got
    assert b"Traceback" not in got
    assert office.sign_in().status == 204


@pytest.mark.parametrize("path", ["/static/pin.json", "/static/", "/static/fonts/1.woff2", "/run"])
def test_only_the_pages_own_files_are_served(office: Office, path: str) -> None:
    assert office.ask("GET", path).status == 404


def test_a_body_that_is_no_json_is_refused(office: Office) -> None:
    request = (
        f"POST /sign-in HTTP/1.1\r\nHost: {office.configuration.host}\r\nOrigin: {office.url}\r\n"
        "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n"
    )
    for body in (b"\xff\xfe{}", b"[[[[", b"null", b"{}  "):
        assert b" 400 " in answer_to(office, request.encode() + body), body


def test_what_is_not_tls_is_hung_up_on(office: Office) -> None:
    address = (office.configuration.listen, office.configuration.port)
    with socket.create_connection(address, timeout=15) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with suppress(ConnectionError):
            while plain.recv(1000):
                pass
    assert office.is_there()


def test_a_request_that_trickles_in_is_hung_up_on(office: Office, impatient: None) -> None:
    with line_to(office) as line:
        line.settimeout(0.2)
        line.sendall(b"GET / HTTP/1.1\r\n")
        eventually(lambda: _is_hung_up_on(line), "the end of the server's patience")
    assert office.is_there()


def _is_hung_up_on(line: ssl.SSLSocket) -> bool:
    """After one more byte."""
    try:
        line.sendall(b"x")
        return not line.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True


def test_lines_without_a_word_leave_room_for_other_addresses_and_are_later_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HANDSHAKE_S", 60.0)
    address = (office.configuration.listen, office.configuration.port)
    with ExitStack() as held:

        def hold(stranger: str) -> None:
            for _ in range(MOST_OF_ONE + 3):
                line = socket.create_connection(address, 15, source_address=(stranger, 0))
                held.enter_context(line)

        hold("127.0.0.2")
        assert office.is_there()
        hold("127.0.0.3")
        eventually(lambda: not office.is_there(), "the room full")
    eventually(office.is_there, "room again")
    assert office.sign_in().status == 204


def test_a_telephone_that_fell_asleep_makes_room_for_the_next_page(signed_in: Office) -> None:
    request = (
        f"GET /events HTTP/1.1\r\nHost: {signed_in.configuration.host}\r\n"
        f"Cookie: __Host-office={signed_in.cookie}\r\n\r\n"
    ).encode()
    with ExitStack() as held:
        lines = [held.enter_context(line_to(signed_in)) for _ in range(MOST_STREAMS + 1)]
        for line in lines:
            line.sendall(request)
            assert b"200" in line.recv(1_000)
        eventually(lambda: _has_ended(lines[0]), "the oldest ended")
        assert not _has_ended(lines[-1])


def _has_ended(line: ssl.SSLSocket) -> bool:
    line.settimeout(0.05)
    try:
        while line.recv(65_536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def test_a_change_is_told_at_once_and_silence_is_not_repeated(signed_in: Office) -> None:
    request = (
        f"GET /events HTTP/1.1\r\nHost: {signed_in.configuration.host}\r\n"
        f"Cookie: __Host-office={signed_in.cookie}\r\n\r\n"
    ).encode()
    with line_to(signed_in) as line:
        line.sendall(request)
        eventually(lambda: b'"call":null' in line.recv(65_536), "how it is")
        call = citizen_calls(signed_in.directory)
        assert call.call.encode() in line.recv(65_536)
        line.settimeout(1.5)
        with pytest.raises(TimeoutError):
            line.recv(65_536)


def test_every_answer_forbids_what_the_page_does_not_need(office: Office) -> None:
    for path in ("/", "/static/office.js", "/state", "/nowhere"):
        headers = office.ask("GET", path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers or "Python" not in headers["server"]


def test_a_request_is_as_long_as_it_may_be_and_no_longer(office: Office) -> None:
    head = f"GET / HTTP/1.1\r\nHost: {office.configuration.host}\r\nx: ".encode()
    fits = head + b"y" * (MOST_BYTES - len(head) - 4) + b"\r\n\r\n"
    assert b"200 OK" in answer_to(office, fits)
    assert b"200 OK" not in answer_to(office, head + b"y" * MOST_BYTES + b"\r\n\r\n")
