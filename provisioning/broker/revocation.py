"""Taking a device's certificate out of use at the broker: for new connections and open ones."""

import datetime as dt
import os
import signal
from pathlib import Path

from cryptography import x509

from edge_agent.device import write_durably
from provisioning.authority.certificates import make_revocation_list, revocation_list_pem
from provisioning.authority.directory import CityDirectory
from provisioning.broker.configuration import broker_access
from provisioning.broker.folder import hand_over, revoked_devices, write_trust

PRIVATE = 0o600
"""Key files: readable by their owner alone."""


def revoke_certificate(
    city: CityDirectory, device: str, serials: tuple[int, ...], now: dt.datetime, broker: Path
) -> bool:
    """Add the device's certificates to the revocation list and shut the broker to it.

    Safe to do again. Returns whether a running broker was told; otherwise the next start reads
    the lists. Raises `CityMissing`.
    """
    list_file = city.revocation_list("devices-ca")
    present = x509.load_pem_x509_crl(list_file.read_bytes())
    known = {entry.serial_number for entry in present}
    revoked = make_revocation_list(
        city.identity("devices-ca"), tuple(sorted(known | set(serials))), now
    )
    write_durably(list_file, revocation_list_pem(revoked))
    devices = tuple(sorted({*revoked_devices(city), device}))
    write_durably(city.revoked_devices, "\n".join(devices).encode() + b"\n")
    if not broker.is_dir():
        return False
    access = broker_access(city.record().city, devices)
    write_durably(broker / "access", access.encode(), PRIVATE)
    write_trust(city, broker)
    hand_over(broker)
    return _reload(broker / "broker.pid")


def _reload(process_file: Path) -> bool:
    """Tell the broker to read its files again; False when none runs."""
    try:
        number = int(process_file.read_text("ascii"))
        command = Path(f"/proc/{number}/comm").read_text("ascii").strip()
    except (OSError, ValueError):
        return False
    if command != "mosquitto":  # the number was given to another program after a restart
        return False
    os.kill(number, signal.SIGHUP)
    return True
