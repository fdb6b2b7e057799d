"""ZVT: the German open protocol between a till and a payment terminal."""

from hardware.device import DeviceKind, Listener, Table
from hardware.terminals.settings import TerminalSettings
from hardware.terminals.zvt.driver import ZvtTerminal
from hardware.terminals.zvt.session import ZvtTiming


class ZvtSettings(TerminalSettings, frozen=True, kw_only=True):
    """`terminal_id`: an answer from any other terminal stops payment."""


def _open(settings: ZvtSettings, listener: Listener) -> ZvtTerminal:
    return ZvtTerminal(
        settings.address, settings.identity, listener=listener, extras=settings.extras
    )


KIND = DeviceKind(
    table=Table.TERMINAL,
    driver="zvt",
    summary="a payment terminal that speaks ZVT",
    settings=ZvtSettings,
    example="""
[terminal]
driver = "zvt"
address = "tcp:192.168.1.60:20007"
terminal_id = "12345678"
""",
    open=_open,
)

__all__ = ["KIND", "ZvtSettings", "ZvtTerminal", "ZvtTiming"]
