"""HTTPS for one small page, in threads of the agent, with the standard library.

Few threads, one request a connection, bounded in bytes and time. Whatever fails ends with its
thread; the agent's loop never waits for any of it.
"""

import http.server
import io
import logging
import socket
import socketserver
import ssl
import sys
import time
from threading import Event, Thread
from typing import Any

import msgspec

from edge_agent.office.answers import SAFE_HEADERS, Answer
from edge_agent.office.application import OfficeApplication, Request
from edge_agent.office.reading import BoundedReader
from edge_agent.office.room import Room
from edge_agent.office.streams import Streams

log = logging.getLogger(__name__)

HANDSHAKE_S = 5.0
WRITE_S = 5.0
MOST_BODY = 1 << 10
LOOK_EVERY_S = 0.25
STILL_THERE_EVERY_S = 10.0
POLL_S = 0.2


class OfficeServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Listens from the start; `start` answers. Raises OSError where the address is not ours."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 16

    def __init__(
        self,
        address: tuple[str, int],
        tls: ssl.SSLContext,
        application: OfficeApplication,
    ) -> None:
        self.application = application
        self.streams = Streams()
        self._tls = tls
        self._room = Room()
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, Conversation)

    def start(self) -> None:
        serve = {"poll_interval": POLL_S}
        Thread(target=self.serve_forever, kwargs=serve, name="office", daemon=True).start()

    def close(self) -> None:
        """Takes no more; what is being answered ends by itself or with the process."""
        self.streams.close()
        self.shutdown()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """In a thread, if there is room for one."""
        if not self._room.enter(client_address[0]):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError as error:  # no thread can be started
            self._room.leave(client_address[0])
            log.warning("the office's page has no thread: %s", error)
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.leave(client_address[0])

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake is made here: a client that is slow at it holds up only itself."""
        request.settimeout(HANDSHAKE_S)
        with self._tls.wrap_socket(
            request, server_side=True, do_handshake_on_connect=False
        ) as secure:
            secure.do_handshake()
            Conversation(secure, client_address, self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers leave, strangers send what they like."""
        log.debug("a connection of the office's page failed: %s", sys.exc_info()[1])


class Conversation(http.server.BaseHTTPRequestHandler):
    """One request and its answer."""

    server: OfficeServer
    timeout = WRITE_S

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(BoundedReader(self.connection))

    def do_GET(self) -> None:
        request = self._request(b"")
        if request.path == "/events" and self.server.application.may_look(request):
            self._stream(request)
        else:
            self._send(self.server.application.answer(request))

    def do_POST(self) -> None:
        length = _length(self.headers.get("Content-Length", "0"))
        if length is None:
            self._send(Answer(status=413))
            return
        self._send(self.server.application.answer(self._request(self.rfile.read(length))))

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """What the standard library refuses; without its page, which repeats the request."""
        self._send(Answer(status=code))

    def version_string(self) -> str:
        return "Pishkhan"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (its name there)
        """Nothing: what matters is logged where it happens."""

    def _request(self, body: bytes) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, self.path.partition("?")[0], headers, body)

    def _send(self, answer: Answer) -> None:
        self.connection.settimeout(WRITE_S)
        self.close_connection = True
        self.send_response(answer.status)
        for name, value in answer.headers().items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _stream(self, request: Request) -> None:
        """Every change as it happens, until the page is closed or signed out."""
        self.connection.settimeout(WRITE_S)
        self.close_connection = True
        ended = self.server.streams.enter()
        try:
            self._begin_stream()
            self._tell_changes(request, ended)
        finally:
            self.server.streams.leave(ended)

    def _begin_stream(self) -> None:
        self.send_response(200)
        for name, value in SAFE_HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _tell_changes(self, request: Request, ended: Event) -> None:
        application, told, told_s = self.server.application, None, 0.0
        while application.may_look(request):
            view = application.look()
            if view.without_seconds != told:
                told, told_s = view.without_seconds, time.monotonic()
                self.wfile.write(b"data: " + msgspec.json.encode(view) + b"\n\n")
            elif time.monotonic() - told_s > STILL_THERE_EVERY_S:
                told_s = time.monotonic()
                self.wfile.write(b"event: still\ndata:\n\n")
            if ended.wait(LOOK_EVERY_S):
                return


def _length(stated: str) -> int | None:
    """Of a request's body. None for more than any of ours has, and for what is no number."""
    is_short = len(stated) <= len(str(MOST_BODY)) and stated.isascii() and stated.isdigit()
    return int(stated) if is_short and int(stated) <= MOST_BODY else None
