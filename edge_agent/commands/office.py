"""`pishkhan agent office`: the page of the office's clerk, its PIN and its address."""

import datetime as dt
import getpass
import json
import sys

from contract.errors import MissingPart
from edge_agent.device import DeviceDirectory
from edge_agent.office import (
    OfficeCertificate,
    OfficeConfiguration,
    PinRefused,
    accept_configuration,
    accept_pin,
    has_pin,
    read_configuration,
    write_configuration,
    write_pin,
)


class PageNotConfigured(MissingPart):
    """Nobody has said where the clerk's page is to listen, or there is no PIN."""


def set_pin(directory: DeviceDirectory, listen: str | None, port: int | None) -> int:
    """Asks for the PIN twice; from a pipe, reads one line. Raises PinRefused, InvalidValue,
    PageNotConfigured, NotEnrolled or OSError."""
    directory.identity()
    directory.create()
    configuration = _configuration(directory, listen, port)
    pin = accept_pin(_ask("PIN of this office (at least 6 digits): "))
    if sys.stdin.isatty() and accept_pin(_ask("Once more: ")) != pin:
        raise PinRefused("differs", "The two PINs differ.", "Run the command again.")
    write_configuration(directory.office_configuration_path, configuration)
    write_pin(directory.pin_path, pin)
    print(f"The PIN is set; whoever was signed in no longer is. The page: {configuration.url}")
    return 0


def show(directory: DeviceDirectory, *, as_json: bool) -> int:
    """The address, also for the clerk's telephone. Raises PageNotConfigured, DamagedDeviceFile,
    InvalidValue, NotEnrolled or OSError."""
    place = directory.identity().place
    configuration = read_configuration(directory.office_configuration_path)
    if configuration is None or not has_pin(directory.pin_path):
        raise _not_configured()
    certificate = OfficeCertificate(directory.office_certificate_path)
    certificate.renew(configuration.listen, dt.datetime.now(dt.UTC))
    if as_json:
        print(json.dumps({"url": configuration.url, "fingerprint": certificate.fingerprint}))
        return 0
    import segno

    print(f"{place.line}\n\n{configuration.url}\n")
    segno.make(configuration.url).terminal(compact=True)
    print("\nThe browser doesn't know this page's certificate and asks once. It is the right one")
    print("when its SHA-256 fingerprint is:")
    print(f"  {certificate.fingerprint}")
    return 0


def _configuration(
    directory: DeviceDirectory, listen: str | None, port: int | None
) -> OfficeConfiguration:
    before = read_configuration(directory.office_configuration_path)
    if listen is None and before is None:
        raise _not_configured()
    known = before or OfficeConfiguration(listen=listen or "")
    return accept_configuration(listen or known.listen, port or known.port)


def _not_configured() -> PageNotConfigured:
    return PageNotConfigured(
        "The page of the office's clerk is not configured.",
        "Run `pishkhan agent office set-pin --listen ADDRESS` with this machine's address in the "
        "office's network.",
    )


def _ask(question: str) -> str:
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()
