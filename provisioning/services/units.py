"""The units' texts (systemd.service(5), systemd.exec(5)).

Every program keeps its own state safe, so `Restart=always` needs no conditions. Each may write
only its own folder; the broker gives up root's rights itself, once it has its port and its keys.
"""

from dataclasses import dataclass
from pathlib import Path

from edge_agent.device import STICKS, DeviceDirectory
from edge_agent.updates.launching import PROGRAM
from provisioning.services import sticks
from provisioning.services.application import LAUNCHER
from provisioning.services.kiosk_mode import DisplayServer, Turned, quarter_turns

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
# A connection is an open file, and systemd's own limit is 1,024.
FOR_MANY_KIOSKS = "LimitNOFILE=65536\n"
# Of a program that holds what citizens type, nothing goes to the disk: no core dump, no swap.
FORGETTING = """\
LimitCORE=0
CoredumpFilter=0
MemorySwapMax=0
"""
# The agent says when it is ready, and each second that it is not stuck.
WATCHED = """\
Type=notify
NotifyAccess=main
WatchdogSec=30
"""
# A technician's stick. A mount that the machine makes later reaches the agent's own view of the
# files, which is a slave of the machine's; one that is there already at its start would be
# read-only without this line. A machine whose folder was never made has no sticks (`-`).
STICKS_PATHS = f"ReadWritePaths=-{STICKS}\n"
RUNTIME = "pishkhan-kiosk"
PYTHON = "/usr/bin/python3"
"""What judges a release is no part of it, so the machine's own Python starts the agent."""
COOKIE = "/run/pishkhan-display/cookie"


@dataclass(frozen=True)
class Unit:
    """A file for /etc/systemd/system."""

    name: str
    text: str

    @property
    def is_template(self) -> bool:
        """Started by what is plugged in, never by itself."""
        return "@." in self.name


@dataclass(frozen=True)
class KioskPlaces:
    """`device` is the folder made by enrolment and prepared by `provision application`."""

    device: Path
    user: str
    display: DisplayServer = DisplayServer.CAGE
    turned: Turned = Turned.NOT

    @property
    def application(self) -> Path:
        return DeviceDirectory(self.device).application_path

    @property
    def program(self) -> Path:
        """Of the version that runs, whichever that is at the start."""
        return self.application / "current" / PROGRAM


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
    """Agent and kiosk, what mounts a technician's stick, and under X11 the kiosk's server. Agent
    and kiosk need each other's files, never each other's process."""
    agent = _unit(
        "Pishkhan agent: copies the kiosk's journals to the city",
        "network.target",
        f"{PYTHON} -I {places.application / LAUNCHER} {places.application} "
        f"agent run --device {places.device}",
        _as_user(places.user)
        + f"ReadWritePaths={places.device}\n{STICKS_PATHS}"
        + WATCHED
        + FORGETTING,
    )
    units = (
        Unit("pishkhan-agent.service", agent),
        Unit("pishkhan-kiosk.service", _kiosk(places)),
        Unit(sticks.UNIT, sticks.stick_unit(places.user)),
    )
    if places.display is DisplayServer.CAGE:
        return units
    return (*units, Unit("pishkhan-display.service", _display(places.user)))


def _kiosk(places: KioskPlaces) -> str:
    command = f"{places.program} kiosk --device {places.device}"
    # Printer, terminal, scanner and reader on serial lines; screen, touch and earphones.
    rights = (
        _as_user(places.user)
        + "SupplementaryGroups=audio dialout video input render\n"
        + f"ReadWritePaths={places.device}\n"
        + FORGETTING
    )
    if places.display is DisplayServer.X11:
        return _unit(
            "Pishkhan kiosk: counter and touch screen",
            "pishkhan-display.service",
            command,
            f"Environment=QT_QPA_PLATFORM=xcb DISPLAY=:0 XAUTHORITY={COOKIE}\n" + rights,
        ).replace("PrivateTmp=yes\n", "")  # the server's socket lies in /tmp
    # Never `cage -s`: it lets keys switch consoles. seatd gives the screen without a login.
    turns = " -r" * quarter_turns(places.turned)
    return _unit(
        "Pishkhan kiosk: counter and touch screen",
        "seatd.service",
        f"/usr/bin/cage{turns} -- {command}",
        "Environment=QT_QPA_PLATFORM=wayland LIBSEAT_BACKEND=seatd "
        f"XDG_RUNTIME_DIR=/run/{RUNTIME}\nRuntimeDirectory={RUNTIME}\nRuntimeDirectoryMode=0700\n"
        + rights,
    ).replace("After=seatd.service\n", "After=seatd.service\nWants=seatd.service\n")


def _display(user: str) -> str:
    """Xorg alone, without a window manager; root's, as on any machine without logins. Who may
    draw on it holds its cookie."""
    cookie = (
        f"ExecStartPre=/bin/sh -c 'rm -f {COOKIE}; xauth -q -f {COOKIE} add :0 . $$(mcookie) "
        f"&& chown {user} {COOKIE}'\n"
    )
    server = "/usr/bin/Xorg :0 vt7 -keeptty -novtswitch -nolisten tcp -nocursor -s 0 -noreset"
    return f"""\
# Made by `pishkhan provision services`.
[Unit]
Description=Pishkhan display: X11 for the kiosk alone
After=systemd-udevd.service
StartLimitIntervalSec=0

[Service]
{cookie}ExecStart={server} -auth {COOKIE}
Restart=always
RestartSec=1
RuntimeDirectory=pishkhan-display
{FORGETTING}
[Install]
WantedBy=multi-user.target
"""


def hub_units(places: HubPlaces) -> tuple[Unit, ...]:
    """Broker and hub. The hub goes on without the broker, and says so."""
    broker = _unit(
        "Pishkhan broker: Mosquitto for the city's kiosks",
        "network.target",
        f"{places.program} provision broker --city-dir {places.city} "
        f"--port {places.broker_port} --run",
        f"ReadWritePaths={places.city}/broker\n{FOR_MANY_KIOSKS}",
    )
    hub = _unit(
        "Pishkhan hub: ingest, console and enrolment",
        "network.target pishkhan-broker.service",
        f"{places.program} hub serve --city-dir {places.city} --data {places.data} "
        f"--port {places.port} --device-port {places.device_port} "
        f"--broker localhost:{places.broker_port}",
        _as_user(places.user) + f"ReadWritePaths={places.data}\n{FOR_MANY_KIOSKS}",
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
