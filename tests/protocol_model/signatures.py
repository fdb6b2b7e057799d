"""Each signature is computed once a round: what the same key is asked of the same bytes again
has the same answer, and a tenth of a round's time went into such questions.

Known to be good is what was signed here in this round, or verified once; all else libsodium
verifies, every time. A key is known by its bytes, so that a signature under one is nothing under
another, and an altered message is another message.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

import nacl.bindings
import pytest

import contract.trust

SIGNATURE_BYTES = 64
SEED_BYTES = 32


class Signatures:
    """libsodium's two functions, with a memory of what was found good."""

    def __init__(self) -> None:
        self._sign = nacl.bindings.crypto_sign
        self._open = nacl.bindings.crypto_sign_open
        self._good: set[tuple[bytes, bytes]] = set()

    def forget(self) -> None:
        """A round begins."""
        self._good.clear()

    def sign(self, message: bytes, secret_key: bytes) -> bytes:
        """The signature and the message; the public half of a secret key is its end."""
        signed = self._sign(message, secret_key)
        self._good.add((secret_key[SEED_BYTES:], signed))
        return signed

    def open(self, signed: bytes, public_key: bytes) -> bytes:
        """The message. Raises what libsodium's binding raises."""
        if (public_key, signed) in self._good:
            return signed[SIGNATURE_BYTES:]
        message = self._open(signed, public_key)
        self._good.add((public_key, signed))
        return message


@contextmanager
def remembered_signatures() -> Iterator[Signatures]:
    """The city's one trust list, which every agent reads at each start, is remembered too."""
    signatures = Signatures()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nacl.bindings, "crypto_sign", signatures.sign)
        patch.setattr(nacl.bindings, "crypto_sign_open", signatures.open)
        patch.setattr(
            contract.trust, "open_trust_list", functools.cache(contract.trust.open_trust_list)
        )
        yield signatures
