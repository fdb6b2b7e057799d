"""Where the page may listen."""

from pathlib import Path

import pytest

from contract.errors import InvalidValue
from edge_agent.device import DamagedDeviceFile
from edge_agent.office import (
    OfficeConfiguration,
    accept_configuration,
    read_configuration,
    write_configuration,
)


def test_without_a_file_there_is_no_page(tmp_path: Path) -> None:
    assert read_configuration(tmp_path / "office.toml") is None


@pytest.mark.parametrize("listen", ["192.168.1.20", "10.0.0.5", "127.0.0.1", "fd00::20"])
def test_what_is_written_is_read_again(tmp_path: Path, listen: str) -> None:
    configuration = accept_configuration(listen, 8460)
    write_configuration(tmp_path / "office.toml", configuration)
    assert read_configuration(tmp_path / "office.toml") == configuration


@pytest.mark.parametrize(
    ("listen", "port", "reason"),
    [
        ("0.0.0.0", 8460, "not_private"),  # noqa: S104 (it is refused)
        ("::", 8460, "not_private"),
        ("8.8.8.8", 8460, "not_private"),
        ("kiosk.example", 8460, "not_an_address"),
        ("192.168.1.20", 0, "port"),
    ],
)
def test_the_page_listens_on_one_address_of_the_office_and_nowhere_else(
    listen: str, port: int, reason: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        accept_configuration(listen, port)
    assert refused.value.reason == reason


@pytest.mark.parametrize("text", ["listen = ", 'port = "x"', 'listen = "10.0.0.5"\nadress = 1'])
def test_a_file_that_says_something_else_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "office.toml"
    path.write_text(text)
    with pytest.raises(DamagedDeviceFile) as damaged:
        read_configuration(path)
    assert str(path) in str(damaged.value)


def test_the_address_is_as_a_browser_writes_it() -> None:
    assert OfficeConfiguration(listen="fd00::20", port=8460).url == "https://[fd00::20]:8460"
    assert OfficeConfiguration(listen="10.0.0.5", port=443).host == "10.0.0.5"
