"""A terminal that says exactly what a test has it say, for answers our emulator never gives."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

from hardware.address import TcpAddress
from hardware.terminals.zvt.codec.apdu import Apdu, ApduReader

ACKNOWLEDGED = bytes.fromhex("800000")
COMPLETED = bytes.fromhex("060F00")


def unit(control: int, data: str) -> bytes:
    """A message in bytes, its data given in hex."""
    return Apdu(control, bytes.fromhex(data)).encode()


class ScriptedTerminal:
    """`replies`: what it sends on each control; nothing for those that are not there."""

    def __init__(self, replies: dict[int, bytes]) -> None:
        self._replies = replies
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = TcpAddress(*self._listener.getsockname())
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=2)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):  # the driver may hang up in the middle
                self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        reader = ApduReader()
        while data := client.recv(4096):
            for asked in reader.feed(data):
                client.sendall(self._replies.get(asked.control, b""))
