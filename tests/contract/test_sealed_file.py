"""A carried file opens at its own hub alone, says who wrote it, and shows every damage."""

import io
from collections.abc import Callable

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from contract.hello import Hello
from contract.sealed_file import (
    LARGEST_RECORD,
    LENGTH_BYTES,
    MAGIC,
    SealedFileDamaged,
    SealedFileKind,
    SealedFileRefused,
    SealedReader,
    SealedWriter,
)
from contract.signature import key_id
from contract.trust import KeyPurpose, TrustedKey

HUB = PrivateKey.generate()
DEVICE = SigningKey.generate()
MESSAGES = [b"first", b"", bytes(100_000), b"last"]


def sealed(
    kind: SealedFileKind = SealedFileKind.COURIER,
    city: str = "qazvin",
    key: SigningKey = DEVICE,
    *,
    finished: bool = True,
) -> bytes:
    public = bytes(HUB.public_key)
    recipient = TrustedKey(
        id=key_id(public), purpose=KeyPurpose.SEALING, algorithm="x25519", public=public,
        not_before_ms=0, not_after_ms=1,
    )  # fmt: skip
    file = io.BytesIO()
    writer = SealedWriter(file.write, kind, city, recipient)
    hello = Hello(device="k-test", boot=b"bootboot", software="0.1.0", journals=())
    writer.open(hello, 1_000, key)
    for message in MESSAGES:
        writer.add(message)
    if finished:
        writer.finish()
    return file.getvalue()


def read(data: bytes, private: bytes = bytes(HUB)) -> list[bytes]:
    reader = SealedReader(io.BytesIO(data), SealedFileKind.COURIER, "qazvin", private)
    known = key_id(bytes(DEVICE.verify_key))
    opening = reader.open(
        lambda device, key: DEVICE.verify_key if (device, key) == ("k-test", known) else None
    )
    assert opening.hello.device == "k-test"
    return list(reader.messages())


def records(data: bytes) -> list[bytes]:
    """Each with its length before it."""
    found, at = [], len(MAGIC)
    while at < len(data):
        size = int.from_bytes(data[at : at + LENGTH_BYTES], "big")
        found.append(data[at : at + LENGTH_BYTES + size])
        at += LENGTH_BYTES + size
    return found


def test_what_was_written_is_read_in_order() -> None:
    assert read(sealed()) == MESSAGES


def test_nothing_of_it_is_in_clear() -> None:
    data = sealed()
    assert b"first" not in data
    assert b"k-test" not in data


REFUSED: dict[str, tuple[Callable[[], bytes], bytes]] = {
    "form": (lambda: b"PK\x03\x04 some other file", bytes(HUB)),
    "kind": (lambda: sealed(SealedFileKind.SUPPORT), bytes(HUB)),
    "city": (lambda: sealed(city="tehran"), bytes(HUB)),
    "recipient": (sealed, bytes(PrivateKey.generate())),
    "signature": (lambda: sealed(key=SigningKey.generate()), bytes(HUB)),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_file_that_is_not_ours_is_refused_with_its_reason(reason: str) -> None:
    make, private = REFUSED[reason]
    with pytest.raises(SealedFileRefused) as refused:
        read(make(), private)
    assert refused.value.reason == reason


def test_a_flipped_bit_anywhere_is_seen() -> None:
    data = sealed()
    places = [*range(len(MAGIC), 400, 7), *range(400, len(data), 9973), len(data) - 1]
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises((SealedFileDamaged, SealedFileRefused)):
            read(bytes(changed))


def test_a_file_cut_anywhere_is_seen() -> None:
    data = sealed()
    cuts = [*range(0, 400, 7), *range(400, len(data), 9973), len(data) - 1]
    for cut in cuts:
        with pytest.raises((SealedFileDamaged, SealedFileRefused)):
            read(data[:cut])


def test_a_file_that_was_not_finished_counts_as_cut_off() -> None:
    with pytest.raises(SealedFileDamaged, match="cut off"):
        read(sealed(finished=False))


def test_what_comes_before_the_damage_is_given_out() -> None:
    data = sealed()
    reader = SealedReader(io.BytesIO(data[:-30]), SealedFileKind.COURIER, "qazvin", bytes(HUB))
    reader.open(lambda _device, _key: DEVICE.verify_key)
    found = []
    with pytest.raises(SealedFileDamaged):
        for message in reader.messages():
            found.append(message)  # noqa: PERF402 (what came before the error is asked for)
    assert found == MESSAGES[:-1]


def test_records_that_were_moved_left_out_doubled_or_added_are_seen() -> None:
    head, opening, first, second, *rest = records(sealed())
    foreign = records(sealed())[2]
    for changed in (
        [head, opening, second, first, *rest],
        [head, opening, second, *rest],
        [head, opening, first, first, second, *rest],
        [head, opening, foreign, second, *rest],
        [head, first, second, *rest],
        [head, opening, first, second, *rest, first],
    ):
        with pytest.raises((SealedFileDamaged, SealedFileRefused)):
            read(MAGIC + b"".join(changed))


def test_an_opening_is_worth_nothing_in_another_file() -> None:
    """Who can read a file (the hub) can still not pass it on as a new one of the kiosk."""
    reader = SealedReader(io.BytesIO(sealed()), SealedFileKind.COURIER, "qazvin", bytes(HUB))
    opening, _ = reader._pull()
    public = bytes(HUB.public_key)
    recipient = TrustedKey(
        id=key_id(public), purpose=KeyPurpose.SEALING, algorithm="x25519", public=public,
        not_before_ms=0, not_after_ms=1,
    )  # fmt: skip
    file = io.BytesIO()
    writer = SealedWriter(file.write, SealedFileKind.COURIER, "qazvin", recipient)
    file.write(MAGIC)
    writer._record(writer._head)
    writer.add(opening)
    writer.finish()
    with pytest.raises(SealedFileRefused) as refused:
        read(file.getvalue())
    assert refused.value.reason == "form"


def test_a_record_that_claims_to_be_huge_is_not_read() -> None:
    data = bytearray(sealed())
    at = len(MAGIC) + len(records(bytes(data))[0])
    data[at : at + LENGTH_BYTES] = (LARGEST_RECORD + 1).to_bytes(LENGTH_BYTES, "big")
    with pytest.raises(SealedFileDamaged, match="too large"):
        read(bytes(data))
