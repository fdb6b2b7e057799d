"""The protocol of every emulated device: it serves one client after another, and obeys."""

from typing import Protocol

from contract.errors import InvalidValue
from hardware.emulation.control import Answer, Command
from hardware.link import ByteLink


class EmulatedDevice(Protocol):
    def serve(self, link: ByteLink) -> None:
        """Talks to one client. Returns, or raises LinkLost, when it has gone."""

    def obey(self, command: Command) -> Answer:
        """One control command, from any thread."""

    def interrupt(self) -> None:
        """From any thread: `serve` ends, and so do the device's own threads."""


def unknown_command(command: Command, known: str) -> InvalidValue:
    """For a `do` that this emulator does not have."""
    return InvalidValue(
        "do",
        f"“{command.get('do')}” is not a command here.",
        f"Known: {known}, fault, mend, faults.",
    )
