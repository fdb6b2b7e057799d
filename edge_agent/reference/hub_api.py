"""Asking the hub's device port (HTTPS, mutual TLS), with the standard library alone."""

import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from contract.clock import Clock
from edge_agent.device import FloorMs, check_times
from edge_agent.reference.errors import HubRefused, HubUnreachable

TIMEOUT_S = 20.0
LARGEST_REFUSAL = 2000
PIECE = 1 << 16
HUNG_UP = (http.client.RemoteDisconnected, ConnectionError, ssl.SSLEOFError)
"""What a question meets at a connection that the hub has ended while it was idle: it is asked
again, if it only asks."""


@dataclass(frozen=True)
class _Body:
    content: bytes
    media_type: str


@dataclass
class _Kept:
    """A connection between two questions."""

    connection: http.client.HTTPConnection | None = None

    def take(self) -> http.client.HTTPConnection | None:
        taken, self.connection = self.connection, None
        return taken

    def keep(self, connection: http.client.HTTPConnection) -> None:
        self.close()
        self.connection = connection

    def close(self) -> None:
        taken = self.take()
        if taken is not None:
            taken.close()


@dataclass(frozen=True)
class HubApi:
    """`url` is https://host:port; `tls` is None only where tests speak plain http. `kept` is set
    within `one_connection`."""

    url: str
    tls: ssl.SSLContext | None
    clock: Clock
    floor_ms: FloorMs
    kept: _Kept | None = None

    def get(self, path: str, largest: int) -> bytes:
        """The body of 200. Raises HubUnreachable, or HubRefused for any other answer."""
        return self._asked("GET", path, None, largest)

    def post(self, path: str, body: bytes, largest: int) -> bytes:
        """As `get`, with a question of JSON."""
        return self._asked("POST", path, _Body(body, "application/json"), largest)

    def exchange(self, path: str, content: bytes, largest: int) -> bytes:
        """As `post`, with bytes of any kind."""
        return self._asked("POST", path, _Body(content, "application/octet-stream"), largest)

    def upload(self, path: str, content: bytes) -> None:
        """Bytes of any kind; the hub says no more than that it keeps them. Raises as `get`."""
        self.exchange(path, content, LARGEST_REFUSAL)

    def stream(self, path: str, largest: int) -> Iterator[bytes]:
        """As `get`, in pieces: what is too large for the memory. An answer that ends early is
        noticed as one that is too long is: HubUnreachable, HubRefused."""
        received = 0
        with self._answer("GET", path, None) as answer:
            while piece := self._piece(answer):
                received += len(piece)
                if received > largest:
                    raise _too_long(path, answer.status, largest)
                yield piece

    def _piece(self, answer: http.client.HTTPResponse) -> bytes:
        try:
            piece = answer.read(PIECE)
        except (OSError, http.client.HTTPException) as error:
            raise HubUnreachable(self.url, str(error) or type(error).__name__) from error
        if not piece and answer.length:
            raise HubUnreachable(self.url, "the line was cut in the middle of an answer")
        return piece

    def _asked(self, method: str, path: str, body: _Body | None, largest: int) -> bytes:
        with self._answer(method, path, body) as answer:
            try:
                answered = answer.read(largest + 1)
            except (OSError, http.client.HTTPException) as error:
                raise HubUnreachable(self.url, str(error) or type(error).__name__) from error
            if len(answered) > largest:
                raise _too_long(path, answer.status, largest)
            return answered

    @contextmanager
    def one_connection(self) -> Iterator["HubApi"]:
        """Questions asked through the one it yields share a connection: of eight one after another
        seven need no handshake, which costs hub and kiosk more than the answer does."""
        kept = _Kept()
        try:
            yield replace(self, kept=kept)
        finally:
            kept.close()

    @contextmanager
    def _answer(
        self, method: str, path: str, body: _Body | None
    ) -> Iterator[http.client.HTTPResponse]:
        """The head of an answer that is 200; its body is still to be read."""
        connection, answer = self._asked_at(method, path, body)
        try:
            if answer.status != http.client.OK:
                raise HubRefused(path, answer.status, self._refusal(answer))
            yield answer
        finally:
            whole = answer.isclosed() and not answer.will_close
            answer.close()
            if self.kept is not None and whole:
                self.kept.keep(connection)
            else:
                connection.close()

    def _asked_at(
        self, method: str, path: str, body: _Body | None
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """Over the kept connection, if the hub has not hung up meanwhile, or over a new one."""
        kept = None if self.kept is None or body is not None else self.kept.take()
        if kept is not None:
            with suppress(*HUNG_UP):
                return kept, self._ask(kept, method, path, body)
        return (connection := self._connection()), self._ask(connection, method, path, body)

    def _ask(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: _Body | None
    ) -> http.client.HTTPResponse:
        headers = {"Accept": "*/*", "Connection": "close" if self.kept is None else "keep-alive"}
        content = None if body is None else body.content
        if body is not None:
            headers["Content-Type"] = body.media_type
        was_open = connection.sock is not None
        try:
            if not was_open:
                connection.connect()
                if isinstance(connection.sock, ssl.SSLSocket):
                    check_times(connection.sock, self.clock.now().utc_ms, self.floor_ms())
            connection.request(method, path, content, headers)
            return connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            if was_open and isinstance(error, HUNG_UP):
                raise
            raise HubUnreachable(self.url, str(error) or type(error).__name__) from error

    def _refusal(self, answer: http.client.HTTPResponse) -> str:
        try:
            return answer.read(LARGEST_REFUSAL).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise HubUnreachable(self.url, str(error) or type(error).__name__) from error

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        if parts.hostname is None:
            raise HubUnreachable(self.url, "it is no address")
        if self.tls is None:
            return http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT_S)
        return http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=TIMEOUT_S, context=self.tls
        )


def _too_long(path: str, status: int, largest: int) -> HubRefused:
    return HubRefused(path, status, f"more than the {largest} bytes announced.")
