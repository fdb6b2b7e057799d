"""A barcode scanner that types into the kiosk's window: for displays without event devices.

Under Xvfb, or in a session of somebody else's, a keyboard can't be grabbed. The window then
takes a burst of keys for a scan and hands it on. Keys do reach a screen that way, and nobody can
tell whether a scanner is there at all, so it is never more than degraded.
"""

from hardware.device import DeviceKind, DeviceSettings, Listener, StateChanged, Table
from hardware.reasons import Reason
from hardware.scanners.codes import CodeReader
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder


class KeyBurstScanner:
    """Tells `CodeScanned` for what the window hands it."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._reader = CodeReader()
        self._report = ReportHolder(
            Component.SCANNER, lambda report: listener(StateChanged(report))
        )
        self._report.set(DeviceState.DEGRADED, Reason.TYPES_INTO_WINDOW)

    @property
    def malformed(self) -> int:
        """Bursts dropped since the start."""
        return self._reader.legibility.malformed

    def typed(self, text: str) -> None:
        for code in self._reader.feed(text.encode("utf-8") + b"\r"):
            self._listener(code)

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None:
        """There is nothing to look for."""

    def close(self) -> None:
        """There is nothing to end."""


class KeyBurstSettings(DeviceSettings, frozen=True, kw_only=True):
    """It has no settings: the window is where the keys come to."""


def _open(_settings: KeyBurstSettings, listener: Listener) -> KeyBurstScanner:
    return KeyBurstScanner(listener)


KIND = DeviceKind(
    table=Table.SCANNER,
    driver="key_burst",
    summary="a scanner that types into the kiosk's window, where no keyboard can be grabbed",
    settings=KeyBurstSettings,
    example="""
[scanner]
driver = "key_burst"
""",
    open=_open,
)
