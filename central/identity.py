"""The hub's own keys, read from the city's folder and checked before anything starts."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from nacl.signing import SigningKey

from contract.city_folder import RECORD_NAME
from contract.errors import MissingPart


class IdentityRefused(MissingPart):
    """The city's folder is missing something, or the hub's certificate isn't valid."""


@dataclass(frozen=True)
class HubIdentity:
    """`ack_key` signs acknowledgements, `command_key` what kiosks are told to do; the files are
    for TLS, as server and to the broker."""

    city: str
    name: str
    certificate: Path
    key: Path
    root: Path
    devices_authority: Path
    ack_key: SigningKey
    command_key: SigningKey


def load_identity(city_dir: Path, now: dt.datetime) -> HubIdentity:
    """The hub's identity in `city_dir`. Raises IdentityRefused."""
    record = _record(city_dir)
    certificate = city_dir / "hub.pem"
    _check_certificate(certificate, city_dir / "root.pem", record["city"], now)
    return HubIdentity(
        city=record["city"],
        name=record["name"],
        certificate=certificate,
        key=_present(city_dir / "hub.key"),
        root=city_dir / "root.pem",
        devices_authority=_present(city_dir / "devices-ca.pem"),
        ack_key=_signing_key(city_dir / "keys" / "ack.key"),
        command_key=_signing_key(city_dir / "keys" / "command.key"),
    )


def _record(city_dir: Path) -> dict[str, str]:
    path = _present(city_dir / RECORD_NAME)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return {"city": str(values["city"]), "name": str(values["name"])}
    except (ValueError, KeyError) as wrong:
        raise IdentityRefused(
            f"{path} can't be read: {wrong}.", "Restore it from the city's copy."
        ) from wrong


def _present(path: Path) -> Path:
    if not path.is_file():
        raise IdentityRefused(
            f"{path} is missing.",
            "Give the city's folder with --city-dir; "
            "`pishkhan provision city init` makes one for a new city.",
        )
    return path


def _signing_key(path: Path) -> SigningKey:
    seed = _present(path).read_bytes()
    if len(seed) != 32:
        raise IdentityRefused(
            f"{path} isn't an Ed25519 seed of 32 bytes.", "Restore it from the city's copy."
        )
    return SigningKey(seed)


def _check_certificate(path: Path, root: Path, city: str, now: dt.datetime) -> None:
    try:
        ours = x509.load_pem_x509_certificate(_present(path).read_bytes())
        authority = x509.load_pem_x509_certificate(_present(root).read_bytes())
    except ValueError as wrong:
        raise IdentityRefused(
            f"{path} or {root} isn't a certificate.", "Restore both from the city's copy."
        ) from wrong
    try:
        ours.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature) as foreign:
        raise IdentityRefused(
            f"The hub's certificate {path} is foreign: {root} of {city} didn't issue it.",
            "Put back the hub.pem that was made with this city's root.",
        ) from foreign
    if not ours.not_valid_before_utc <= now < ours.not_valid_after_utc:
        raise IdentityRefused(
            f"The hub's certificate is valid only from {ours.not_valid_before_utc:%Y-%m-%d} "
            f"to {ours.not_valid_after_utc:%Y-%m-%d}.",
            "Check this machine's date; if it is right, renew hub.pem with the city's root key.",
        )
