"""The screen, as the kernel's display driver sees its connectors: plugged in, and lit.

Files of /sys/class/drm/card*-*: `status` (connected, disconnected, unknown), `enabled`, `dpms`
(On, Standby, Suspend, Off). Switching it is left to the session that draws on it; whatever
switches it off, this tells so.
"""

from dataclasses import dataclass
from pathlib import Path

from hardware.cabinet.looking import CabinetPart, Seen
from hardware.device import Listener
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

DRM_ROOT = Path("/sys/class/drm")
_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class Connector:
    connected: bool
    lit: bool


class ScreenSight:
    """Absent on a machine without a display driver. One lit screen is enough."""

    def __init__(self, root: Path = DRM_ROOT) -> None:
        self._root = root

    def look(self) -> Seen:
        connectors = [_connector(folder.parent) for folder in self._root.glob("card*-*/status")]
        if not connectors:
            return Seen(DeviceState.ABSENT)
        connected = [connector for connector in connectors if connector.connected]
        if not connected:
            return Seen(DeviceState.FAILED, Reason.NO_SCREEN)
        if not any(connector.lit for connector in connected):
            return Seen(DeviceState.DEGRADED, Reason.SCREEN_OFF)  # by night it may be meant
        return Seen(DeviceState.READY)

    def interrupt(self) -> None:
        """Reading these files waits for nobody."""

    def close(self) -> None:
        """Nothing is held."""


def open_screen(listener: Listener) -> CabinetPart:
    return CabinetPart(Component.SCREEN, ScreenSight(), _EVERY_S, listener)


def _connector(folder: Path) -> Connector:
    """Panels that cannot tell are `unknown`, and so are outputs that are no screen at all;
    only the first are ever enabled."""
    status, enabled = _text(folder / "status"), _text(folder / "enabled") == "enabled"
    return Connector(
        connected=status == "connected" or (status == "unknown" and enabled),
        lit=enabled and _text(folder / "dpms") in ("On", ""),
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""  # it was unplugged between two looks, or its driver has no such file
