"""The loop of every emulator: wait for a client, serve it until it goes, wait again."""

import contextlib
import threading
from typing import Protocol

from contract.errors import InvalidValue
from hardware.address import DeviceAddress
from hardware.emulation.control import Answer, Command
from hardware.emulation.wire import Wire
from hardware.link import ByteLink, LinkError


class EmulatedDevice(Protocol):
    def serve(self, link: ByteLink) -> None:
        """Talks to one client. Returns, or raises LinkLost, when it has gone."""

    def obey(self, command: Command) -> Answer:
        """One control command, from any thread."""

    def interrupt(self) -> None:
        """From any thread: `serve` ends, and so do the device's own threads."""


class Emulation:
    """A device on its wire, in a thread of its own."""

    def __init__(self, device: EmulatedDevice, wire: Wire) -> None:
        self._device = device
        self._wire = wire
        self._thread = threading.Thread(target=self._run, name="emulation", daemon=True)
        self._thread.start()

    @property
    def address(self) -> DeviceAddress:
        return self._wire.address

    def obey(self, command: Command) -> Answer:
        return self._device.obey(command)

    def close(self) -> None:
        self._wire.close()
        self._device.interrupt()
        self._thread.join(timeout=1.0)

    def _run(self) -> None:
        while (link := self._wire.next_client()) is not None:
            try:
                with contextlib.suppress(LinkError):  # clients come and go
                    self._device.serve(link)
            finally:
                link.close()


def unknown_command(command: Command, known: str) -> InvalidValue:
    """For a `do` that this emulator does not have."""
    return InvalidValue("do", f"“{command.get('do')}” is not a command here.", f"Known: {known}.")
