"""devices.toml: what it may say, and what a mistake in it is told as."""

from pathlib import Path

import pytest

from contract.errors import InvalidValue, MissingPart
from hardware.address import SerialAddress, TcpAddress
from hardware.paper import PaperWidth
from hardware.profile import TerminalDriver, load_profile, parse_profile

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
    assert profile.printer is not None
    assert profile.printer.address == TcpAddress("127.0.0.1", 9100)
    assert profile.printer.columns is PaperWidth.MM58
    assert profile.terminal is not None
    assert profile.terminal.driver is TerminalDriver.ZVT
    assert profile.reader is not None
    assert profile.reader.address == SerialAddress("/dev/ttyUSB0", 9600)


def test_a_table_left_out_means_no_such_device() -> None:
    assert parse_profile("").printer is None


@pytest.mark.parametrize(
    ("text", "reason", "names"),
    [
        ("[printer\n", "toml", "line 1"),
        ('[printer]\naddres = "tcp:a:1"', "unknown_key", "[printer] addres"),
        ("[printr]\n", "unknown_key", "[printr]"),
        ("[printer]\n", "missing_key", "[printer] has no address"),
        ('[printer]\naddress = "tcp:a"', "tcp", "[printer] address"),
        ("[printer]\naddress = 9100", "toml", "[printer] address"),
        ('[printer]\naddress = "tcp:a:1"\ncolumns = "70mm"', "columns", "70mm"),
        ("printer = 3", "toml", "printer"),
        (
            '[terminal]\ndriver = "x"\naddress = "tcp:a:1"\nterminal_id = "12345678"',
            "driver",
            "driver",
        ),
        (
            '[terminal]\ndriver = "zvt"\naddress = "tcp:a:1"\nterminal_id = "123"',
            "terminal_id",
            "terminal_id",
        ),
    ],
)
def test_a_mistake_is_named_by_its_key_or_line(text: str, reason: str, names: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_profile(text)
    assert refusal.value.reason == reason
    assert names in refusal.value.what


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="--devices"):
        load_profile(tmp_path / "devices.toml")
