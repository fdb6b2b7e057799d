"""Issuing a device's certificate under the city's devices intermediate (RFC 5280 profile).

The machine's request is believed for its public key alone, of which its own signature proves
possession: the name, the city and the purposes are the hub's.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from central.enrolment.errors import EnrolmentRefused, malformed
from central.fleet import RegisteredCertificate

DEVICE_DAYS = 3 * 365
BACKDATED = dt.timedelta(hours=24)
"""A kiosk whose clock is some hours slow must still accept its own certificate."""


class AuthorityKeyMissing(EnrolmentRefused):
    """The devices intermediate can't be read at the hub."""

    exit_code = 3


@dataclass(frozen=True)
class Authority:
    """The devices intermediate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class IssuedCertificate:
    """`chain` is PEM, the device first; `serial` and `fingerprint` (SHA-256) are hexadecimal."""

    chain: bytes
    serial: str
    fingerprint: str
    expires_ms: int

    @property
    def registered(self) -> RegisteredCertificate:
        """What the register keeps of it."""
        return RegisteredCertificate(self.fingerprint, self.serial, self.expires_ms)


def load_authority(city_dir: Path) -> Authority:
    """The devices intermediate of the city's folder. Raises AuthorityKeyMissing."""
    try:
        certificate = x509.load_pem_x509_certificate((city_dir / "devices-ca.pem").read_bytes())
        key = serialization.load_pem_private_key((city_dir / "devices-ca.key").read_bytes(), None)
    except (OSError, ValueError) as error:
        raise _missing(city_dir, str(error)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise _missing(city_dir, "devices-ca.key is not a P-256 key")
    return Authority(certificate, key)


def read_request(der: bytes) -> ec.EllipticCurvePublicKey:
    """The public key of a PKCS #10 request, possession proven. Raises EnrolmentRefused."""
    try:
        request = x509.load_der_x509_csr(der)
        public = request.public_key()
        proven = request.is_signature_valid
    except (ValueError, InvalidSignature) as error:
        raise malformed(f"its certificate request is broken ({error})") from error
    if not proven:
        raise malformed("the signature of its certificate request doesn't hold")
    if not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name != "secp256r1":
        raise malformed("its TLS key is not on the curve P-256")
    return public


def issue(
    authority: Authority,
    city: str,
    device: str,
    public: ec.EllipticCurvePublicKey,
    now: dt.datetime,
) -> IssuedCertificate:
    """A certificate for `device`; it serves as a client only and signs nothing else."""
    expires = min(
        now + dt.timedelta(days=DEVICE_DAYS), authority.certificate.not_valid_after_utc
    ).replace(microsecond=0)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(city, device))
        .issuer_name(authority.certificate.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(expires)
    )
    for extension, critical in _extensions(authority, public):
        builder = builder.add_extension(extension, critical)
    certificate = builder.sign(authority.key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    return IssuedCertificate(
        chain=certificate.public_bytes(pem) + authority.certificate.public_bytes(pem),
        serial=format(certificate.serial_number, "x"),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        expires_ms=int(expires.timestamp() * 1000),
    )


def _extensions(
    authority: Authority, public: ec.EllipticCurvePublicKey
) -> list[tuple[x509.ExtensionType, bool]]:
    issuer = authority.key.public_key()
    return [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            True,
        ),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False),
        (x509.SubjectKeyIdentifier.from_public_key(public), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), False),
    ]


def _name(city: str, device: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, city),
            x509.NameAttribute(NameOID.COMMON_NAME, device),
        ]
    )


def _missing(city_dir: Path, detail: str) -> AuthorityKeyMissing:
    return AuthorityKeyMissing(
        "authority",
        503,
        f"The hub can't issue certificates: {detail}.",
        f"Put devices-ca.pem and devices-ca.key back into {city_dir} at the hub.",
    )
