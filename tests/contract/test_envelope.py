"""Envelopes read many at once: as one by one, however damaged the others are."""

import msgspec
import pytest

from contract.envelope import (
    DamagedEnvelope,
    Envelope,
    decode_envelope,
    decode_envelopes,
    encode_envelope,
)

GOOD = Envelope(1, b"j" * 16, 7, "k", 1, None, 5, b"b" * 8, 6, 3, b"\x80", None)
BAD = (
    b"",
    b"\xc1",
    encode_envelope(GOOD)[:-1],
    encode_envelope(msgspec.structs.replace(GOOD, format=2)),
    encode_envelope(msgspec.structs.replace(GOOD, journal=b"short")),
    encode_envelope(msgspec.structs.replace(GOOD, seq=0)),
    encode_envelope(msgspec.structs.replace(GOOD, kind="kind")).replace(b"kind", b"\xff\xffnd"),
)


@pytest.mark.parametrize("bad", BAD)
def test_one_that_is_refused_leaves_its_place_empty_and_the_others_whole(bad: bytes) -> None:
    with pytest.raises(DamagedEnvelope):
        decode_envelope(bad)
    good = encode_envelope(GOOD)
    assert decode_envelopes([good, bad, good]) == [GOOD, None, GOOD]


def test_none_and_many() -> None:
    assert decode_envelopes([]) == []
    assert decode_envelopes(iter([encode_envelope(GOOD)] * 300)) == [GOOD] * 300
