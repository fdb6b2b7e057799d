"""The TCP ports of one demo: a handful in a row, on this machine only."""

from dataclasses import dataclass

from provisioning.broker.process import refuse_taken_port

HOST = "127.0.0.1"
DEFAULT_BASE = 18440
COUNT = 9


@dataclass(frozen=True)
class DemoPorts:
    """`*_line` are what the kiosk sees: the demo stands there and can cut the line."""

    base: int

    @property
    def console(self) -> int:
        return self.base

    @property
    def device_api(self) -> int:
        return self.base + 1

    @property
    def broker(self) -> int:
        return self.base + 2

    @property
    def device_api_line(self) -> int:
        return self.base + 3

    @property
    def broker_line(self) -> int:
        return self.base + 4

    @property
    def terminal(self) -> int:
        return self.base + 5

    @property
    def printer(self) -> int:
        return self.base + 6

    @property
    def desk(self) -> int:
        return self.base + 7

    @property
    def public(self) -> int:
        """The hub's public page on the local network's address, and only with --lan."""
        return self.base + 8

    def refuse_taken(self) -> None:
        """Raises PortTaken, naming --port-base, before anything is started."""
        for port in range(self.base, self.base + COUNT):
            refuse_taken_port(HOST, port, "Choose other ports: pishkhan demo --port-base 21000")
