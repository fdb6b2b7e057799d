"""The page opens, moves and closes with its files, while the agent runs."""

from pathlib import Path

import pytest

from edge_agent.device import DeviceDirectory
from edge_agent.office import OfficeConfiguration, OfficePage, write_configuration
from edge_agent.office.certificate import LASTS, OfficeCertificate
from edge_agent.office.page import LOOK_EVERY_MS
from tests.edge_agent.office.rooms import Office, SteppedClock, open_office
from tests.support.ports import free_port

DAY_MS = 86_400_000


def look_again(page: OfficePage, clock: SteppedClock) -> bool:
    """Whether it is open then."""
    clock.ahead_ms += LOOK_EVERY_MS
    page.tend(clock.now().monotonic_ms)
    return page.is_open


def test_a_new_address_is_followed(device: DeviceDirectory, clock: SteppedClock) -> None:
    before = open_office(device)
    page = OfficePage(device, clock)
    look_again(page, clock)
    there = OfficeConfiguration(listen=before.configuration.listen, port=free_port())
    write_configuration(device.office_configuration_path, there)
    look_again(page, clock)
    assert Office(device, there).is_there()
    assert not before.is_there()
    page.close()


def test_what_is_unchanged_stays_open(device: DeviceDirectory, clock: SteppedClock) -> None:
    """Nobody who looks at the page is hung up on."""
    open_office(device)
    page = OfficePage(device, clock)
    look_again(page, clock)
    served = page._server
    look_again(page, clock)
    assert page._server is served is not None
    page.close()


@pytest.mark.parametrize("left", [None, b"{half"])
@pytest.mark.parametrize("what", ["office_configuration_path", "pin_path"])
def test_without_an_address_and_a_pin_that_can_be_read_nobody_can_be_called(
    device: DeviceDirectory, clock: SteppedClock, what: str, left: bytes | None
) -> None:
    open_office(device)
    page = OfficePage(device, clock)
    assert look_again(page, clock)
    path: Path = getattr(device, what)
    path.unlink() if left is None else path.write_bytes(left)
    assert not look_again(page, clock)
    open_office(device)
    assert look_again(page, clock)
    page.close()


def test_a_certificate_about_to_end_is_renewed_without_a_restart(
    device: DeviceDirectory, clock: SteppedClock
) -> None:
    office = open_office(device)
    page = OfficePage(device, clock)
    look_again(page, clock)
    certificate = OfficeCertificate(device.office_certificate_path)
    before = certificate.fingerprint
    clock.ahead_ms += LASTS.days * DAY_MS
    look_again(page, clock)
    assert certificate.fingerprint != before
    assert office.is_there()
    page.close()
