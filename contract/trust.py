"""The trust list: which of the hub's keys a device may believe, signed by the city's root.

Lists only ever increase in version. Keys of one purpose may overlap in time, so that each can be
replaced while old messages still verify. Signed by the root certificate's P-256 key (ES256).
"""

from enum import StrEnum

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nacl.signing import VerifyKey

from contract.errors import PishkhanError
from contract.signature import FORMAT, BadSignature, Signed, key_id, read_frame, signing_input
from contract.unreadable import UNREADABLE


class KeyPurpose(StrEnum):
    ACK = "ack"
    COMMAND = "command"
    REFERENCE = "reference"
    SEALING = "sealing"
    RECOVERY = "recovery"


class NoTrustedKey(PishkhanError):
    """The trust list names no key for a purpose at this time."""


class TrustedKey(msgspec.Struct, frozen=True, kw_only=True):
    """`algorithm`: ed25519 for signing purposes, x25519 for sealing and recovery."""

    id: str
    purpose: KeyPurpose
    algorithm: str
    public: bytes
    not_before_ms: int
    not_after_ms: int


class TrustList(msgspec.Struct, frozen=True, kw_only=True):
    city: str
    version: int
    issued_ms: int
    keys: tuple[TrustedKey, ...]

    def find(self, purpose: KeyPurpose, id: str) -> VerifyKey | None:
        """A signing key of a purpose by its id, for `open_signed`."""
        for key in self.keys:
            if key.purpose == purpose and key.id == id and key.algorithm == "ed25519":
                return VerifyKey(key.public)
        return None

    def current(self, purpose: KeyPurpose, now_ms: int) -> TrustedKey:
        """The newest key of a purpose valid at a time (UTC ms). Raises NoTrustedKey."""
        valid = [
            key
            for key in self.keys
            if key.purpose == purpose and key.not_before_ms <= now_ms < key.not_after_ms
        ]
        if not valid:
            raise NoTrustedKey(
                f"No {purpose} key is valid now.", "Publish a trust list with a new key."
            )
        return max(valid, key=lambda key: key.not_before_ms)

    def sealing_key(self, now_ms: int) -> TrustedKey:
        """To whom a carried file is sealed: the hub's current key, else the newest that is
        listed, for a kiosk whose clock is wrong must be helped too. Raises NoTrustedKey."""
        try:
            return self.current(KeyPurpose.SEALING, now_ms)
        except NoTrustedKey:
            listed = [key for key in self.keys if key.purpose is KeyPurpose.SEALING]
            if not listed:
                raise
            return max(listed, key=lambda key: key.not_before_ms)

    def sealing_recipients(self, now_ms: int) -> dict[str, bytes]:
        """Key id -> X25519 public bytes of the hub and of the recovery key."""
        chosen = [self.current(p, now_ms) for p in (KeyPurpose.SEALING, KeyPurpose.RECOVERY)]
        return {key.id: key.public for key in chosen}


_decoder = msgspec.msgpack.Decoder(TrustList)


def sign_trust_list(trust: TrustList, root: ec.EllipticCurvePrivateKey) -> bytes:
    payload = msgspec.msgpack.encode(trust)
    key = key_id(_public_bytes(root.public_key()))
    message = signing_input("trust", "es256", key, payload)
    signature = root.sign(message, ec.ECDSA(hashes.SHA256()))
    return msgspec.msgpack.encode(Signed(FORMAT, "trust", "es256", key, payload, signature))


def open_trust_list(data: bytes, root_certificate: bytes) -> TrustList:
    """From the signed bytes and the root's PEM. Raises BadSignature."""
    signed = read_frame(data, "trust")
    public = x509.load_pem_x509_certificate(root_certificate).public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey) or signed.algorithm != "es256":
        raise BadSignature("The trust list needs the root's P-256 key.", _WHAT_NOW)
    message = signing_input("trust", "es256", signed.key, signed.payload)
    try:
        public.verify(signed.signature, message, ec.ECDSA(hashes.SHA256()))
        return _decoder.decode(signed.payload)
    except InvalidSignature as error:
        raise BadSignature("The city's root did not sign this trust list.", _WHAT_NOW) from error
    except UNREADABLE as error:
        raise BadSignature(f"The trust list is malformed: {error}.", _WHAT_NOW) from error


def _public_bytes(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


_WHAT_NOW = "Keep the list you have; enrol again if the city's root was replaced."
