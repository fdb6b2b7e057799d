"""A city for one test: authority, role keys, broker with mutual TLS, enrolled device folders."""

import datetime as dt
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from nacl.signing import SigningKey

from central.enrolment.certificates import issue, load_authority
from contract.clock import BUILD_TIME_MS
from contract.place import Place
from contract.topics import Topics
from contract.values import parse_city_id, parse_device_id
from edge_agent.device import DeviceDirectory, Identity
from provisioning.authority.certificates import (
    certificate_pem,
    key_pem,
    make_root,
    make_server,
)
from provisioning.authority.city import CityPlan, init_city
from provisioning.authority.directory import CityDirectory
from provisioning.broker.configuration import broker_access
from tests.support.mosquitto import Mosquitto, mutual_tls_configuration

CITY = "qazvin"
PLACE = Place(
    city=CITY, city_name="قزوین", district=2, office="khayyam", office_name="خیام", number=1
)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class City:
    """Made by `make_city`."""

    directory: CityDirectory

    def role_key(self, role: str) -> SigningKey:
        return SigningKey(self.directory.role_key(role).read_bytes())

    def broker(self, files: Mapping[str, bytes] | None = None) -> Mosquitto:
        """Not yet started; its certificate names localhost. `files` replaces some of its own."""
        return Mosquitto(mutual_tls_configuration, {**self._broker_files(), **(files or {})})

    def _broker_files(self) -> dict[str, str | bytes]:
        authorities = [self.directory.certificate(name) for name in ("root", "devices-ca")]
        return {
            "ca.pem": b"".join(path.read_bytes() for path in authorities),
            "broker.pem": self.directory.certificate("broker").read_bytes(),
            "broker.key": self.directory.key("broker").read_bytes(),
            "acl": broker_access(CITY, ()),
        }

    def hub_tls(self) -> ssl.SSLContext:
        """For the hub as a client of the broker."""
        context = ssl.create_default_context(cafile=str(self.directory.certificate("root")))
        context.load_cert_chain(self.directory.certificate("hub"), self.directory.key("hub"))
        return context

    def server_tls(self) -> ssl.SSLContext:
        """For the hub's device port: clients must show a certificate of the city."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.directory.certificate("hub"), self.directory.key("hub"))
        context.load_verify_locations(self.directory.certificate("root"))
        context.load_verify_locations(self.directory.certificate("devices-ca"))
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    def enrol(self, path: Path, device: str, broker_port: int, hub_url: str) -> DeviceDirectory:
        """A device folder as enrolment leaves it."""
        directory = DeviceDirectory(path)
        directory.create()
        key = ec.generate_private_key(ec.SECP256R1())
        issued = issue(load_authority(self.directory.path), CITY, device, key.public_key(), now())
        directory.tls_key_path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        directory.tls_certificate_path.write_bytes(issued.chain)
        directory.root_path.write_bytes(self.directory.certificate("root").read_bytes())
        directory.create_signing_key()
        directory.write_trust(self.directory.trust.read_bytes())
        directory.write_identity(
            Identity(
                city=CITY,
                device=device,
                place=PLACE,
                hub_url=hub_url,
                broker_host="localhost",
                broker_port=broker_port,
                tracking_prefixes=(3056, 3057),
                enrolled_at_ms=0,
            )
        )
        return directory


def make_city(path: Path) -> City:
    return City(init_city(CityPlan(CITY, "قزوین", ()), path, now()))


def topics_of(device: str) -> Topics:
    return Topics(parse_city_id(CITY), parse_device_id(device))


def expired_broker_files(city: City, days_ago: int) -> dict[str, bytes]:
    """A certificate of the city's own root for the broker that ended `days_ago`."""
    root = city.directory.identity("root")
    # Never before this release was made: that is the earliest time a device believes in.
    build = dt.datetime.fromtimestamp(BUILD_TIME_MS / 1000, dt.UTC)
    today = max(now(), build + dt.timedelta(days=30))
    made = today - dt.timedelta(days=5 * 365 + days_ago)
    identity = make_server(CITY, "broker", ("localhost", "127.0.0.1"), root, made)
    return {
        "broker.pem": certificate_pem(identity.certificate),
        "broker.key": key_pem(identity.key),
    }


def foreign_broker_files() -> dict[str, bytes]:
    """A certificate for localhost of another city's root."""
    root = make_root("elsewhere", now())
    identity = make_server("elsewhere", "broker", ("localhost", "127.0.0.1"), root, now())
    return {
        "broker.pem": certificate_pem(identity.certificate),
        "broker.key": key_pem(identity.key),
    }
