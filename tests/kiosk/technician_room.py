"""A kiosk with a door, a real agent beside the real counter, and a folder for sticks.

A stick is a folder, as a mounted one is; a full one a small disk (tests.support.small_disk).
"""

import datetime as dt
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from contract.configuration import TECHNICIANS, ConfigurationRecord
from contract.technician import new_code, verifier_of, verifiers_text
from edge_agent.device import DeviceDirectory
from kiosk.processes import HALT_VARIABLE
from tests.house.sources import ROOT
from tests.kiosk.counter.counter_with_a_door import DOOR_VARIABLE
from tests.kiosk.counter.kiosk_room import KioskRoom, Model
from tests.support.processes import ChildProcess

NUMBER, OTHER = "12", "17"
_DOOR = """
[[cabinet]]
driver = "door"
address = "serial:/dev/ttyS9"
line = "cts"
open_when = "high"
"""


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


class TechnicianRoom(KioskRoom):
    """Use as a context manager; `code` is that of technician 12."""

    def __init__(self, folder: Path, directory: DeviceDirectory) -> None:
        super().__init__(folder, directory=directory)
        self.door = folder / "door"
        self.sticks = folder / "sticks"
        self.sticks.mkdir()
        self.code = new_code(NUMBER)
        self.agent: ChildProcess | None = None
        with directory.profile_path.open("a") as profile:
            profile.write(_DOOR)
        self.close_door()

    def know_codes(self, *codes: str, begun: dt.date | None = None, version: int = 1) -> None:
        """The city has given these (that of technician 12 where none is named), 30 days each."""
        made = [verifier_of(code, begun or today(), 30) for code in codes or (self.code,)]
        self.set_by_the_city(
            version,
            ConfigurationRecord(key=TECHNICIANS, value=verifiers_text(made), origin="city"),
        )

    def start(self, halt_at: str | None = None) -> ChildProcess:
        self.counter = ChildProcess(
            [
                sys.executable, "-m", "tests.kiosk.counter.counter_with_a_door",
                "--device", self.directory.path,
            ],
            log=self.folder / "counter.log",
            environment={DOOR_VARIABLE: str(self.door), HALT_VARIABLE: halt_at or ""},
            folder=ROOT,
        )  # fmt: skip
        return self.counter

    def start_agent(self) -> ChildProcess:
        self.agent = ChildProcess(
            [
                sys.executable, "-m", "edge_agent", "run",
                "--device", self.directory.path, "--sticks", self.sticks,
            ],
            log=self.folder / "agent.log",
            folder=ROOT,
        )  # fmt: skip
        return self.agent

    def open_door(self) -> None:
        self._set_door("open")

    def close_door(self) -> None:
        self._set_door("closed")

    def _set_door(self, word: str) -> None:
        beside = self.door.with_suffix(".new")
        beside.write_text(word, "ascii")
        beside.rename(self.door)

    def put_in(self, name: str = "sda1") -> Path:
        stick = self.sticks / name
        stick.mkdir()
        return stick

    def pull_out(self, name: str = "sda1") -> Path:
        """Where it is afterwards."""
        away = self.folder / f"away-{name}"
        shutil.move(self.sticks / name, away)
        return away

    def ask_for_code(self) -> Model:
        """From the screen that waits for somebody, with the door open."""
        self.until(lambda model: model["technician"] is not None, "the technician's way in")
        self.touch("technician")
        return self.until_screen("technician_code")

    def type_code(self, code: str) -> None:
        for digit in code:
            self.touch("key", digit=digit)
        self.until(lambda model: bool(model["primary"]["enabled"]), "the whole code")
        self.touch("next")

    def sign_in(self) -> Model:
        self.open_door()
        self.ask_for_code()
        self.type_code(self.code)
        return self.until_screen("technician_page")

    def until_offered(self, work: str) -> Model:
        """On the technician's page."""
        return self.until(lambda model: _offers(model, work), f"{work} on the page")

    def carry(self, work: str) -> Model:
        """From the page to what came of it."""
        self.until_offered(work)
        self.touch("choose", id=work)
        return self.until_screen("technician_told")

    def said(self, kind: str) -> list[Any]:
        """The events of that kind in the kiosk's journal."""
        return [event for event in self.events if kind == event.KIND]

    @property
    def logs(self) -> str:
        paths = [*self.folder.glob("*.log"), *self.directory.logs_path.rglob("*")]
        return "".join(p.read_text("utf-8", "replace") for p in paths if p.is_file())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if self.agent is not None:
            self.agent.kill()


def _offers(model: Model, work: str) -> bool:
    choices = model.get("choices", ())
    return any(choice["id"] == work and choice["enabled"] for choice in choices)
