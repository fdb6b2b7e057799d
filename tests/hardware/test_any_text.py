"""Any text, typed or sent: what is not understood is refused in words, never with a crash."""

import json
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import InvalidValue
from hardware.address import DeviceAddress
from hardware.device import Table
from hardware.emulation import Answer, Command, ControlSocket
from hardware.emulation.fault import parse_fault
from hardware.emulation.faulty_wire import WIRE_FAULTS
from hardware.kinds import all_kinds
from hardware.profile import DeviceProfile, parse_profile

_SCHEMES = st.sampled_from(["tcp:", "serial:", "usb:", "file:", ""])
_PARTS = st.lists(
    st.one_of(
        st.sampled_from([":", "@", "[", "]", "/", "/dev/", "9100", "04b8", "0xffff", "\n", "\0"]),
        st.text(max_size=6),
        st.integers().map(str),
    ),
    max_size=6,
).map("".join)


@given(_SCHEMES, _PARTS)
def test_any_address_is_read_or_refused(scheme: str, rest: str) -> None:
    with suppress(InvalidValue):
        address = DeviceAddress.parse(scheme + rest)
        assert DeviceAddress.parse(str(address)) == address


_KEYS = st.sampled_from(["driver", "address", "terminal_id", "columns", "", "pin", "a b", "ñ"])
_VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False),
        st.text(max_size=8),
        st.sampled_from([kind.driver for kind in all_kinds()]),
        st.sampled_from(["tcp:a:1", "serial:/dev/a", "12345678"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
_ROWS = st.dictionaries(_KEYS, _VALUES, max_size=4)
_TABLES = st.dictionaries(
    st.one_of(st.sampled_from([table.value for table in Table]), st.text(max_size=4)),
    st.one_of(_ROWS, st.lists(_ROWS, max_size=3), _VALUES),
    max_size=3,
)


def assert_read_or_refused(text: str) -> None:
    with suppress(InvalidValue):
        assert isinstance(parse_profile(text), DeviceProfile)


@given(st.text())
def test_any_text_is_a_profile_or_refused(text: str) -> None:
    assert_read_or_refused(text)


@given(_TABLES)
def test_any_toml_is_a_profile_or_refused(tables: dict[str, Any]) -> None:
    assert_read_or_refused("\n".join(_toml(key, value) for key, value in tables.items()))


@given(st.sampled_from([kind.example for kind in all_kinds()]), st.data())
def test_an_example_with_any_one_change_is_a_profile_or_refused(
    example: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(example) - 1))
    instead = data.draw(st.text(max_size=2))
    assert_read_or_refused(example[:place] + instead + example[place + 1 :])


@given(st.one_of(st.text(), st.from_regex(r"[a-z]{1,8}(@[a-z]{1,6}=\d{1,30})?(=\d{1,400})?")))
def test_any_fault_is_read_or_refused(text: str) -> None:
    with suppress(InvalidValue):
        assert parse_fault(text, WIRE_FAULTS).name in text


def _toml(key: str, value: object) -> str:
    """One key of a file; as JSON, which is TOML for all but tables and null."""
    return f"{json.dumps(key, ensure_ascii=True)} = {_inline(value)}"


def _inline(value: object) -> str:
    match value:
        case dict():
            pairs = (f"{json.dumps(str(key))} = {_inline(each)}" for key, each in value.items())
            return "{" + ", ".join(pairs) + "}"
        case list():
            return "[" + ", ".join(_inline(each) for each in value) + "]"
        case float():
            return repr(value)
        case _:
            return json.dumps(value)


@pytest.mark.parametrize(
    "sent", [b"", b"\n", b"\xff\xfe\n", b"[]\n", b"{\n", b"null\n" * 3, b"[" * 100_000 + b"\n"]
)
def test_any_bytes_to_a_control_socket_get_an_answer_or_a_hang_up(sent: bytes) -> None:
    assert_control_survives(sent)


@given(st.binary(max_size=200))
def test_a_control_socket_outlives_any_client(sent: bytes) -> None:
    assert_control_survives(sent)


def assert_control_survives(sent: bytes) -> None:
    def obey(command: Command) -> Answer:
        return {"heard": command["do"]}

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c"
        steering = ControlSocket(path, obey)
        try:
            with socket.socket(socket.AF_UNIX) as rude:
                rude.connect(str(path))
                rude.sendall(sent)
            with socket.socket(socket.AF_UNIX) as polite:
                polite.settimeout(5)
                polite.connect(str(path))
                polite.sendall(b'{"do": "state"}\n')
                assert json.loads(polite.makefile().readline()) == {"ok": True, "heard": "state"}
        finally:
            steering.close()
