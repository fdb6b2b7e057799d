"""The model's memory of good signatures believes nothing that libsodium would refuse."""

import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from tests.protocol_model.prepared import Prepared

OURS, ANOTHERS = SigningKey(b"1" * 32), SigningKey(b"2" * 32)


def test_a_remembered_signature_is_nothing_for_other_bytes_or_under_another_key(
    made: Prepared,
) -> None:
    made.signatures.forget()
    signed = OURS.sign(b"all up to 7")
    assert OURS.verify_key.verify(signed) == b"all up to 7"
    for place in range(len(signed)):
        altered = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        with pytest.raises(BadSignatureError):
            OURS.verify_key.verify(altered)
    with pytest.raises(BadSignatureError):
        ANOTHERS.verify_key.verify(signed)


def test_what_was_forgotten_is_verified_and_remembered_again(made: Prepared) -> None:
    signed = OURS.sign(b"all up to 7")
    made.signatures.forget()
    assert [OURS.verify_key.verify(signed) for _ in range(2)] == [b"all up to 7"] * 2
