"""Setting the demo's stage: city, line, emulated devices, and an enrolled kiosk at its screen."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from edge_agent.device import DeviceDirectory
from provisioning.demo.city_side import (
    CityPlace,
    CitySide,
    make_city,
    start_city_broker,
    start_hub,
)
from provisioning.demo.devices import EmulatedDevices, start_devices
from provisioning.demo.kiosk_side import KioskSide, dock_of
from provisioning.demo.line import Line, Wire
from provisioning.demo.ports import HOST, DemoPorts
from provisioning.demo.programs import Launch, Programs, launch
from provisioning.demo.telling import Telling

ONLINE_S = 60.0


@dataclass(frozen=True)
class Stage:
    """All that the demo has started."""

    city: CitySide
    kiosk: KioskSide
    line: Line
    programs: Programs
    telling: Telling
    output: Path


@contextmanager
def set_stage(
    ports: DemoPorts,
    telling: Telling,
    output: Path,
    lan: str | None = None,
    *,
    windowed: bool,
    launch: Launch = launch,
) -> Iterator[Stage]:
    """Start everything; end it all on the way out, what needs others before these. `lan` is the
    address on which phones open receipts, `launch` how a process is made.

    Raises PishkhanError.
    """
    logs = output / "logs"
    shutil.rmtree(logs, ignore_errors=True)  # those of the last demo
    logs.mkdir()
    line = Line(
        Wire(HOST, ports.device_api_line, ports.device_api),
        Wire(HOST, ports.broker_line, ports.broker),
    )
    with ExitStack() as running:
        folder = running.enter_context(_working_folder())
        directory = make_city(folder, ports)
        telling.step("city made", "authority, certificates, keys, trust list")
        broker = start_city_broker(directory, ports, logs)
        running.callback(broker.stop)
        telling.step("broker started", f"Mosquitto, mutual TLS, port {ports.broker}")
        running.enter_context(line)
        programs = running.enter_context(Programs(logs, launch=launch))
        city = start_hub(CityPlace(directory, ports, lan), programs, folder)
        telling.step("hub started", f"sample city loaded, console {city.console_url}")
        devices = start_devices(folder / "devices", ports, programs)
        telling.step("devices started", "emulated printer, terminal, scanner, reader")
        kiosk = _enrolled_kiosk(folder, city, devices, programs, telling, windowed)
        shutil.copyfile(devices.newest_paper(), output / "status-slip.png")
        kiosk.start(programs)
        telling.step("kiosk started", "its screen is there")
        programs.until("the kiosk has the city", kiosk.online, ONLINE_S)
        telling.step("online", "the hub has the kiosk's journals")
        yield Stage(city, kiosk, line, programs, telling, output)


def _enrolled_kiosk(
    folder: Path,
    city: CitySide,
    devices: EmulatedDevices,
    programs: Programs,
    telling: Telling,
    windowed: bool,
) -> KioskSide:
    claim = city.claim()
    telling.step("claim made", f"{claim.place.line}, one-time code {claim.code[:8]}-...")
    profile = folder / "devices.toml"
    profile.write_text(devices.profile(), "utf-8")
    kiosk = folder / "kiosk"
    programs.run(
        "enrol",
        *("provision", "enrol", claim.code, "--hub", claim.enrol_url),
        *("--device", kiosk, "--devices", profile),
    )
    directory = DeviceDirectory(kiosk)
    telling.step("kiosk enrolled", f"device {directory.identity().device}, status slip printed")
    return KioskSide(directory, devices, dock_of(folder), windowed)


@contextmanager
def _working_folder() -> Iterator[Path]:
    """A folder under the system's temporary one, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pishkhan-demo-"))
    folder.chmod(0o711)  # the broker runs as another user and must reach its own files
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
