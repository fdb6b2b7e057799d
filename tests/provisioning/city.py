"""A city made for one test, and certificates of it that tests need."""

import datetime as dt
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from central.enrolment.certificates import IssuedCertificate, issue, load_authority
from provisioning.authority import CityDirectory, CityPlan, init_city
from provisioning.authority.certificates import key_pem

CITY = "qazvin"
NAME = "شهرداری قزوین"


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that the broker's user can walk into; pytest's own are closed to it."""
    with tempfile.TemporaryDirectory(prefix="pishkhan-city-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def make_city(folder: Path, hub: str | None = None) -> CityDirectory:
    return init_city(CityPlan(CITY, NAME, (), hub), folder / "city", now())


@dataclass(frozen=True)
class DeviceFiles:
    """A device's certificate as the hub issues it, with the key."""

    certificate: Path
    key: Path
    issued: IssuedCertificate


def issue_device(
    city: CityDirectory, device: str, folder: Path, at: dt.datetime | None = None
) -> DeviceFiles:
    key = ec.generate_private_key(ec.SECP256R1())
    issued = issue(load_authority(city.path), CITY, device, key.public_key(), at or now())
    folder.mkdir(exist_ok=True)
    files = DeviceFiles(folder / f"{device}.pem", folder / f"{device}.key", issued)
    files.certificate.write_bytes(issued.chain)
    files.key.write_bytes(key_pem(key))
    return files


def client_context(city: CityDirectory, certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(city.certificate("root")))
    context.load_cert_chain(certificate, key)
    return context
