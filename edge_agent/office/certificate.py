"""The page's own key and certificate, signed by itself.

The device's certificate can't be shown to a browser: it is for a client, names no address, and its
key says to the hub who this kiosk is. A certificate of its own keeps PIN and session from whoever
listens in the office's network; that it is the right one, the clerk sees once by its fingerprint.
"""

import datetime as dt
import hashlib
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from edge_agent.device import DamagedDeviceFile, write_durably

LASTS = dt.timedelta(days=800)
"""Browsers refuse what lasts longer."""
RENEWED_BEFORE = dt.timedelta(days=30)
PRIVATE = 0o600


@dataclass(frozen=True)
class OfficeCertificate:
    """`path` holds key and certificate, closed to other users: one file, one moment."""

    path: Path

    def renew(self, listen: str, now: dt.datetime) -> None:
        """Makes one where there is none that fits and lasts. Raises OSError."""
        if not self._fits(listen, now):
            write_durably(self.path, _make(listen, now), PRIVATE)

    @property
    def fingerprint(self) -> str:
        """As browsers show it. Raises DamagedDeviceFile."""
        digest = hashlib.sha256(self._read().public_bytes(Encoding.DER)).hexdigest().upper()
        return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))

    def context(self) -> ssl.SSLContext:
        """For the server. Raises DamagedDeviceFile."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.path)
        except (OSError, ssl.SSLError) as error:
            raise DamagedDeviceFile(self.path, str(error)) from error
        return context

    def _fits(self, listen: str, now: dt.datetime) -> bool:
        try:
            certificate = self._read()
            names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        except (DamagedDeviceFile, x509.ExtensionNotFound):
            return False
        ours = names.value.get_values_for_type(x509.IPAddress) == [ipaddress.ip_address(listen)]
        return ours and now + RENEWED_BEFORE < certificate.not_valid_after_utc

    def _read(self) -> x509.Certificate:
        try:
            return x509.load_pem_x509_certificate(self.path.read_bytes())
        except (OSError, ValueError) as error:
            raise DamagedDeviceFile(self.path, str(error)) from error


def _make(listen: str, now: dt.datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Pishkhan {listen}")])
    address = x509.IPAddress(ipaddress.ip_address(listen))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + LASTS)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret + certificate.public_bytes(Encoding.PEM)
