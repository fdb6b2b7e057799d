"""The TLS key of a machine, made on it and never leaving it."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from edge_agent.device import DamagedDeviceFile, write_durably

PRIVATE = 0o600


def create_tls_key(path: Path) -> ec.EllipticCurvePrivateKey:
    """The P-256 key there is, or a new one on disk before it is used.

    Raises DamagedDeviceFile and OSError.
    """
    if path.exists():
        return _read(path)
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_durably(path, pem, PRIVATE)
    return key


def certificate_request(key: ec.EllipticCurvePrivateKey) -> x509.CertificateSigningRequest:
    """A PKCS #10 request. The name in it says nothing: the hub gives the name."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "enrolling")])
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())


def _read(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except ValueError as error:
        raise DamagedDeviceFile(path, str(error)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise DamagedDeviceFile(path, "not a P-256 key")
    return key
