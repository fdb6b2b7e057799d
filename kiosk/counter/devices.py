"""What the devices' reports allow the journeys."""

from hardware.device import Fit, Fitness
from hardware.device_set import DeviceSet
from hardware.state import Component
from hardware.terminals.port import Capability
from kiosk.journeys.happenings import Conditions, PaperState, TerminalState
from kiosk.journeys.money import Inquiry


def capabilities(devices: DeviceSet) -> frozenset[Capability]:
    """What the terminal can; nothing where there is none."""
    return frozenset() if devices.terminal is None else devices.terminal.capabilities


def inquiry(devices: DeviceSet) -> Inquiry:
    """Whether this kiosk's terminal can be asked about a past payment."""
    able = Capability.INQUIRE in capabilities(devices)
    return Inquiry.POSSIBLE if able else Inquiry.IMPOSSIBLE


def conditions(devices: DeviceSet) -> Conditions:
    """From what the drivers know; asks no device."""
    terminal = _is_fit(devices.fitness(Component.TERMINAL))
    paper = _is_fit(devices.fitness(Component.PRINTER, Component.PAPER))
    return Conditions(
        TerminalState.READY if terminal else TerminalState.NOT_READY,
        PaperState.READY if paper else PaperState.OUT,
        inquiry(devices),
    )


def _is_fit(fitness: Fitness) -> bool:
    return isinstance(fitness, Fit)
