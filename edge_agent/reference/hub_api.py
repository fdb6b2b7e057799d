"""Asking the hub's device port (HTTPS, mutual TLS), with the standard library alone."""

import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from contract.clock import Clock
from edge_agent.device import FloorMs, check_times
from edge_agent.reference.errors import HubRefused, HubUnreachable

TIMEOUT_S = 20.0
LARGEST_REFUSAL = 2000
PIECE = 1 << 16


@dataclass(frozen=True)
class _Body:
    content: bytes
    media_type: str


@dataclass(frozen=True)
class HubApi:
    """`url` is https://host:port; `tls` is None only where tests speak plain http."""

    url: str
    tls: ssl.SSLContext | None
    clock: Clock
    floor_ms: FloorMs

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
    def _answer(
        self, method: str, path: str, body: _Body | None
    ) -> Iterator[http.client.HTTPResponse]:
        """The head of an answer that is 200; its body is still to be read."""
        headers = {"Accept": "*/*", "Connection": "close"}
        content = None if body is None else body.content
        if body is not None:
            headers["Content-Type"] = body.media_type
        connection = self._connection()
        try:
            try:
                connection.connect()
                if isinstance(connection.sock, ssl.SSLSocket):
                    check_times(connection.sock, self.clock.now().utc_ms, self.floor_ms())
                connection.request(method, path, content, headers)
                answer = connection.getresponse()
                refusal = b"" if answer.status == http.client.OK else answer.read(LARGEST_REFUSAL)
            except (OSError, http.client.HTTPException) as error:
                raise HubUnreachable(self.url, str(error) or type(error).__name__) from error
            with answer:
                if answer.status != http.client.OK:
                    raise HubRefused(path, answer.status, refusal.decode("utf-8", "replace"))
                yield answer
        finally:
            connection.close()

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
