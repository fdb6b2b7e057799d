"""A small HTTP server in a thread of its own, for as long as a `with` lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from contract.errors import MissingPart

_STOP_S = 3
_BACKLOG = 64


@contextmanager
def served(
    app: ASGIApp, host: str, port: int, identity: tuple[Path, Path] | None = None
) -> Iterator[None]:
    """Connections are taken from the first moment on; TLS with `identity`, certificate and key.

    Raises MissingPart: the port is taken.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as trouble:
        listener.close()
        raise MissingPart(
            f"{host} port {port} cannot be listened on: {trouble}.",
            "Choose other ports: pishkhan demo --port-base 21000",
        ) from trouble
    # The address of the desk is a secret, so no log of addresses is kept.
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=1,
        server_header=False,
        ssl_certfile=None if identity is None else identity[0],
        ssl_keyfile=None if identity is None else identity[1],
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listener]}, name="desk-server", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(_STOP_S)
        listener.close()
