"""Where an emulated device is attached: a TCP port, or a pseudo terminal for serial devices."""

import contextlib
import os
import select
import socket
import tty
from typing import Protocol

from contract.errors import InvalidValue, MissingPart
from hardware.address import DeviceAddress, SerialAddress, TcpAddress
from hardware.link import ByteLink, DescriptorLink, socket_link


class Wire(Protocol):
    @property
    def address(self) -> DeviceAddress:
        """What a driver is given to reach the device."""

    def next_client(self) -> ByteLink | None:
        """Waits for the next client; None once the wire is closed. One client at a time."""

    def close(self) -> None:
        """From any thread; a waiting `next_client` returns."""


def open_wire(listen: str) -> Wire:
    """`tcp:127.0.0.1:0` (0: a free port) or `pty`. Raises InvalidValue, MissingPart."""
    if listen == "pty":
        return PtyWire()
    address = DeviceAddress.parse(listen)
    if isinstance(address, TcpAddress):
        return TcpWire(address)
    raise InvalidValue(
        "listen", f"An emulator cannot listen on {listen}.", "Use tcp:127.0.0.1:0, or pty."
    )


class TcpWire:
    """A listening port. A second client waits in the queue until the first has gone."""

    def __init__(self, address: TcpAddress) -> None:
        self._listener = socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._listener.bind((address.host, address.port))
            self._listener.listen(4)
        except OSError as trouble:
            self._listener.close()
            raise MissingPart(
                f"{address} cannot be listened on: {trouble}.",
                "Choose another port, or port 0 for a free one.",
            ) from trouble
        self._address = TcpAddress(address.host, self._listener.getsockname()[1])
        self._wake = os.eventfd(0, os.EFD_CLOEXEC)

    @property
    def address(self) -> DeviceAddress:
        return self._address

    def next_client(self) -> ByteLink | None:
        ready, _, _ = select.select([self._listener.fileno(), self._wake], [], [])
        if self._wake in ready:
            self._listener.close()
            return None
        connection, _ = self._listener.accept()
        return socket_link(connection, "the client")

    def close(self) -> None:
        os.eventfd_write(self._wake, 1)


class PtyWire:
    """A pseudo terminal. As on a serial line, a client's coming and going is not seen."""

    def __init__(self) -> None:
        self._ours, self._theirs = os.openpty()  # theirs stays open, or the line hangs up
        tty.setraw(self._theirs)
        self._address = SerialAddress(os.ttyname(self._theirs), 115200)
        self._closed = False
        self._link: ByteLink | None = None

    @property
    def address(self) -> DeviceAddress:
        return self._address

    def next_client(self) -> ByteLink | None:
        if self._closed:
            with contextlib.suppress(OSError):
                os.close(self._ours)
                os.close(self._theirs)
            return None
        self._link = DescriptorLink(os.dup(self._ours), "the client")
        return self._link

    def close(self) -> None:
        self._closed = True
        if self._link is not None:
            self._link.interrupt()
