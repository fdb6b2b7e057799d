"""Deltas of reference data: what is made of two versions brings the one to the other, exactly."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.hello import BadMessage
from contract.reference import (
    DeltaPart,
    RecordsInMemory,
    applied,
    delta_parts,
    open_delta,
    pack_delta,
    payload_digest,
    records_digest,
    verified,
)
from contract.reference.packing import pack, split_records

BASE_DIGEST = bytes(range(32))


def record(number: int) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode({"bill_id": str(number), "added later": [number]}))


def as_bytes(records: list[msgspec.Raw]) -> list[bytes]:
    return [bytes(one) for one in records]


def brought(base: list[msgspec.Raw], *parts: DeltaPart) -> list[bytes]:
    delta = open_delta(pack_delta(BASE_DIGEST, parts))
    return as_bytes(list(applied(RecordsInMemory(base), delta.parts)))


some_records = st.lists(st.integers(0, 12).map(record), max_size=30)


@given(some_records, some_records)
def test_a_delta_brings_any_version_to_any_other(
    base: list[msgspec.Raw], newer: list[msgspec.Raw]
) -> None:
    assert brought(base, *delta_parts(base, newer)) == as_bytes(newer)


def test_one_record_changed_of_thousands_is_one_record_sent() -> None:
    base = [record(number) for number in range(5_000)]
    newer = [*base[:2_000], record(9_999), *base[2_001:]]
    parts = delta_parts(base, newer)
    assert [(part.first, part.count, len(part.records)) for part in parts] == [
        (0, 2_000, 1),
        (2_001, 2_999, 0),
    ]
    assert len(pack_delta(BASE_DIGEST, parts)) < 200


def test_records_that_only_moved_are_not_sent() -> None:
    base = [record(number) for number in range(100)]
    parts = delta_parts(base, [*base[50:], *base[:50]])
    assert parts == (DeltaPart(50, 50), DeltaPart(0, 50))


@pytest.mark.parametrize(
    "part",
    [DeltaPart(0, 4), DeltaPart(3, 1), DeltaPart(-1, 1), DeltaPart(0, -1), DeltaPart(0, 1 << 63)],
)
def test_what_is_not_in_the_base_cannot_be_taken_from_it(part: DeltaPart) -> None:
    with pytest.raises(BadMessage, match="not there"):
        brought([record(1), record(2), record(3)], part)


def test_bytes_that_are_no_delta_are_refused() -> None:
    for payload in (b"", b"nothing", pack(b"\xc1"), pack(msgspec.msgpack.encode({"parts": []}))):
        with pytest.raises(BadMessage):
            open_delta(payload)
    newer = {"format": 2, "base": BASE_DIGEST, "parts": []}
    with pytest.raises(BadMessage, match="format 2"):
        open_delta(pack(msgspec.msgpack.encode(newer)))


@pytest.mark.parametrize("count", [0, 1, 15, 16, 300, 0xFFFF, 0x10000])
def test_the_hash_of_passing_records_is_that_of_their_list(count: int) -> None:
    records = [record(number) for number in range(count)]
    raw = msgspec.msgpack.encode(records)
    assert payload_digest(raw) == records_digest(records)
    assert split_records(pack(raw)) == tuple(records)
    passed = list(verified(iter(records), count, records_digest(records)))
    assert as_bytes(passed) == as_bytes(records)


def test_records_that_are_not_the_signed_ones_are_refused_at_their_end() -> None:
    records = [record(1), record(2)]
    digest = records_digest(records)
    for others in ([record(1), record(3)], [record(2), record(1)], [record(1)], []):
        with pytest.raises(BadMessage, match="not those that were signed"):
            list(verified(others, len(others), digest))
