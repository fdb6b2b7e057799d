"""The units' texts (systemd.service(5), systemd.exec(5)).

Every program keeps its own state safe, so `Restart=always` needs no conditions. Each may write
only its own folder; the broker gives up root's rights itself, once it has its port and its keys.
"""

from dataclasses import dataclass
from pathlib import Path

HARDENING = """\
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
LockPersonality=yes
UMask=0077
"""


@dataclass(frozen=True)
class Unit:
    """A file for /etc/systemd/system."""

    name: str
    text: str


@dataclass(frozen=True)
class KioskPlaces:
    """`program` is the installed `pishkhan`; `device` the folder made by enrolment."""

    program: Path
    device: Path
    user: str


@dataclass(frozen=True)
class HubPlaces:
    """`city` is the city's folder, `data` the hub's own; ports as given to the programs."""

    program: Path
    city: Path
    data: Path
    user: str
    port: int
    device_port: int
    broker_port: int


def kiosk_units(places: KioskPlaces) -> tuple[Unit, ...]:
    """Agent and kiosk. They need each other's files, never each other's process."""
    agent = _unit(
        "Pishkhan agent: copies the kiosk's journals to the city",
        "network.target",
        f"{places.program} agent run --device {places.device}",
        _as_user(places.user) + f"ReadWritePaths={places.device}\n",
    )
    kiosk = _unit(
        "Pishkhan kiosk: counter and touch screen",
        "systemd-user-sessions.service",
        f"{places.program} kiosk --device {places.device}",
        _as_user(places.user)
        # Printer, terminal, scanner and reader on serial lines; the screen and its touch.
        + "SupplementaryGroups=dialout video input render\n"
        + f"ReadWritePaths={places.device}\n",
    )
    return (
        Unit("pishkhan-agent.service", agent),
        Unit("pishkhan-kiosk.service", kiosk),
    )


def hub_units(places: HubPlaces) -> tuple[Unit, ...]:
    """Broker and hub. The hub goes on without the broker, and says so."""
    broker = _unit(
        "Pishkhan broker: Mosquitto for the city's kiosks",
        "network.target",
        f"{places.program} provision broker --city-dir {places.city} "
        f"--port {places.broker_port} --run",
        f"ReadWritePaths={places.city}/broker\n",
    )
    hub = _unit(
        "Pishkhan hub: ingest, console and enrolment",
        "network.target pishkhan-broker.service",
        f"{places.program} hub serve --city-dir {places.city} --data {places.data} "
        f"--port {places.port} --device-port {places.device_port} "
        f"--broker localhost:{places.broker_port}",
        _as_user(places.user) + f"ReadWritePaths={places.data}\n",
    )
    return (Unit("pishkhan-broker.service", broker), Unit("pishkhan-hub.service", hub))


def _as_user(user: str) -> str:
    return f"User={user}\nGroup={user}\n"


def _unit(description: str, after: str, command: str, rights: str) -> str:
    return f"""\
# Made by `pishkhan provision services`.
[Unit]
Description={description}
After={after}
StartLimitIntervalSec=0

[Service]
ExecStart={command}
Restart=always
RestartSec=2
KillMode=mixed
TimeoutStopSec=20
{rights}{HARDENING}
[Install]
WantedBy=multi-user.target
"""
