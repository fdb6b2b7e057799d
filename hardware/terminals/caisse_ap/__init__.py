"""Caisse-AP over IP: the French tills' protocol, once called Concert."""

from typing import Annotated

import msgspec

from hardware.address import TcpAddress
from hardware.device import DeviceKind, Listener, Table
from hardware.terminals.caisse_ap.driver import CaisseApTerminal
from hardware.terminals.caisse_ap.messages import PORT, RIAL, Till
from hardware.terminals.settings import TerminalSettings

TillNumber = Annotated[
    str, msgspec.Meta(pattern="^[0-9]{2}$", description="this till's number, two digits (CA)")
]
TillSoftware = Annotated[
    str,
    msgspec.Meta(
        pattern="^[0-9]{12}$",
        description="the till software's twelve digits (CJ); most terminals take any",
    ),
]
Currency = Annotated[
    str,
    msgspec.Meta(
        pattern="^[0-9]{3}$",
        description="ISO 4217 number (CE); whole rials are asked for, whatever it says, "
        "so anything but 364 is for a terminal that takes no money",
    ),
]


class CaisseApSettings(TerminalSettings, frozen=True, kw_only=True):
    """Answers do not name the terminal, only the merchant's contract: set `merchant_id`."""

    till: TillNumber = "01"
    software: TillSoftware = "012345678901"
    currency: Currency = RIAL

    def __post_init__(self) -> None:
        if not isinstance(self.address, TcpAddress):
            raise ValueError(
                f"{self.address} is no network address; this terminal is reached over TCP, "
                f"as at tcp:192.168.1.60:{PORT}"
            )


def _open(settings: CaisseApSettings, listener: Listener) -> CaisseApTerminal:
    return CaisseApTerminal(
        settings.address,
        settings.identity,
        listener=listener,
        extras=settings.extras,
        till=Till(settings.till, settings.software, settings.currency),
    )


KIND = DeviceKind(
    table=Table.TERMINAL,
    driver="caisse_ap",
    summary="a terminal of the French Caisse-AP protocol, over the network",
    settings=CaisseApSettings,
    example=f"""
[terminal]
driver = "caisse_ap"
address = "tcp:192.168.1.60:{PORT}"
terminal_id = "12345678"
merchant_id = "1999403"
""",
    open=_open,
)

__all__ = ["KIND", "CaisseApSettings", "CaisseApTerminal"]
