"""A demo as a process, as a newcomer runs it."""

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from contract.telemetry import Component, State
from edge_agent.device import DeviceDirectory, read_counter_state
from provisioning.broker import PortTaken
from provisioning.demo.ports import DemoPorts
from tests.provisioning.city import reachable_folder
from tests.support.ports import free_port
from tests.support.processes import ChildProcess

DESK_S = 120.0


def free_base() -> int:
    """The first of a row of ports that are free now."""
    for _ in range(200):
        base = free_port()
        with contextlib.suppress(PortTaken):
            DemoPorts(base).refuse_taken()
            return base
    raise AssertionError("no row of free ports")


@dataclass(frozen=True)
class Visitor:
    """Someone who runs the demo. All its temporary files, and so all its programs' arguments,
    name `folder`: that is how programs left behind are found."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def opened(self) -> Path:
        """The addresses that the demo opened in a browser, a line each."""
        return self.folder / "opened"

    def runs(
        self, *arguments: str, base: int | None = None, display: bool = False
    ) -> ChildProcess:
        """With `display` the demo believes in a screen, and in a browser that only notes what
        it was given."""
        command = [sys.executable, "-m", "pishkhan", "demo", *([] if display else ["--offscreen"])]
        command += ["--port-base", str(base or free_base()), "--output", str(self.output)]
        environment = {
            "TMPDIR": str(self.folder),
            "DISPLAY": ":99" if display else "",
            "BROWSER": str(self._browser()),
        }
        return ChildProcess(
            [*command, *arguments], self.folder / "demo.log", environment=environment
        )

    def left_behind(self) -> list[str]:
        commands = [
            " ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])
        ]
        return [command for command in commands if str(self.folder) in command]

    def _browser(self) -> Path:
        script = self.folder / "browser"
        script.write_text(f'#!/bin/sh\necho "$1" >> "{self.opened}"\n')
        script.chmod(0o755)
        return script


@dataclass(frozen=True)
class Demo:
    """A running demo whose desk is open. `facts`: what it tells a program."""

    process: ChildProcess
    facts: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.facts["desk"])

    def has_paper(self) -> bool:
        """What the kiosk itself knows of its printer: it looks once a second."""
        counter = read_counter_state(DeviceDirectory(Path(self.facts["kiosk"])).counter_state_path)
        assert counter is not None
        states = {part.component: part.state for part in counter.components}
        return states[Component.PAPER] is not State.FAILED


@contextlib.contextmanager
def demo_with_desk(*arguments: str) -> Iterator[Demo]:
    """As on a machine with a display: the stage is set, the desk is open, nothing is played."""
    with reachable_folder() as folder:
        process = Visitor(folder).runs("--json", *arguments, display=True)
        try:
            process.until_output('"desk"', DESK_S)
            lines = [json.loads(line) for line in process.output().splitlines()]
            yield Demo(process, next(line for line in lines if "desk" in line))
            assert process.exit_code is None, process.output()
        finally:
            process.stop()
