"""Where an emulated device is attached: a TCP port, or a pseudo terminal for serial devices.

The cable can be pulled: then the port is closed, or the terminal's name is gone, and whoever was
connected is cut off. Plugged in again, the device is back at the same address.
"""

import contextlib
import os
import socket
import tty
from pathlib import Path
from typing import Protocol

from contract.errors import InvalidValue, MissingPart
from hardware.address import DeviceAddress, SerialAddress, TcpAddress
from hardware.emulation.plug import Plug
from hardware.link import ByteLink, DescriptorLink, socket_link

_BAUD = 115200
_BIND_AGAIN_S = 0.2


class Wire(Protocol):
    @property
    def address(self) -> DeviceAddress:
        """What a driver is given to reach the device."""

    def next_client(self) -> ByteLink | None:
        """Waits for the next client; None once the wire is closed. One client at a time."""

    def unplug(self, for_s: float | None) -> None:
        """From any thread: the device is away for so many seconds, or (None) until `plug_in`."""

    def plug_in(self) -> None:
        """From any thread."""

    def close(self) -> None:
        """From any thread; a waiting `next_client` returns."""


def open_wire(listen: str) -> Wire:
    """`tcp:127.0.0.1:0` (0: a free port), `pty`, or `pty:PATH` for a terminal that is found at
    PATH also after it was unplugged. Raises InvalidValue, MissingPart."""
    if listen == "pty":
        return PtyWire()
    if listen.startswith("pty:/"):
        return PtyWire(Path(listen.removeprefix("pty:")))
    address = DeviceAddress.parse(listen)
    if isinstance(address, TcpAddress):
        return TcpWire(address)
    raise InvalidValue(
        "listen",
        f"An emulator cannot listen on {listen}.",
        "Use tcp:127.0.0.1:0, pty, or pty:/tmp/scanner.",
    )


class TcpWire:
    """A listening port. A second client waits in the queue until the first has gone."""

    def __init__(self, address: TcpAddress) -> None:
        try:
            self._listener: socket.socket | None = _listening(address)
        except OSError as trouble:
            raise MissingPart(
                f"{address} cannot be listened on: {trouble}.",
                "Choose another port, or port 0 for a free one.",
            ) from trouble
        self._address = TcpAddress(address.host, self._listener.getsockname()[1])
        self._plug = Plug()
        self._link: ByteLink | None = None

    @property
    def address(self) -> DeviceAddress:
        return self._address

    def next_client(self) -> ByteLink | None:
        while not self._plug.closed:
            if self._plug.out_s > 0:
                self._stop_listening()
                self._plug.wait(None)
            elif self._listener is None:
                self._listen_again()
            elif self._plug.wait(self._listener.fileno()):
                try:
                    connection, _ = self._listener.accept()
                except OSError:
                    self._stop_listening()  # pulled under our hands: listen anew
                    continue
                self._link = socket_link(connection, "the client")
                if self._plug.out_s == 0:
                    return self._link
                self._link.close()
        self._stop_listening()
        return None

    def unplug(self, for_s: float | None) -> None:
        self._plug.pull(for_s)
        listener = self._listener
        if listener is not None:
            with contextlib.suppress(OSError):  # closed already
                listener.shutdown(socket.SHUT_RDWR)  # refuses at once, without waiting for us
        _interrupt(self._link)

    def plug_in(self) -> None:
        self._plug.push()

    def close(self) -> None:
        self._plug.close()
        _interrupt(self._link)

    def _stop_listening(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _listen_again(self) -> None:
        """Somebody else may have the port for a moment: then it is tried again."""
        try:
            self._listener = _listening(self._address)
        except OSError:
            self._plug.wait(None, _BIND_AGAIN_S)


class PtyWire:
    """A pseudo terminal. As on a serial line, a client's coming and going is not seen.

    With `name` it is found under that path, and again there after it was unplugged; without, its
    address is the terminal's own, and it can't be unplugged.
    """

    def __init__(self, name: Path | None = None) -> None:
        self._name = name
        self._ends: tuple[int, int] | None = self._open()
        path = os.ttyname(self._ends[1]) if name is None else str(name)
        self._address = SerialAddress(path, _BAUD)
        self._plug = Plug()
        self._was_pulled = False
        self._link: ByteLink | None = None

    @property
    def address(self) -> DeviceAddress:
        return self._address

    def next_client(self) -> ByteLink | None:
        while not self._plug.closed:
            if self._plug.out_s > 0 or self._was_pulled:
                self._was_pulled = False
                self._hang_up()  # also when the cable is in again already
                if self._plug.out_s > 0:
                    self._plug.wait(None)
                continue
            if self._ends is None:
                self._ends = self._open()
                continue  # the cable may have been pulled meanwhile
            self._link = DescriptorLink(os.dup(self._ends[0]), "the client")
            if self._plug.out_s == 0:
                return self._link
            self._link.close()
        self._hang_up()
        return None

    def unplug(self, for_s: float | None) -> None:
        if self._name is None:
            raise InvalidValue(
                "listen",
                "This pseudo terminal would come back under another name.",
                "Give it one that lasts: --listen pty:/tmp/scanner.",
            )
        self._plug.pull(for_s)
        self._was_pulled = True
        self._name.unlink(missing_ok=True)  # gone at once, without waiting for our own thread
        _interrupt(self._link)

    def plug_in(self) -> None:
        self._plug.push()

    def close(self) -> None:
        self._plug.close()
        _interrupt(self._link)

    def _open(self) -> tuple[int, int]:
        ours, theirs = os.openpty()  # theirs stays open, or the line hangs up
        tty.setraw(theirs)
        if self._name is not None:
            self._link_name(os.ttyname(theirs))
        return ours, theirs

    def _link_name(self, terminal: str) -> None:
        assert self._name is not None
        try:
            self._name.unlink(missing_ok=True)  # left by an emulator that was killed
            self._name.symlink_to(terminal)
        except OSError as trouble:
            raise MissingPart(
                f"{self._name} cannot be made: {trouble}.", "Name a path in a folder of yours."
            ) from trouble

    def _hang_up(self) -> None:
        if self._ends is None:
            return
        if self._name is not None:
            self._name.unlink(missing_ok=True)
        for end in self._ends:
            with contextlib.suppress(OSError):
                os.close(end)
        self._ends = None


def _listening(address: TcpAddress) -> socket.socket:
    """Raises OSError."""
    listener = socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
        listener.listen(4)
    except OSError:
        listener.close()
        raise
    return listener


def _interrupt(link: ByteLink | None) -> None:
    if link is not None:
        link.interrupt()
