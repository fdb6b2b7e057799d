"""The hub's two HTTPS ports in one process: the public one, and the one for devices.

The public port shows the console and takes enrolments. The device port asks for a client
certificate of the city; who came is put into the ASGI scope, where `central.peer` reads it.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from central.identity import HubIdentity
from central.peer import read_peer
from contract.certificate import NO_CHECK_TIME
from contract.errors import MissingPart

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Callable[..., Any], Callable[..., Any]], Awaitable[None]]
SHUTDOWN_TIMEOUT_S = 5


class PortTaken(MissingPart):
    """Another program listens where the hub should."""


class PeerProtocol(HttpToolsProtocol):
    """Tells the application whose certificate the connection was opened with.

    Follows the ASGI TLS extension's place in the scope, with a parsed peer of our own.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        connection = transport.get_extra_info("ssl_object")
        der = connection.getpeercert(binary_form=True) if connection else None
        if der:
            self.app = _with_peer(self.app, der)


def _with_peer(application: Any, der: bytes) -> Any:
    peer = read_peer(der)

    async def told(scope: Scope, receive: Any, send: Any) -> None:
        extensions = {**scope.get("extensions", {}), "tls": {"pishkhan_peer": peer}}
        await application({**scope, "extensions": extensions}, receive, send)

    return told


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals end the process as a whole, ingest included; the process handles them."""
        yield


@dataclass(frozen=True)
class Listener:
    """One port: what answers there, and whether callers must show a certificate."""

    application: Application
    host: str
    port: int
    mutual: bool

    def bind(self) -> socket.socket:
        """Take the port. Raises PortTaken."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((self.host, self.port))
            taken.listen(2048)
        except OSError as refused:
            taken.close()
            option = "--device-port" if self.mutual else "--port"
            raise PortTaken(
                f"The hub can't listen on {self.host}:{self.port}: {refused.strerror}.",
                f"End the program that has the port, or choose another with {option}.",
            ) from refused
        return taken

    def server(self, identity: HubIdentity) -> uvicorn.Server:
        """A server that leaves signals and log formats to the process."""
        config = uvicorn.Config(
            self.application,
            http=PeerProtocol if self.mutual else "httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_TIMEOUT_S,
            ssl_certfile=str(identity.certificate),
            ssl_keyfile=str(identity.key),
            ssl_ca_certs=str(identity.root) if self.mutual else None,
            ssl_cert_reqs=ssl.CERT_REQUIRED if self.mutual else ssl.CERT_NONE,
        )
        config.load()
        if config.ssl is not None:
            config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
            if self.mutual:
                config.ssl.load_verify_locations(cafile=str(identity.devices_authority))
                config.ssl.verify_flags |= NO_CHECK_TIME  # central.peer judges
        return _Server(config)


async def serve(
    listeners: list[Listener],
    identity: HubIdentity,
    stop: asyncio.Event,
    bound: Callable[[], None],
) -> None:
    """Serve until `stop` is set, then finish what is being answered. Raises PortTaken.

    `bound` is called when all ports are taken: nothing has been answered yet, all will be.
    """
    sockets: list[socket.socket] = []
    try:
        sockets.extend(listener.bind() for listener in listeners)
    except PortTaken:
        for taken in sockets:
            taken.close()
        raise
    bound()
    servers = [listener.server(identity) for listener in listeners]

    async def end() -> None:
        await stop.wait()
        for server in servers:
            server.should_exit = True

    async with asyncio.TaskGroup() as group:
        ending = group.create_task(end())
        running = [
            group.create_task(server.serve(sockets=[taken]))
            for server, taken in zip(servers, sockets, strict=True)
        ]
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await ending
