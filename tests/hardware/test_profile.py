"""devices.toml: what it may say, and what a mistake in it is told as."""

from pathlib import Path

import pytest

from contract.errors import InvalidValue, MissingPart
from hardware.address import SerialAddress, TcpAddress
from hardware.device import Table
from hardware.kinds import AnyKind, all_kinds
from hardware.printers.escpos import EscPosSettings
from hardware.profile import load_profile, parse_profile
from hardware.readers.rdm6300 import Rdm6300Settings

WHOLE = """
[printer]
address = "tcp:127.0.0.1:9100"
columns = "58mm"

[terminal]
driver = "zvt"
address = "tcp:127.0.0.1:20007"
terminal_id = "12345678"

[scanner]
address = "serial:/dev/ttyACM0@9600"

[reader]
address = "serial:/dev/ttyUSB0"
"""


def test_a_whole_profile_is_read() -> None:
    profile = parse_profile(WHOLE)
    printer, terminal = profile.entry(Table.PRINTER), profile.entry(Table.TERMINAL)
    assert printer is not None
    assert printer.settings == EscPosSettings(
        address=TcpAddress("127.0.0.1", 9100), columns="58mm"
    )
    assert terminal is not None
    assert terminal.kind.driver == "zvt"
    reader = profile.entry(Table.READER)
    assert reader is not None
    assert reader.settings == Rdm6300Settings(address=SerialAddress("/dev/ttyUSB0", 9600))


def test_a_table_left_out_means_no_such_device() -> None:
    assert parse_profile("").entry(Table.PRINTER) is None


def test_a_kiosk_may_have_two_readers() -> None:
    one = '[[reader]]\naddress = "serial:/dev/ttyUSB0"\n'
    assert len(parse_profile(one + one).entries) == 2


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.driver)
def test_the_example_of_each_kind_is_a_profile(kind: AnyKind) -> None:
    entries = parse_profile(kind.example).entries
    assert [(entry.table, entry.kind) for entry in entries] == [(kind.table, kind)]


@pytest.mark.parametrize(
    ("text", "reason", "names"),
    [
        ("[printer\n", "toml", "line 1"),
        ('[printer]\naddress = "tcp:a:1"\naddres = 2', "unknown_key", "line 3: [printer] addres"),
        ("\n[printr]\n", "unknown_key", "line 2: [printr]"),
        ("[printer]\n", "missing_key", "line 1: [printer] has no address"),
        ('[printer]\n\naddress = "tcp:a"', "value", "line 3: [printer] address"),
        ("[printer]\naddress = 9100", "value", "line 2: [printer] address"),
        ('[printer]\naddress = "tcp:a:1"\ncolumns = "70mm"', "value", "line 3: [printer] columns"),
        ("printer = 3", "toml", "line 1: printer"),
        ("[terminal]\n", "missing_key", "line 1: [terminal] has no driver"),
        ('[terminal]\ndriver = "x"', "driver", "line 2: [terminal] driver"),
        ('[printer]\ndriver = "../x"', "driver", "line 2: [printer] driver"),
        (
            '[terminal]\ndriver = "zvt"\naddress = "tcp:a:1"\nterminal_id = "123"',
            "value",
            "line 4: [terminal] terminal_id",
        ),
        (
            '[[reader]]\naddress = "serial:/dev/a"\n[[reader]]\naddress = "file"',
            "value",
            "line 4: [reader] address",
        ),
        ('[[printer]]\naddress = "tcp:a:1"\n' * 2, "toml", "line 3: a second [printer]"),
    ],
)
def test_a_mistake_is_named_by_its_line(text: str, reason: str, names: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_profile(text)
    assert refusal.value.reason == reason
    assert names in refusal.value.what
    assert refusal.value.next_step


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="--devices"):
        load_profile(tmp_path / "devices.toml")


def test_a_file_that_is_not_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "devices.toml"
    path.write_bytes(b"\xff\xfe[printer]")
    with pytest.raises(InvalidValue, match="UTF-8"):
        load_profile(path)
