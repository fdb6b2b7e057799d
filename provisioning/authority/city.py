"""Making a city: everything in a staging folder, then one rename. Nothing is ever overwritten."""

import datetime as dt
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from contract.errors import PishkhanError
from contract.trust import sign_trust_list
from edge_agent.device import sync_folder, write_durably
from provisioning.authority.certificates import (
    ADMIN_NAME,
    BROKER_NAME,
    HUB_NAME,
    Identity,
    certificate_pem,
    key_pem,
    make_client,
    make_devices_authority,
    make_revocation_list,
    make_root,
    make_server,
    revocation_list_pem,
)
from provisioning.authority.directory import CityDirectory
from provisioning.authority.role_keys import make_role_keys, trust_list

PRIVATE = 0o600
"""Key files: readable by their owner alone."""

RECOVERY_USE = "it opens every sealed record if the hub is lost, and the hub runs without it"
ROOT_USE = "it is wanted only to renew the city's own certificates or to change the hub's keys"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


class CityAlreadyThere(PishkhanError):
    """Making a city again would orphan every kiosk that was enrolled in the first one."""


@dataclass(frozen=True)
class CityPlan:
    """`city` is the id that stands in topics and certificates, `name` is for people.

    `hosts` are the names and addresses of hub and broker, beside those of this machine; `hub` is
    the URL of the hub's device port, for those who administrate it.
    """

    city: str
    name: str
    hosts: tuple[str, ...]
    hub: str | None = None


def init_city(plan: CityPlan, path: Path, now: dt.datetime) -> CityDirectory:
    """Make the folder of a new city. A crash leaves either no folder or a whole one.

    Raises `CityAlreadyThere` when `path` exists and isn't an empty folder.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise _already_there(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        _fill(plan, CityDirectory(staging), now)
        # The broker runs as another user and must be able to walk to its own folder in here;
        # it can't list this one, and every key in it is readable by its owner alone.
        staging.chmod(0o711)
        sync_folder(staging)
        try:
            os.rename(staging, path)
        except OSError as error:
            raise _already_there(path) from error
        sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return CityDirectory(path)


def next_steps(directory: CityDirectory, options: str) -> list[str]:
    """What the person who made the city should do now, in order.

    `options` are what later commands want to find the folder, such as "--city-dir DIR".
    """
    where = f" {options}" if options else ""
    return [
        f"Move {directory.role_key('recovery')} to a safe and delete it here: {RECOVERY_USE}.",
        f"Move {directory.key('root')} offline too: {ROOT_USE}.",
        f"Load the city's data: pishkhan hub load-city sample{where}",
        f"Start the broker: pishkhan provision broker --run{where}",
        f"Start the hub: pishkhan hub serve{where}",
        f"Enrol a kiosk: pishkhan provision claim --district 2 --office khayyam{where}",
    ]


def _already_there(path: Path) -> CityAlreadyThere:
    return CityAlreadyThere(
        f"{path} is already there; a city is made once, because its kiosks trust its first keys.",
        "Choose another --dir, or move the old folder away if no kiosk was ever enrolled in it.",
    )


def _fill(plan: CityPlan, directory: CityDirectory, now: dt.datetime) -> None:
    root = make_root(plan.city, now)
    hosts = tuple(dict.fromkeys((*plan.hosts, *LOCAL_HOSTS)))
    devices = make_devices_authority(plan.city, root, now)
    for name, authority in (("root", root), ("devices-ca", devices)):
        _write_identity(directory, name, authority)
        # Empty lists from the start: the broker wants one for each issuer, and the root's key
        # should be offline by the time the first device is revoked.
        empty = make_revocation_list(authority, (), now)
        write_durably(directory.revocation_list(name), revocation_list_pem(empty))
    _write_identity(directory, "hub", make_server(plan.city, HUB_NAME, hosts, root, now))
    _write_identity(directory, "broker", make_server(plan.city, BROKER_NAME, hosts, root, now))
    _write_identity(directory, "admin", make_client(plan.city, ADMIN_NAME, root, now))

    directory.role_key("ack").parent.mkdir(mode=0o700)
    keys = make_role_keys()
    for key in keys:
        write_durably(directory.role_key(key.role), key.private, PRIVATE)
    sync_folder(directory.role_key("ack").parent)
    signed = sign_trust_list(trust_list(plan.city, 1, keys, now), root.key)
    write_durably(directory.trust, signed)
    record = (
        f"city = {_toml_text(plan.city)}\n"
        f"name = {_toml_text(plan.name)}\n"
        f"hosts = [{', '.join(_toml_text(host) for host in hosts)}]\n"
    )
    if plan.hub is not None:
        record += f"hub = {_toml_text(plan.hub)}\n"
    write_durably(directory.record_file, record.encode())


def _write_identity(directory: CityDirectory, name: str, identity: Identity) -> None:
    write_durably(directory.key(name), key_pem(identity.key), PRIVATE)
    write_durably(directory.certificate(name), certificate_pem(identity.certificate))


def _toml_text(text: str) -> str:
    """A basic string of TOML: quotes, backslashes and control characters escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04X}" for c in escaped) + '"'
