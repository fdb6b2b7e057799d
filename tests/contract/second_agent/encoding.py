"""docs/contract/encoding.md: MessagePack, hashes, signed frames, sealing."""

from hashlib import blake2b
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_pem_x509_certificate
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt
from nacl.exceptions import BadSignatureError
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

pack = msgspec.msgpack.encode


class Refused(Exception):
    """What came is not what the contract says."""


def unpack(data: bytes) -> Any:
    return msgspec.msgpack.decode(data)


def personal_hash(size: int, person: bytes, *parts: bytes) -> bytes:
    return blake2b(b"".join(parts), digest_size=size, person=person).digest()


def key_id(public: bytes) -> str:
    return personal_hash(8, b"pishkhan.key.1", public).hex()


def chain_hash(previous: bytes, envelope: bytes) -> bytes:
    return personal_hash(32, b"pishkhan.chain.1", previous, envelope)


def sealed_hash(sealed: bytes) -> bytes:
    return personal_hash(32, b"pishkhan.sealed1", sealed)


def signed_bytes(domain: str, algorithm: str, key: str, payload: bytes) -> bytes:
    return b"pishkhan/1/" + domain.encode() + b"\0" + pack([algorithm, key, payload])


def sign(domain: str, key: SigningKey, payload: bytes) -> bytes:
    name = key_id(bytes(key.verify_key))
    signature = key.sign(signed_bytes(domain, "ed25519", name, payload)).signature
    return pack([1, domain, "ed25519", name, payload, signature])


def open_frame(data: bytes, domain: str, keys: dict[str, bytes]) -> Any:
    """What the frame's payload holds; `keys` are those for this purpose, by id. Raises Refused."""
    form, said, algorithm, key, payload, signature = unpack(data)[:6]
    if (form, said, algorithm) != (1, domain, "ed25519") or key not in keys:
        raise Refused(f"not a frame for {domain} by somebody we trust")
    try:
        VerifyKey(keys[key]).verify(signed_bytes(domain, algorithm, key, payload), signature)
    except BadSignatureError as wrong:
        raise Refused("a signature that does not hold") from wrong
    return unpack(payload)


def open_trust_list(data: bytes, root_pem: bytes) -> dict[str, Any]:
    """Raises Refused."""
    form, domain, algorithm, key, payload, signature = unpack(data)[:6]
    root = load_pem_x509_certificate(root_pem).public_key()
    if (form, domain, algorithm) != (1, "trust", "es256"):
        raise Refused("not a trust list")
    assert isinstance(root, ec.EllipticCurvePublicKey)
    try:
        signed = signed_bytes(domain, algorithm, key, payload)
        root.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as wrong:
        raise Refused("not signed by the city's root") from wrong
    trust: dict[str, Any] = unpack(payload)
    return trust


def seal(  # a session key with its name and a nonce, and the event's place
    key: bytes, key_name: bytes, nonce: bytes, place: tuple[bytes, int, str], clear: Any
) -> bytes:
    ciphertext = crypto_aead_xchacha20poly1305_ietf_encrypt(
        pack(clear), pack(list(place)), nonce, key
    )
    return pack([key_name, nonce, ciphertext])


def sealed_box(public: bytes, secret: bytes) -> bytes:
    return SealedBox(PublicKey(public)).encrypt(secret)
