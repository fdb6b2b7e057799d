"""The city's folder: what lies where, and how each file is read.

root.pem root.key              the root of all trust; the key is wanted only for new services
devices-ca.pem devices-ca.key  signs devices, at the hub
hub.pem hub.key                the hub as a server, and as the broker's client
broker.pem broker.key          the broker
admin.pem admin.key            opens the hub's administrative routes
root.crl devices-ca.crl        what each of the two authorities has revoked
trust.bin                      root-signed list of the hub's role keys
keys/<role>.key                32 raw bytes: Ed25519 seeds and X25519 private keys
releases/                      the city's releases (`pishkhan provision release`)
city.toml                      what the city is called and where its hub is, below
broker/                        what the broker may read (`pishkhan provision broker`)

city.toml, made by `pishkhan provision city init`:

city = "qazvin"                     the id in topics and certificates
name = "شهرداری قزوین"              what people call it
hosts = ["hub.example"]             the names in the certificates of hub and broker
hub = "https://hub.example:8444"    the hub's device port; --hub and PISHKHAN_HUB go before it
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from contract.city_folder import RECORD_NAME, RELEASES
from contract.errors import MissingPart
from provisioning.authority.certificates import Identity


class CityMissing(MissingPart):
    """The folder is not a city's folder, or a file in it is missing or unreadable."""


@dataclass(frozen=True)
class CityRecordFile:
    """What `city.toml` says."""

    city: str
    name: str
    hosts: tuple[str, ...]
    hub: str | None


@dataclass(frozen=True)
class CityDirectory:
    """The folder made by `pishkhan provision city init`."""

    path: Path

    def certificate(self, name: str) -> Path:
        return self.path / f"{name}.pem"

    def key(self, name: str) -> Path:
        return self.path / f"{name}.key"

    def revocation_list(self, authority: str) -> Path:
        return self.path / f"{authority}.crl"

    def role_key(self, role: str) -> Path:
        return self.path / "keys" / f"{role}.key"

    @property
    def trust(self) -> Path:
        return self.path / "trust.bin"

    @property
    def record_file(self) -> Path:
        return self.path / RECORD_NAME

    @property
    def broker(self) -> Path:
        return self.path / "broker"

    @property
    def releases(self) -> Path:
        return self.path / RELEASES

    @property
    def revoked_devices(self) -> Path:
        """Names of revoked devices, one a line; absent until there is one."""
        return self.path / "revoked-devices"

    def record(self) -> CityRecordFile:
        """What the city is called. Raises `CityMissing`."""
        try:
            values = tomllib.loads(self.record_file.read_text("utf-8"))
            hub = values.get("hub")
            if not isinstance(hub, str | None):
                raise TypeError("hub is not text")
            return CityRecordFile(values["city"], values["name"], tuple(values["hosts"]), hub)
        except FileNotFoundError:
            raise CityMissing(
                f"{self.path} is not a city's folder: it has no {RECORD_NAME}.",
                "Give the folder made by: pishkhan provision city init --city NAME --dir DIR",
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CityMissing(
                f"{self.record_file} can't be read: {error}.",
                "Restore the file from the copy you keep of the city's folder.",
            ) from error

    def identity(self, name: str) -> Identity:
        """A certificate with its private key, for example "root" or "devices-ca".

        Raises `CityMissing`; the root's key may rightly be offline.
        """
        try:
            certificate = x509.load_pem_x509_certificate(self.certificate(name).read_bytes())
            key = serialization.load_pem_private_key(self.key(name).read_bytes(), None)
        except (OSError, ValueError) as error:
            raise CityMissing(
                f"The {name} key of the city can't be read in {self.path}: {error}.",
                f"Bring {name}.pem and {name}.key to that folder for as long as this takes.",
            ) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise CityMissing(
                f"{self.key(name)} is not a P-256 key.",
                "Restore the file from the copy you keep of the city's folder.",
            )
        return Identity(certificate, key)
