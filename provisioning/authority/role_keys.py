"""The hub's keys, one for each thing it may say or read, and the root-signed list that names them.

Ed25519 signs acknowledgements, commands and reference data; X25519 opens what kiosks seal. The
recovery key opens the same sealed parts and belongs in a safe: the hub runs without it.
"""

import datetime as dt
from dataclasses import dataclass

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from contract.signature import key_id
from contract.trust import KeyPurpose, TrustedKey, TrustList

SIGNING_ROLES = (KeyPurpose.ACK, KeyPurpose.COMMAND, KeyPurpose.REFERENCE)
SEALING_ROLES = (KeyPurpose.SEALING, KeyPurpose.RECOVERY)
ROLE_KEY_DAYS = 5 * 365


@dataclass(frozen=True)
class RoleKey:
    """One key of the hub. `private` is 32 bytes: a seed of Ed25519, a scalar of X25519."""

    role: KeyPurpose
    algorithm: str
    private: bytes
    public: bytes


def make_role_keys() -> tuple[RoleKey, ...]:
    """New keys for all roles."""
    return tuple(
        [_signing_key(role) for role in SIGNING_ROLES]
        + [_sealing_key(role) for role in SEALING_ROLES]
    )


def trust_list(city: str, version: int, keys: tuple[RoleKey, ...], now: dt.datetime) -> TrustList:
    """The list that devices believe once the root has signed it."""
    issued_ms = int(now.timestamp() * 1000)
    day_ms = 24 * 3600 * 1000
    return TrustList(
        city=city,
        version=version,
        issued_ms=issued_ms,
        keys=tuple(
            TrustedKey(
                id=key_id(key.public),
                purpose=key.role,
                algorithm=key.algorithm,
                public=key.public,
                not_before_ms=issued_ms - day_ms,
                not_after_ms=issued_ms + ROLE_KEY_DAYS * day_ms,
            )
            for key in keys
        ),
    )


def _signing_key(role: KeyPurpose) -> RoleKey:
    key = SigningKey.generate()
    return RoleKey(role, "ed25519", bytes(key), bytes(key.verify_key))


def _sealing_key(role: KeyPurpose) -> RoleKey:
    key = PrivateKey.generate()
    return RoleKey(role, "x25519", bytes(key), bytes(key.public_key))
