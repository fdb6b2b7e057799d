"""The city under load: running already, or started here; behind a line that can be cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.simulate.options import City, Plan
from contract.enrolment import ClaimCode, ClaimWanted
from edge_agent.device import DeviceDirectory
from provisioning.authority import CityDirectory
from provisioning.broker import RunningBroker, start_broker
from provisioning.demo.city_side import (
    DISTRICT,
    OFFICE,
    CityPlace,
    make_city,
    start_city_broker,
    start_hub,
)
from provisioning.demo.line import Line, Wire
from provisioning.demo.ports import HOST, DemoPorts
from provisioning.demo.programs import Launch, Programs, launch
from provisioning.enrolment.administrator import Administrator
from provisioning.enrolment.enrol import EnrolmentPlan, enrol
from provisioning.enrolment.https import HubAddress


@dataclass
class OwnBroker:
    """The broker that was started here, which may be killed and started again."""

    running: RunningBroker
    log: Path

    def kill_and_start_again(self) -> None:
        self.running.process.kill()
        self.running.process.wait()
        self.running = start_broker(self.running.folder, self.log)


@dataclass(frozen=True)
class LoadedCity:
    """`broker_address` is where devices connect; `broker` and `line` only where they are ours."""

    administrator: Administrator
    broker_address: str
    line: Line | None
    broker: OwnBroker | None
    programs: Programs

    def enrol(self, folder: Path) -> DeviceDirectory:
        """One more kiosk, without devices."""
        made = self.administrator.claim(
            ClaimWanted(district=DISTRICT, office=OFFICE, broker=self.broker_address)
        )
        device = DeviceDirectory(folder)
        hub = HubAddress.parse(made.enrol_url)
        enrol(EnrolmentPlan(ClaimCode.parse(made.code), hub, device, None), lambda _line: None)
        return device

    def counts(self) -> dict[str, Any]:
        """What the hub says it holds."""
        return self.administrator.read("/admin/v1/counts", dict[str, Any])


@contextmanager
def loaded_city(plan: Plan, folder: Path, launch: Launch = launch) -> Iterator[LoadedCity]:
    """`launch` makes its processes.

    Raises PishkhanError when a part is missing or a port is taken.
    """
    logs = folder / "logs"
    logs.mkdir(parents=True)
    with Programs(logs, launch=launch) as programs:
        if plan.city is not None:
            with _attached(plan.city, plan, programs) as city:
                yield city
            return
        ports = DemoPorts(plan.port_base)
        ports.refuse_taken()
        directory = make_city(folder, ports)
        broker = OwnBroker(start_city_broker(directory, ports, logs), logs / "broker.log")
        try:
            side = start_hub(CityPlace(directory, ports, None), programs, folder)
            with Line(Wire(HOST, ports.broker_line, ports.broker)) as line:
                broker_line = f"{HOST}:{ports.broker_line}"
                yield LoadedCity(side.administrator, broker_line, line, broker, programs)
        finally:
            broker.running.stop()


@contextmanager
def _attached(city: City, plan: Plan, programs: Programs) -> Iterator[LoadedCity]:
    administrator = Administrator(CityDirectory(city.folder), city.hub)
    host, _, port = city.broker.rpartition(":")
    if plan.outage_s == 0:
        yield LoadedCity(administrator, city.broker, None, None, programs)
        return
    # The line stands on this machine, so the certificate must name the host either way.
    with Line(Wire(host, plan.port_base, int(port))) as line:
        yield LoadedCity(administrator, f"{host}:{plan.port_base}", line, None, programs)
