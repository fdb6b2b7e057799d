"""The folder that the broker may read: copies of its own key and of what it must trust.

Mosquitto started by root drops to another user before it opens its files, so they lie in a folder
of their own, owned by that user, and nothing else of the city is readable to it.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from contract.errors import MissingPart
from edge_agent.device import write_durably
from provisioning.authority.directory import CityDirectory
from provisioning.broker.configuration import Listener, broker_access, broker_configuration

PRIVATE = 0o600
"""Key files: readable by their owner alone."""

UNPRIVILEGED_USERS = ("mosquitto", "nobody")
"""The user that Debian's package makes, else the one that owns nothing."""


class BrokerFolderUnreachable(MissingPart):
    """The unprivileged user can't walk to the folder."""


@dataclass(frozen=True)
class BrokerFolder:
    """A prepared folder: `configuration` can be given to mosquitto -c."""

    path: Path
    listener: Listener

    @property
    def configuration(self) -> Path:
        return self.path / "mosquitto.conf"

    @property
    def process_file(self) -> Path:
        """Holds the process number of the running broker, as a line of text."""
        return self.path / "broker.pid"


def prepare_broker(
    city: CityDirectory, listener: Listener, folder: Path | None = None
) -> BrokerFolder:
    """Write the configuration, the access list and copies of the keys; safe to do again.

    Raises `CityMissing` and, as root, `BrokerFolderUnreachable`.
    """
    record = city.record()
    path = (folder or city.broker).absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    city.identity("broker")  # a damaged key is refused here, before the broker meets it
    write_durably(path / "broker.pem", city.certificate("broker").read_bytes())
    write_durably(path / "broker.key", city.key("broker").read_bytes(), PRIVATE)
    write_trust(city, path)
    access = broker_access(record.city, revoked_devices(city))
    write_durably(path / "access", access.encode(), PRIVATE)
    configuration = broker_configuration(listener, path)
    write_durably(path / "mosquitto.conf", configuration.encode())
    hand_over(path)
    return BrokerFolder(path, listener)


def write_trust(city: CityDirectory, path: Path) -> None:
    """Copy the authorities and their revocation lists to where the broker reads them."""
    names = ("root", "devices-ca")
    authorities = b"".join(city.certificate(name).read_bytes() for name in names)
    revoked = b"".join(city.revocation_list(name).read_bytes() for name in names)
    write_durably(path / "authorities.pem", authorities)
    write_durably(path / "revoked.pem", revoked)


def revoked_devices(city: CityDirectory) -> tuple[str, ...]:
    """Devices that the broker denies by name."""
    try:
        return tuple(city.revoked_devices.read_text("utf-8").split())
    except FileNotFoundError:
        return ()


def hand_over(path: Path) -> None:
    """Give the folder to the user the broker runs as; does nothing unless we are root."""
    if os.geteuid() != 0:
        return
    user = unprivileged_user()
    for entry in (path, *path.iterdir()):
        os.chown(entry, user.pw_uid, user.pw_gid)
    for parent in path.parents:
        mode = parent.stat()
        reachable = mode.st_mode & stat.S_IXOTH or mode.st_uid == user.pw_uid
        if not reachable:
            raise BrokerFolderUnreachable(
                f"The broker runs as {user.pw_name}, which can't enter {parent}.",
                f"Give a folder that it can reach: --broker-dir /var/lib/pishkhan/{path.name}",
            )


def unprivileged_user() -> pwd.struct_passwd:
    """The user that the broker runs as when root starts it."""
    for name in UNPRIVILEGED_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise MissingPart(
        f"None of the users {', '.join(UNPRIVILEGED_USERS)} exists on this machine.",
        "Install Debian's package mosquitto, which makes its own user.",
    )
