"""What all emulators share: a wire that clients come to, and a control socket.

Emulators speak the same bytes as the devices; drivers cannot tell the difference.
"""

from hardware.emulation.control import ControlSocket, control
from hardware.emulation.device import EmulatedDevice, Emulation
from hardware.emulation.wire import PtyWire, TcpWire, Wire, open_wire

__all__ = [
    "ControlSocket",
    "EmulatedDevice",
    "Emulation",
    "PtyWire",
    "TcpWire",
    "Wire",
    "control",
    "open_wire",
]
