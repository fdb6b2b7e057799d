"""The city of the demo: authority, broker, hub with sample data, and one staff account."""

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from contract.enrolment import ClaimMade, ClaimWanted
from provisioning.authority import CityDirectory, CityPlan, init_city
from provisioning.broker import RunningBroker, prepare_broker, start_broker
from provisioning.broker.configuration import Listener
from provisioning.demo.ports import HOST, DemoPorts
from provisioning.demo.programs import Programs
from provisioning.enrolment.administrator import Administrator
from provisioning.enrolment.https import HubAddress, HubUnreachable, judged_by, request

CITY = "qazvin"
CITY_NAME = "شهرداری قزوین"
DISTRICT = 2
OFFICE = "khayyam"
ACCOUNT = "operator"
HUB_START_S = 90.0


@dataclass(frozen=True)
class CityPlace:
    """Keys and ports. `lan` is this machine's address for phones; None when none may come."""

    directory: CityDirectory
    ports: DemoPorts
    lan: str | None

    @property
    def public_url(self) -> str | None:
        """What the QR codes of receipts name."""
        return None if self.lan is None else f"https://{self.lan}:{self.ports.public}"


@dataclass(frozen=True)
class CitySide(CityPlace):
    """A running hub with its broker. `password` is the operator's."""

    password: str

    @property
    def console_url(self) -> str:
        return f"https://localhost:{self.ports.console}"

    @property
    def administrator(self) -> Administrator:
        return Administrator(self.directory, device_url(self.ports))

    def claim(self) -> ClaimMade:
        """A code for the kiosk, which sees the city through the line that can be cut."""
        return self.administrator.claim(
            ClaimWanted(
                district=DISTRICT,
                office=OFFICE,
                enrol_url=f"https://{HOST}:{self.ports.console}",
                device_url=f"https://{HOST}:{self.ports.device_api_line}",
                broker=f"{HOST}:{self.ports.broker_line}",
            )
        )

    def health(self) -> dict[str, str] | None:
        """What /healthz says; None while the hub doesn't answer."""
        root = self.directory.certificate("root").read_bytes()
        try:
            answer = request(
                HubAddress(HOST, self.ports.console), "GET", "/healthz", None, judged_by(root)
            )
        except HubUnreachable:
            return None
        health: dict[str, str] = json.loads(answer.body)
        return health


def device_url(ports: DemoPorts) -> str:
    """The hub's device port, past the line that can be cut."""
    return f"https://{HOST}:{ports.device_api}"


def make_city(folder: Path, ports: DemoPorts) -> CityDirectory:
    """The authority and the keys; city.toml says where the hub will be."""
    plan = CityPlan(CITY, CITY_NAME, (), device_url(ports))
    return init_city(plan, folder / "city", dt.datetime.now(dt.UTC))


def start_city_broker(city: CityDirectory, ports: DemoPorts, logs: Path) -> RunningBroker:
    """Mosquitto. Raises BrokerMissing, PortTaken, BrokerNotStarted."""
    return start_broker(prepare_broker(city, Listener(ports.broker, HOST)), logs / "broker.log")


def start_hub(place: CityPlace, programs: Programs, folder: Path) -> CitySide:
    """Load the sample city, make the operator's account, serve, and wait until it answers."""
    # Named, though both would be found: a variable of this machine may name its real hub.
    ports = place.ports
    where = ("--city-dir", place.directory.path, "--data", folder / "hub")
    public = () if place.public_url is None else ("--public-url", place.public_url)
    password = secrets.token_urlsafe(9)
    programs.run("hub-load-city", "hub", "load-city", "sample", *public, *where)
    programs.run(
        "hub-staff",
        *("hub", "staff", "add", ACCOUNT, "--role", "operator", "--password-stdin"),
        *where,
        given=f"{password}\n",
    )
    programs.start(
        "hub",
        *("hub", "serve", *where, "--host", HOST),
        *("--port", str(ports.console), "--device-port", str(ports.device_api)),
        *("--broker", f"{HOST}:{ports.broker}"),
    )
    side = CitySide(place.directory, ports, place.lan, password)
    programs.until(
        "the hub answers and has its broker",
        lambda: (side.health() or {}).get("broker") == "connected",
        HUB_START_S,
    )
    return side
