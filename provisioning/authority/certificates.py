"""The certificates of a city itself: root, devices intermediate, hub, broker, administrator.

The profile is that of RFC 5280. All keys are P-256. The root signs the hub, the broker and the
administrator itself; every device comes under one intermediate, which can be replaced without
touching the root. Device certificates are issued at the hub (`central.enrolment`).
"""

import datetime as dt
import ipaddress
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_DAYS = 25 * 365
DEVICES_CA_DAYS = 20 * 365
SERVICE_DAYS = 5 * 365
REVOCATION_LIST_DAYS = 10 * 365
"""A list that has run out locks out every device, so it is reissued, never left to expire."""

BACKDATED = dt.timedelta(hours=24)
"""A machine whose clock is some hours slow must still accept what was issued a minute ago."""

HUB_NAME = "hub"
BROKER_NAME = "broker"
ADMIN_NAME = "admin"


@dataclass(frozen=True)
class Identity:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make_root(city: str, now: dt.datetime) -> Identity:
    """The city's self-signed root; it may have one level of intermediates below it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(city, f"{city} root")
    builder = _builder(name, name, key.public_key(), now, ROOT_DAYS)
    builder = _as_authority(builder, path_length=1)
    return Identity(builder.sign(key, hashes.SHA256()), key)


def make_devices_authority(city: str, root: Identity, now: dt.datetime) -> Identity:
    """The intermediate that signs device certificates and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(city, f"{city} devices")
    builder = _builder(name, root.certificate.subject, key.public_key(), now, DEVICES_CA_DAYS)
    builder = _under(_as_authority(builder, path_length=0), root)
    return Identity(builder.sign(root.key, hashes.SHA256()), key)


def make_server(
    city: str, common_name: str, hosts: tuple[str, ...], root: Identity, now: dt.datetime
) -> Identity:
    """A certificate for a service: server to all, and client of the broker under its own name.

    `hosts` are the names and addresses under which clients reach it.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _leaf(city, common_name, key, root, now).add_extension(
        x509.SubjectAlternativeName([_host(host) for host in hosts]), critical=False
    )
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]),
        critical=False,
    )
    return Identity(builder.sign(root.key, hashes.SHA256()), key)


def make_client(city: str, common_name: str, root: Identity, now: dt.datetime) -> Identity:
    """A certificate that opens the hub's administrative routes; it can't act as a server."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _leaf(city, common_name, key, root, now).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
    )
    return Identity(builder.sign(root.key, hashes.SHA256()), key)


def make_revocation_list(
    authority: Identity, revoked_serials: tuple[int, ...], now: dt.datetime
) -> x509.CertificateRevocationList:
    """All the serials that `authority` has revoked; the broker wants one list for each issuer."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now - BACKDATED)
        .next_update(now + dt.timedelta(days=REVOCATION_LIST_DAYS))
        .add_extension(_authority_key_identifier(authority), critical=False)
        # Microseconds since 1970: it only ever grows, without a counter file to lose.
        .add_extension(x509.CRLNumber(int(now.timestamp() * 1_000_000)), critical=False)
    )
    for serial in revoked_serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(authority.key, hashes.SHA256())


def certificate_pem(certificate: x509.Certificate) -> bytes:
    """The certificate as PEM text."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def revocation_list_pem(revoked: x509.CertificateRevocationList) -> bytes:
    """The revocation list as PEM text."""
    return revoked.public_bytes(serialization.Encoding.PEM)


def key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The private key as unencrypted PKCS #8 PEM; the file's mode guards it."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _name(city: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, city),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    now: dt.datetime,
    days: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _as_authority(builder: x509.CertificateBuilder, path_length: int) -> x509.CertificateBuilder:
    return builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=path_length), critical=True
    ).add_extension(_key_usage(signs_certificates=True), critical=True)


def _leaf(
    city: str,
    common_name: str,
    key: ec.EllipticCurvePrivateKey,
    root: Identity,
    now: dt.datetime,
) -> x509.CertificateBuilder:
    builder = _builder(
        _name(city, common_name), root.certificate.subject, key.public_key(), now, SERVICE_DAYS
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    return _under(builder.add_extension(_key_usage(signs_certificates=False), True), root)


def _under(builder: x509.CertificateBuilder, issuer: Identity) -> x509.CertificateBuilder:
    return builder.add_extension(_authority_key_identifier(issuer), critical=False)


def _authority_key_identifier(issuer: Identity) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
