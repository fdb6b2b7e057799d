"""Ed25519 signatures over one domain and one payload, in one small frame.

What is signed: "pishkhan/1/" + domain, a zero byte, then the MessagePack of [algorithm, key id,
payload]. A signature made for one purpose is therefore worth nothing for another.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Literal

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from contract.errors import PishkhanError
from contract.unreadable import UNREADABLE

FORMAT = 1
Algorithm = Literal["ed25519", "es256"]
Domain = Literal[
    "events",
    "ack",
    "command",
    "result",
    "reference",
    "trust",
    "receipt",
    "hello",
    "telemetry",
    "enrolment",
    "courier",
    "courier_answer",
    "support",
]
FindKey = Callable[[str], VerifyKey | None]


class BadSignature(PishkhanError):
    """A message that nobody we trust has signed; nothing in it may be believed."""


class Signed(msgspec.Struct, frozen=True, array_like=True):
    """`key` is the id of the signing key (16 hexadecimal digits)."""

    format: int
    domain: str
    algorithm: Algorithm
    key: str
    payload: bytes
    signature: bytes


_decoder = msgspec.msgpack.Decoder(Signed)


def key_id(public: bytes) -> str:
    """A key's name: 16 hexadecimal digits of the hash of its public bytes."""
    return blake2b(public, digest_size=8, person=b"pishkhan.key.1").hexdigest()


def signing_input(domain: Domain, algorithm: Algorithm, key: str, payload: bytes) -> bytes:
    fields = msgspec.msgpack.encode([algorithm, key, payload])
    return b"pishkhan/1/" + domain.encode() + b"\0" + fields


def sign(domain: Domain, signing_key: SigningKey, payload: bytes) -> bytes:
    """A signed frame."""
    key = key_id(bytes(signing_key.verify_key))
    signature = signing_key.sign(signing_input(domain, "ed25519", key, payload)).signature
    return msgspec.msgpack.encode(Signed(FORMAT, domain, "ed25519", key, payload, signature))


def read_frame(data: bytes, domain: Domain) -> Signed:
    """The frame, not yet verified. Raises BadSignature when it is none for this domain."""
    try:
        signed = _decoder.decode(data)
    except UNREADABLE as error:
        raise BadSignature(f"Not a signed message: {error}.", _REFUSE) from error
    if signed.format != FORMAT or signed.domain != domain:
        raise BadSignature(f"A message signed for «{signed.domain}», not «{domain}».", _REFUSE)
    return signed


def open_signed(data: bytes, domain: Domain, find_key: FindKey) -> bytes:
    """The payload. Raises BadSignature for an unknown key or a wrong signature."""
    signed = read_frame(data, domain)
    public = find_key(signed.key)
    if public is None or signed.algorithm != "ed25519":
        raise BadSignature(f"Signed by {signed.key}, a key nobody vouches for.", _REFUSE)
    message = signing_input(domain, signed.algorithm, signed.key, signed.payload)
    try:
        public.verify(message, signed.signature)
    except (BadSignatureError, ValueError) as error:
        raise BadSignature(f"The signature of {signed.key} does not hold.", _REFUSE) from error
    return signed.payload


_REFUSE = "It was refused; compare the trust list's keys on both sides."
