"""The kiosk of the demo: emulated devices that keep their power, and programs that may lose it."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from edge_agent.device import DeviceDirectory, is_fresh, read_agent_state
from edge_agent.journal import JournalReader, journal_files
from provisioning.demo.devices import EmulatedDevices
from provisioning.demo.dock import Dock
from provisioning.demo.programs import Program, Programs

SCREEN_START_S = 90.0


@dataclass
class KioskSide:
    """`windowed`: on this machine's display, for a person; else drawn in memory."""

    directory: DeviceDirectory
    devices: EmulatedDevices
    dock: Dock
    windowed: bool
    _powered: list[Program] = field(default_factory=list)

    def start(self, programs: Programs) -> None:
        """Power on: the agent and the kiosk, until the first screen is there."""
        where = ("--device", self.directory.path)
        self._powered = [
            programs.start("agent", "agent", "run", *where),
            programs.start(
                "kiosk",
                *("kiosk", *where, "--windowed" if self.windowed else "--offscreen"),
                *("--dock", self.dock.path),
            ),
        ]
        self._programs = programs
        programs.until("the kiosk shows a screen", self.dock.screen, SCREEN_START_S)

    def cut_power(self) -> None:
        """All programs of the kiosk die at once, in the middle of whatever they do."""
        for program in self._powered:
            self._programs.forget(program)
        for program in self._powered:
            program.cut_power()
        self._powered = []

    def terminal_waits(self) -> bool:
        """Whether the terminal has been asked for money and waits for a card."""
        phase: str = self.devices.tell("terminal", do="state")["phase"]
        return phase == "waiting_for_card"

    def online(self) -> bool:
        """Whether the agent says that it has the city."""
        state = read_agent_state(self.directory.agent_state_path)
        return state is not None and is_fresh(state) and state.link == "online"

    def acknowledged(self) -> bool:
        """Whether the hub's acknowledgements cover all that stands in the journals' files."""
        state = read_agent_state(self.directory.agent_state_path)
        if state is None or not is_fresh(state):
            return False
        acked = {progress.journal: progress.acked_seq for progress in state.journals}
        for file in journal_files(self.directory.journals_path):
            with JournalReader(file.path) as reader:
                # The agent's own journal grows with what the agent does; a kiosk's is still now.
                if file.writer == "kiosk" and acked.get(file.journal.hex, 0) < reader.head().seq:
                    return False
        return True


def has_display() -> bool:
    """Whether a window could be shown."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def dock_of(folder: Path) -> Dock:
    """The dock's socket lies beside the kiosk, where only we can reach it."""
    return Dock(folder / "dock.sock")
