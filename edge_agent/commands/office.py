"""`pishkhan agent office`: the page of the office's clerk, its PIN and its address."""

import datetime as dt
import getpass
import json
import os
import pwd
import sys

from contract.errors import MissingPart, PishkhanError
from edge_agent.device import DeviceDirectory, remove_durably, write_closing
from edge_agent.office import (
    OfficeCertificate,
    OfficeConfiguration,
    PinRefused,
    accept_configuration,
    accept_pin,
    read_configuration,
    read_pin,
    write_configuration,
    write_pin,
)


class PageNotConfigured(MissingPart):
    """Nobody has said where the clerk's page is to listen, or there is no PIN."""


class NotItsUser(PishkhanError):
    """The kiosk's programs run as another user, who could not read what this one writes."""


def set_pin(directory: DeviceDirectory, listen: str | None, port: int | None) -> int:
    """Asks for the PIN twice; from a pipe, reads one line. Raises PinRefused, InvalidValue,
    PageNotConfigured, NotItsUser, NotEnrolled or OSError."""
    directory.identity()
    _must_be_its_user(directory)
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
    InvalidValue, NotItsUser, NotEnrolled or OSError."""
    place = directory.identity().place
    _must_be_its_user(directory)
    configuration = read_configuration(directory.office_configuration_path)
    if configuration is None or read_pin(directory.pin_path) is None:
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


def off(directory: DeviceDirectory) -> int:
    """No page any more; the PIN is forgotten, too. A kiosk that the clerk closed serves again, for
    nobody could open it. Raises NotItsUser, NotEnrolled or OSError."""
    directory.identity()
    _must_be_its_user(directory)
    remove_durably(directory.office_configuration_path)
    if directory.office_path.is_dir():
        remove_durably(directory.pin_path)
        write_closing(directory.closing_path, None)
    print("The page of the office's clerk is off; nobody can be called from the kiosk.")
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


def _must_be_its_user(directory: DeviceDirectory) -> None:
    owner = directory.path.stat().st_uid
    if os.geteuid() == owner:
        return
    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = f"#{owner}"
    raise NotItsUser(
        f"The kiosk's folder belongs to {name}, whose agent could not read what you write there.",
        f"Run the command as that user: runuser -u {name} -- pishkhan agent office ...",
    )


def _ask(question: str) -> str:
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()
