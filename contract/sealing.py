"""Sealing personal fields so that a kiosk's disk never holds them in clear.

XChaCha20-Poly1305 under a session key that lives only in memory; the session key is itself sealed
(X25519 sealed box) to the hub's sealing key and to the offline recovery key, in an event that is
committed with the key's first use. Journal, seq and kind are authenticated with the ciphertext.
"""

import secrets
from collections.abc import Mapping

import msgspec
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from contract.errors import PishkhanError
from contract.events.journal import SealedKey, SealingKey
from contract.unreadable import UNREADABLE
from contract.values.identifiers import JournalId

NONCE_BYTES = 24
KEY_BYTES = 32


class CannotUnseal(PishkhanError):
    """The key is another one, or the sealed part was moved or changed."""


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    """What rests beside an envelope: which session key, nonce, ciphertext with tag."""

    key_id: bytes
    nonce: bytes
    ciphertext: bytes


_decoder = msgspec.msgpack.Decoder(Sealed)


class SealingSession:
    """One session key and whom it is wrapped for. Never written anywhere in clear."""

    def __init__(self, key: bytes, recipients: Mapping[str, bytes]) -> None:
        self._key = key
        self._recipients = dict(recipients)
        self.key_id = secrets.token_bytes(8)

    @classmethod
    def new(cls, recipients: Mapping[str, bytes]) -> "SealingSession":
        """`recipients`: key id -> X25519 public bytes of the hub and of the recovery key."""
        return cls(secrets.token_bytes(KEY_BYTES), recipients)

    def renewed(self) -> "SealingSession":
        """A fresh session key for the same recipients."""
        return SealingSession.new(self._recipients)

    def wrapped(self) -> SealingKey:
        """The event to commit with the first use."""
        boxes = tuple(
            SealedKey(recipient=name, box=SealedBox(PublicKey(public)).encrypt(self._key))
            for name, public in sorted(self._recipients.items())
        )
        return SealingKey(key_id=self.key_id, sealed=boxes)

    def seal(self, journal: JournalId, seq: int, kind: str, plaintext: bytes) -> bytes:
        """Bytes to store beside the envelope of this journal, seq and kind."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = encrypt(self._key, nonce, journal, seq, kind, plaintext)
        return msgspec.msgpack.encode(Sealed(self.key_id, nonce, ciphertext))


def encrypt(
    key: bytes, nonce: bytes, journal: JournalId, seq: int, kind: str, plaintext: bytes
) -> bytes:
    """Ciphertext with its tag, bound to one event. A nonce is used once under a key."""
    return crypto_aead_xchacha20poly1305_ietf_encrypt(
        plaintext, _bound_to(journal, seq, kind), nonce, key
    )


def unwrap(box: bytes, private: bytes) -> bytes:
    """The session key, by the hub's (or the recovery) X25519 private key. Raises CannotUnseal."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(box)
    except CryptoError as error:
        raise CannotUnseal("The session key was not sealed to this key.", _TRY) from error


def sealed_key_id(sealed: bytes) -> bytes:
    """Which session key a sealed part needs. Raises CannotUnseal."""
    return _read(sealed).key_id


def unseal(key: bytes, sealed: bytes, journal: JournalId, seq: int, kind: str) -> bytes:
    """The plaintext. Raises CannotUnseal when it was sealed elsewhere or changed."""
    parts = _read(sealed)
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            parts.ciphertext, _bound_to(journal, seq, kind), parts.nonce, key
        )
    except CryptoError as error:
        raise CannotUnseal("The sealed part does not open here.", _TRY) from error


def _read(sealed: bytes) -> Sealed:
    try:
        return _decoder.decode(sealed)
    except UNREADABLE as error:
        raise CannotUnseal("These bytes are no sealed part.", _TRY) from error


def _bound_to(journal: JournalId, seq: int, kind: str) -> bytes:
    return msgspec.msgpack.encode([journal.raw, seq, kind])


_TRY = "Use the sealing key that the trust list named at that time, or the recovery key."
