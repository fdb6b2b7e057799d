"""What a profile says of a Caisse-AP terminal, and what it may not."""

import pytest

from contract.errors import InvalidValue
from hardware.device import Table, ignore_events
from hardware.profile import parse_profile
from hardware.terminals.caisse_ap import KIND, CaisseApSettings


def terminal(*lines: str) -> CaisseApSettings:
    text = '[terminal]\ndriver = "caisse_ap"\nterminal_id = "12345678"\n' + "\n".join(lines)
    entry = parse_profile(text).entry(Table.TERMINAL)
    assert entry is not None
    assert isinstance(entry.settings, CaisseApSettings)
    return entry.settings


def test_rials_and_till_one_unless_the_profile_says_otherwise() -> None:
    settings = terminal('address = "tcp:127.0.0.1:8888"')
    assert (settings.currency, settings.till, settings.software) == ("364", "01", "012345678901")
    settings = terminal('address = "tcp:127.0.0.1:8888"', 'currency = "978"', 'till = "07"')
    assert (settings.currency, settings.till) == ("978", "07")


@pytest.mark.parametrize("address", ["serial:/dev/ttyUSB0@9600", "usb:0b00:0080", "file:/dev/x"])
def test_an_address_that_is_not_on_the_network_is_refused_with_words(address: str) -> None:
    with pytest.raises(InvalidValue, match="reached over TCP") as refusal:
        terminal(f'address = "{address}"')
    assert address in refusal.value.what
    assert KIND.example.strip() in refusal.value.next_step


@pytest.mark.parametrize("line", ['till = "1"', 'currency = "EUR"', 'software = "1"'])
def test_a_value_that_does_not_fit_its_field_is_refused(line: str) -> None:
    with pytest.raises(InvalidValue, match=line.split(" ", maxsplit=1)[0]):
        terminal('address = "tcp:127.0.0.1:8888"', line)


def test_the_kind_opens_the_driver() -> None:
    device = KIND.open(terminal('address = "tcp:127.0.0.1:1"'), ignore_events)
    assert len(device.reports()) == 1
    device.close()
