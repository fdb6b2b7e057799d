"""Starting Mosquitto as a child, as an unprivileged user, and knowing that it listens."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from contract.errors import MissingPart, PishkhanError
from edge_agent.device import write_durably
from provisioning.broker.folder import BrokerFolder, unprivileged_user
from provisioning.tied import tied

START_DEADLINE_S = 10.0
STOP_DEADLINE_S = 5.0
POLL_S = 0.02


class BrokerMissing(MissingPart):
    """Mosquitto is not installed."""


class PortTaken(MissingPart):
    """Another program listens where the broker should."""


class BrokerNotStarted(MissingPart):
    """Mosquitto ended at once; its own words are in the message."""


@dataclass(frozen=True)
class RunningBroker:
    """A broker that is our child."""

    folder: BrokerFolder
    process: subprocess.Popen[bytes]

    def reload(self) -> None:
        """Read the access list, the certificates and the revocation lists again."""
        self.process.send_signal(signal.SIGHUP)

    def wait(self) -> int:
        """Wait until it ends; returns its exit code."""
        return self.process.wait()

    def stop(self) -> None:
        """End it, by force if it doesn't within `STOP_DEADLINE_S`."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_DEADLINE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.folder.process_file.unlink(missing_ok=True)


def start_broker(folder: BrokerFolder, log: Path) -> RunningBroker:
    """Start the broker and return once it accepts connections; its output goes to `log`.

    Raises `BrokerMissing`, `PortTaken`, `BrokerNotStarted`.
    """
    binary = find_mosquitto()
    refuse_taken_port(folder.listener.bind, folder.listener.port)
    user = unprivileged_user() if os.geteuid() == 0 else None
    with log.open("ab") as output:
        process = subprocess.Popen(
            tied([binary, "-c", str(folder.configuration)], user),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder.path,
            start_new_session=True,  # Ctrl-C ends us first, and we end it
        )
    write_durably(folder.process_file, f"{process.pid}\n".encode())
    broker = RunningBroker(folder, process)
    try:
        _wait_until_listening(broker, log)
    except BaseException:
        broker.stop()
        raise
    return broker


def find_mosquitto() -> str:
    """The path of mosquitto; Debian keeps it where a user's PATH may not look."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    binary = shutil.which("mosquitto", path=path)
    if binary is None:
        raise BrokerMissing(
            "The MQTT broker Mosquitto is not installed.",
            "Install it: apt-get install mosquitto (then: systemctl disable --now mosquitto)",
        )
    return binary


def refuse_taken_port(bind: str, port: int, next_step: str | None = None) -> None:
    """Raises `PortTaken` when another program listens on `port`."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # As servers do; without it a port that was closed a second ago would count as taken.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bind, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise PishkhanError(
                    f"Port {port} on {bind} can't be opened: {error.strerror}.",
                    "Choose a port above 1023 and an address of this machine.",
                ) from error
            raise PortTaken(
                f"Port {port} on {bind} is taken by another program.",
                next_step or f"Choose another port, or see whose it is: ss -ltnp sport = :{port}",
            ) from error


def _wait_until_listening(broker: RunningBroker, log: Path) -> None:
    listener = broker.folder.listener
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(listener.bind, listener.bind)  # noqa: S104
    deadline = time.monotonic() + START_DEADLINE_S
    while time.monotonic() < deadline:
        if broker.process.poll() is not None:
            break
        try:
            socket.create_connection((host, listener.port), timeout=1).close()
            return
        except OSError:
            time.sleep(POLL_S)
    words = log.read_text("utf-8", "replace").strip().splitlines()
    raise BrokerNotStarted(
        f"The broker did not start: {words[-1] if words else 'it said nothing'}.",
        f"Read its log: {log}",
    )
