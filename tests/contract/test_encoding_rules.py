"""The rules of docs/contract/encoding.md about MessagePack, one by one, on a real message."""

from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey

from contract.batch import Entry
from contract.hello import BadMessage, Hello, decode_hello
from contract.signature import BadSignature, key_id, open_signed, sign

HELLO: dict[str, Any] = {
    "format": 1,
    "device": "d",
    "boot": b"12345678",
    "software": "s",
    "journals": [],
}
READ = Hello(device="d", boot=b"12345678", software="s", journals=())
BYTES = msgspec.msgpack.encode(HELLO)
KEY = SigningKey(bytes(32))


def _with(**changed: Any) -> bytes:
    return msgspec.msgpack.encode({**HELLO, **changed})


@pytest.mark.parametrize(
    "written",
    [
        BYTES.replace(b"\xa6format\x01", b"\xa6format\xcf" + bytes(7) + b"\x01"),
        BYTES.replace(b"\xa6format\x01", b"\xa6format\xd1\x00\x01"),
        BYTES.replace(b"\xa6device", b"\xd9\x06device"),
        b"\xde\x00\x05" + BYTES[1:],
        msgspec.msgpack.encode(dict(reversed(HELLO.items()))),
        _with(later=[1, {"a": None}]),
        msgspec.msgpack.encode({k: v for k, v in HELLO.items() if k != "format"}),
        b"\x86\xa6device\xa1x" + BYTES[1:],
    ],
    ids=[
        *("uint 64", "int 16", "str 8", "map 16", "any order", "a field to come"),
        *("a default left out", "a key twice: the last counts"),
    ],
)
def test_a_reader_takes_every_form_of_the_same_values(written: bytes) -> None:
    assert written != BYTES
    assert decode_hello(written) == READ


@pytest.mark.parametrize(
    "written",
    [
        _with(boot="12345678"),
        _with(device=b"d"),
        _with(format=1.0),
        _with(format=True),
        _with(software=None),
        msgspec.msgpack.encode({k: v for k, v in HELLO.items() if k != "boot"}),
        BYTES + b"\x00",
        BYTES.replace(b"\xa1d", b"\xa1\xff"),
        msgspec.msgpack.encode(list(HELLO.values())),
        b"\x81\xa1x" + b"\x91" * 50_000 + b"\xc0",
    ],
    ids=[
        *("str for bin", "bin for str", "float for int", "bool for int", "nil", "a field missing"),
        *("something after the end", "no UTF-8", "a list for a map", "nested too deep"),
    ],
)
def test_a_reader_refuses_what_is_not_the_message(written: bytes) -> None:
    with pytest.raises(BadMessage):
        decode_hello(written)


def test_a_list_may_be_longer_and_end_before_its_defaults() -> None:
    for written in ([b"e"], [b"e", None], [b"e", None, 5]):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(written), type=Entry) == Entry(b"e")


def test_what_is_signed_is_in_the_shortest_form() -> None:
    def find_key(_: str) -> Any:
        return KEY.verify_key

    frame = msgspec.msgpack.decode(sign("hello", KEY, b"payload"))
    assert open_signed(msgspec.msgpack.encode(frame), "hello", find_key) == b"payload"
    name = key_id(bytes(KEY.verify_key)).encode()
    longer = b"\x93\xd9\x07ed25519\xb0" + name + b"\xc4\x07payload"
    frame[5] = KEY.sign(b"pishkhan/1/hello\x00" + longer).signature
    with pytest.raises(BadSignature):
        open_signed(msgspec.msgpack.encode(frame), "hello", find_key)
    shortest = b"\x93\xa7ed25519\xb0" + name + b"\xc4\x07payload"
    frame[5] = KEY.sign(b"pishkhan/1/hello\x00" + shortest).signature
    assert open_signed(msgspec.msgpack.encode(frame), "hello", find_key) == b"payload"
