"""An enrolled kiosk's folder, made without a hub."""

import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from nacl.public import PrivateKey

from contract.place import Place
from contract.signature import key_id
from contract.trust import KeyPurpose, TrustedKey, TrustList, sign_trust_list
from edge_agent.device import DeviceDirectory, Identity

PLACE = Place(
    city="qazvin",
    city_name="قزوین",
    district=2,
    office="khayyam",
    office_name="خیام",
    number=1,
)


def make_device(folder: Path) -> DeviceDirectory:
    """An enrolled kiosk's folder, without a hub."""
    directory = DeviceDirectory(folder)
    directory.create()
    directory.create_signing_key()
    root_key, root_pem = _root()
    directory.root_path.write_bytes(root_pem)
    directory.write_trust(sign_trust_list(_trust(), root_key))
    directory.write_identity(
        Identity(
            city="qazvin",
            device="k-0123456789",
            place=PLACE,
            hub_url="https://localhost:1",
            broker_host="localhost",
            broker_port=1,
            tracking_prefixes=(3056, 3057),
            enrolled_at_ms=0,
        )
    )
    return directory


def _root() -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "root")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return key, certificate.public_bytes(Encoding.PEM)


def _trust() -> TrustList:
    keys = []
    for purpose in (KeyPurpose.SEALING, KeyPurpose.RECOVERY):
        public = bytes(PrivateKey.generate().public_key)
        keys.append(
            TrustedKey(
                id=key_id(public),
                purpose=purpose,
                algorithm="x25519",
                public=public,
                not_before_ms=0,
                not_after_ms=2**53,
            )
        )
    return TrustList(city="qazvin", version=1, issued_ms=0, keys=tuple(keys))
