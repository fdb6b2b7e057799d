"""What all emulators share: a wire that clients come to, faults, and a control socket.

Emulators speak the same bytes as the devices; drivers cannot tell the difference.
"""

from hardware.emulation.control import Answer, Command, ControlSocket, control
from hardware.emulation.device import EmulatedDevice, unknown_command
from hardware.emulation.fault import DeviceFault, Fault, FaultKind, Unit, When, parse_fault
from hardware.emulation.faults import Faults
from hardware.emulation.kind import EmulatorKind
from hardware.emulation.running import Emulation
from hardware.emulation.wire import PtyWire, TcpWire, Wire, open_wire

__all__ = [
    "Answer",
    "Command",
    "ControlSocket",
    "DeviceFault",
    "EmulatedDevice",
    "Emulation",
    "EmulatorKind",
    "Fault",
    "FaultKind",
    "Faults",
    "PtyWire",
    "TcpWire",
    "Unit",
    "When",
    "Wire",
    "control",
    "open_wire",
    "parse_fault",
    "unknown_command",
]
