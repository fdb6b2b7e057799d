"""A kiosk's machine: its service manager starts the agent as the unit says, again and again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contract.assets import asset_root
from contract.envelope import decode_envelope
from contract.events import (
    AgentStarted,
    Event,
    UpdateApplied,
    UpdateConfirmed,
    UpdateRolledBack,
    UpdateStaged,
    decode_body,
)
from edge_agent.device import DeviceDirectory, is_fresh, read_counter_state
from edge_agent.journal import JournalReader, StoredEvent, active_journal
from edge_agent.journal.connection import connect_reader
from edge_agent.journal.schema import format_of
from edge_agent.updates import Application, Phase
from edge_agent.updates.unpacking import make_slot
from provisioning.releases import pack
from provisioning.services.application import LAUNCHER, prepare_application
from tests.support.processes import ChildProcess
from tests.support.releases import make_wheels, project_files

RESTART_ALWAYS = 'while :; do "$@"; echo "ended with $?"; done'
UNPLUGGED = """
[scanner]
address = "tcp:127.0.0.1:1"
[printer]
address = "tcp:127.0.0.1:1"
[terminal]
driver = "zvt"
address = "tcp:127.0.0.1:1"
terminal_id = "12345678"
"""
PLAIN = {"PYTHONPATH": ""}
"""What a release would take for its own if it saw this tree is taken away."""


@dataclass
class Machine:
    """`directory` is its device's folder."""

    directory: DeviceDirectory

    @classmethod
    def of_version(cls, directory: DeviceDirectory, version: str) -> "Machine":
        """One that runs this project in that version, from a slot."""
        application = Application(directory.application_path)
        work = directory.path.parent / f"first-{version}"
        wheels = make_wheels(work / "wheels", version, project_files(version))
        packed = pack(wheels, wheels, work / "archive.tar")
        application.versions.mkdir(parents=True)
        make_slot(packed.path, application.versions / version)
        application.point_to(f"versions/{version}")
        prepare_application(directory, Path("/nowhere"))
        return cls(directory)

    @property
    def application(self) -> Application:
        return Application(self.directory.application_path)

    @contextmanager
    def powered(self) -> Iterator[ChildProcess]:
        """Killed whole at the end, as by a power cut."""
        folder = self.application.path
        launcher = ("/usr/bin/python3", "-I", folder / LAUNCHER, folder)
        run = ("agent", "run", "--device", self.directory.path)
        with self._kept_running("agent", *launcher, *run) as service:
            yield service

    @contextmanager
    def open_to_citizens(self) -> Iterator[ChildProcess]:
        """Its kiosk runs too, drawn nowhere, its devices unplugged."""
        self.directory.profile_path.write_text(UNPLUGGED)
        program = self.application.link / "bin" / "pishkhan"
        kiosk = ("kiosk", "--device", self.directory.path, "--offscreen")
        with self._kept_running("kiosk", program, *kiosk) as service:
            yield service

    @contextmanager
    def _kept_running(self, name: str, *command: str | Path) -> Iterator[ChildProcess]:
        environment = {**PLAIN, "PISHKHAN_ASSETS": str(asset_root())}
        service = ChildProcess(
            ["/bin/sh", "-c", RESTART_ALWAYS, "service", *command],
            self.directory.path.parent / f"{name}.log",
            environment=environment,
            folder=Path("/"),
        )
        try:
            yield service
        finally:
            service.kill()

    def command(self, *arguments: str | Path) -> ChildProcess:
        """`pishkhan` of the version that runs now."""
        program = self.application.link / "bin" / "pishkhan"
        return ChildProcess(
            [program, *arguments],
            self.directory.path.parent / "command.log",
            environment=PLAIN,
            folder=Path("/"),
        )

    def phase(self) -> Phase | None:
        update = self.application.read()
        return None if update is None else update.phase

    def runs(self) -> str:
        return os.readlink(self.application.link)

    def counter_runs(self, version: str) -> bool:
        counter = read_counter_state(self.directory.counter_state_path)
        return counter is not None and is_fresh(counter) and counter.software == version

    def journal_format(self) -> int:
        """Of the agent's own journal."""
        connection = connect_reader(active_journal(self.directory.journals_path, "agent").path)
        try:
            return format_of(connection)
        finally:
            connection.close()

    def told(self) -> list[str]:
        """What the agent's journal says of updates and starts, in order."""
        said = []
        for path in self.directory.journals_path.glob("agent-*.journal"):
            with JournalReader(path) as reader:
                for stored in reader.entries():
                    match event_of(stored):
                        case AgentStarted(software=software):
                            said.append(f"agent.started {software}")
                        case UpdateStaged() | UpdateApplied() | UpdateConfirmed() as update:
                            said.append(f"{update.KIND} {update.software}")
                        case UpdateRolledBack() as back:
                            said.append(f"{back.KIND} {back.software}: {back.reason}")
                        case _:
                            pass
        return said


def event_of(stored: StoredEvent) -> Event:
    return decode_body(stored.kind, stored.version, decode_envelope(stored.envelope).body)
