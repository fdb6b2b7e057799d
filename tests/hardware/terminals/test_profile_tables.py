"""What a [terminal] table of devices.toml says, and what its driver makes of it."""

import pytest

from contract.errors import InvalidValue
from hardware.device import Table
from hardware.device_set import DeviceSet
from hardware.profile import parse_profile
from hardware.terminals import Capability
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.settings import TerminalSettings

DRIVERS = ["zvt", "iran_tlv"]
TABLE = """
[terminal]
driver = "{driver}"
address = "tcp:127.0.0.1:1"
terminal_id = "12345678"
{more}
"""


def settings(driver: str, more: str = "") -> TerminalSettings:
    entry = parse_profile(TABLE.format(driver=driver, more=more)).entry(Table.TERMINAL)
    assert entry is not None
    assert isinstance(entry.settings, TerminalSettings)
    return entry.settings


@pytest.mark.parametrize("driver", DRIVERS)
def test_it_names_the_terminal_and_may_name_its_merchant(driver: str) -> None:
    assert settings(driver).identity == TerminalIdentity("12345678")
    named = settings(driver, 'merchant_id = "88888888"')
    assert named.identity == TerminalIdentity("12345678", "88888888")


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("wrong", ['merchant_id = ""', 'merchant_id = "8 8"', "contactless = 1"])
def test_a_wrong_value_is_refused(driver: str, wrong: str) -> None:
    with pytest.raises(InvalidValue):
        settings(driver, wrong)


@pytest.mark.parametrize("driver", DRIVERS)
def test_contactless_is_what_the_profile_says(driver: str) -> None:
    for more, can in (("", False), ("contactless = true", True)):
        devices = DeviceSet.open(parse_profile(TABLE.format(driver=driver, more=more)))
        assert devices.terminal is not None
        assert (Capability.CONTACTLESS in devices.terminal.capabilities) is can
        devices.close()
