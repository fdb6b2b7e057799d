"""systemd, where it started the agent: told that the agent is ready, each second that its loop
still goes round, in one line how it is, and that it ends (sd_notify(3), systemd.service(5):
Type=notify, WatchdogSec). An agent that hangs falls silent, and systemd starts another.
"""

import logging
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

log = logging.getLogger(__name__)

VARIABLE = "NOTIFY_SOCKET"


@dataclass
class Systemd:
    """`address`: the socket it listens at; None where nobody started us as a service."""

    address: str | None = None
    _has_complained: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Systemd":
        return cls(environment.get(VARIABLE) or None)

    def ready(self) -> None:
        """Needs neither the broker nor the network: what waits for the agent may go on."""
        self._tell("READY=1")

    def alive(self, status: str) -> None:
        """Due more often than the unit's WatchdogSec; `systemctl status` shows `status`."""
        self._tell(f"WATCHDOG=1\nSTATUS={status.splitlines()[0] if status else ''}")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    def _tell(self, assignments: str) -> None:
        if self.address is None:
            return
        address = f"\0{self.address[1:]}" if self.address.startswith("@") else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.setblocking(False)
                line.sendto(assignments.encode(), address)
        except OSError as error:
            if not self._has_complained:
                log.warning("systemd can't be told anything: %s", error)
            self._has_complained = True
