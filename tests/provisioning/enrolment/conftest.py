"""A real city for enrolment: broker, hub process with the sample data, emulated devices."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from central.beginning import begin_journal
from central.city.commands import SAMPLE_FOLDER, load_city
from central.city.loading import read_city_files
from central.hub import open_hub
from central.settings import HubSettings
from contract.enrolment import ClaimMade, ClaimWanted
from hardware.emulation import Emulation, open_wire
from hardware.printers.emulator import EmulatedPrinter, EmulatedPrinterSetup
from hardware.terminals.emulated_desk import EmulatedTerminalSetup
from hardware.terminals.zvt.emulator import EmulatedZvtTerminal
from provisioning.authority import CityDirectory
from provisioning.broker import prepare_broker, start_broker
from provisioning.broker.configuration import Listener
from provisioning.enrolment.administrator import Administrator
from tests.provisioning.city import make_city, reachable_folder
from tests.support.ports import LOOPBACK, free_port, is_listening
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

TERMINAL_ID = "12345678"


@dataclass(frozen=True)
class EnrolmentTown:
    """Everything a technician needs around a kiosk."""

    city: CityDirectory
    port: int
    device_port: int
    folder: Path

    @property
    def hub_url(self) -> str:
        return f"https://{LOOPBACK}:{self.port}"

    @property
    def administrator(self) -> Administrator:
        return Administrator(self.city, f"https://{LOOPBACK}:{self.device_port}")

    def claim(self) -> ClaimMade:
        return self.administrator.claim(ClaimWanted(district=2, office="khayyam"))

    def counts(self) -> dict[str, Any]:
        return self.administrator.read("/admin/v1/counts", dict)


@pytest.fixture(scope="session")
def town() -> Iterator[EnrolmentTown]:
    """One city for all enrolments of a test run; each test enrols kiosks of its own."""
    with reachable_folder() as folder, ExitStack() as running:
        broker_port, port, device_port = free_port(), free_port(), free_port()
        city = make_city(folder, f"https://{LOOPBACK}:{device_port}")
        settings = HubSettings(
            city_dir=city.path,
            data_dir=folder / "hub",
            database_url=None,
            host=LOOPBACK,
            port=port,
            device_port=device_port,
            broker_host=LOOPBACK,
            broker_port=broker_port,
            shards=tuple(range(64)),
            require_broker=False,
        )
        settings.data_dir.mkdir()
        hub = open_hub(settings)
        begin_journal(hub)
        load_city(hub, read_city_files(SAMPLE_FOLDER), hub.now_ms(), "a test")
        hub.engine.dispose()
        broker = start_broker(
            prepare_broker(city, Listener(broker_port, LOOPBACK)), folder / "broker.log"
        )
        running.callback(broker.stop)
        command = [sys.executable, "-m", "pishkhan", "hub", "serve"]
        command += ["--city-dir", str(city.path), "--data", str(settings.data_dir)]
        command += ["--host", LOOPBACK, "--port", str(port), "--device-port", str(device_port)]
        command += ["--broker", f"{LOOPBACK}:{broker_port}"]
        process = ChildProcess(command, folder / "hub.log")
        running.callback(process.stop)
        eventually(lambda: is_listening(device_port), "the hub's device port")
        yield EnrolmentTown(city, port, device_port, folder)


@dataclass(frozen=True)
class Bench:
    """The emulated devices on a technician's bench, and the profile that names them."""

    profile: Path
    paper: Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    paper = tmp_path / "paper"
    printer = Emulation(
        EmulatedPrinter(EmulatedPrinterSetup(paper, rows_per_s=0)),
        open_wire("tcp:127.0.0.1:0"),
    )
    terminal = Emulation(
        EmulatedZvtTerminal(EmulatedTerminalSetup(terminal_id=TERMINAL_ID)),
        open_wire("tcp:127.0.0.1:0"),
    )
    profile = tmp_path / "devices.toml"
    profile.write_text(
        f'[printer]\naddress = "{printer.address}"\n'
        f'[terminal]\ndriver = "zvt"\naddress = "{terminal.address}"\n'
        f'terminal_id = "{TERMINAL_ID}"\n'
    )
    yield Bench(profile, paper)
    terminal.close()
    printer.close()


@dataclass(frozen=True)
class Technician:
    """Runs `pishkhan provision enrol` as a process, as a person would."""

    town: EnrolmentTown
    folder: Path

    def enrols(
        self,
        code: str,
        *,
        profile: Path | None = None,
        hub: str | None = None,
        halt_at: str | None = None,
        device: str = "kiosk",
    ) -> tuple[int, dict[str, Any], str]:
        """Exit code, what it said as JSON (empty when it failed), and what it told the person."""
        command = [sys.executable, "-m", "pishkhan", "provision", "enrol", code, "--json"]
        command += ["--device", str(self.folder / device)]
        command += ["--hub", hub or self.town.hub_url]
        if profile is not None:
            command += ["--devices", str(profile)]
        log = self.folder / "enrol.log"
        log.unlink(missing_ok=True)
        environment = {} if halt_at is None else {"PISHKHAN_HALT_AT": halt_at}
        process = ChildProcess(command, log, environment=environment)
        code_ended = process.wait(60)
        lines = process.output().splitlines()
        said = [line for line in lines if line.startswith("{")]
        return code_ended, json.loads(said[-1]) if said else {}, "\n".join(lines)


@pytest.fixture
def technician(town: EnrolmentTown, tmp_path: Path) -> Technician:
    return Technician(town, tmp_path)
