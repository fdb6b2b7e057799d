"""`pishkhan agent office`: the PIN is set, the address shown."""

import hashlib
import json
import os
import pty
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from contract.closing import ClosingReason
from edge_agent.__main__ import main
from edge_agent.device import ClosedByClerk, DeviceDirectory, write_closing
from edge_agent.office import read_configuration
from edge_agent.office.pin import read_pin
from tests.edge_agent.office.rooms import PIN, Office, no_checks
from tests.edge_agent.uplink.agent_process import ROOT

REPAIR = ClosingReason.REPAIR
Captured = pytest.CaptureFixture[str]


def command(device: DeviceDirectory, *arguments: str) -> list[str]:
    program = [sys.executable, "-m", "edge_agent", "office", *arguments]
    return [*program, "--device", str(device.path)]


def piped(device: DeviceDirectory, pin: str, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        command(device, "set-pin", *arguments),
        input=f"{pin}\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def typed(device: DeviceDirectory, *pins: str) -> tuple[int, str]:
    """At a terminal, where the PIN is asked twice."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command(device, "set-pin", "--listen", "10.0.0.5"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        start_new_session=True,
    )
    os.close(theirs)
    said = ""
    with suppress(OSError):
        for pin in pins:
            while not said.endswith(": "):
                said += os.read(ours, 1000).decode()
            os.write(ours, f"{pin}\n".encode())
            said += " "
        while piece := os.read(ours, 1000):
            said += piece.decode()
    os.close(ours)
    return child.wait(20), said


def test_a_pin_and_an_address_make_the_page(device: DeviceDirectory) -> None:
    code, said = piped(device, PIN, "--listen", "10.0.0.5", "--port", "9000")
    assert code == 0
    assert "https://10.0.0.5:9000" in said
    assert PIN not in said
    kept = read_pin(device.pin_path)
    assert kept is not None
    assert kept.opens(PIN)


def test_a_new_pin_leaves_the_address_as_it_was(device: DeviceDirectory) -> None:
    piped(device, PIN, "--listen", "10.0.0.5", "--port", "9000")
    assert piped(device, "604817")[0] == 0
    configuration = read_configuration(device.office_configuration_path)
    assert configuration is not None
    assert configuration.host == "10.0.0.5:9000"


@pytest.mark.parametrize(
    ("pin", "listen", "says"),
    [
        ("123456", "10.0.0.5", "tried first"),
        ("12345", "10.0.0.5", "5 digits"),
        (PIN, "8.8.8.8", "private network"),
    ],
)
def test_what_is_refused_says_why_and_leaves_no_page(
    device: DeviceDirectory, pin: str, listen: str, says: str
) -> None:
    code, said = piped(device, pin, "--listen", listen)
    assert code == 2
    assert says in said
    assert not device.pin_path.exists()
    assert not device.office_configuration_path.exists()


def test_without_an_address_the_next_step_is_named(device: DeviceDirectory) -> None:
    code, said = piped(device, PIN)
    assert code == 3
    assert "--listen" in said


def test_at_a_terminal_the_pin_is_asked_twice_and_never_shown(device: DeviceDirectory) -> None:
    code, said = typed(device, PIN, PIN)
    assert code == 0, said
    assert "Once more" in said
    assert PIN not in said


def test_two_pins_that_differ_are_no_pin(device: DeviceDirectory) -> None:
    code, said = typed(device, PIN, "604817")
    assert code == 2
    assert "differ" in said
    assert not device.pin_path.exists()


def test_show_names_the_address_and_the_certificate_that_the_browser_will_see(
    office: Office, capsys: Captured
) -> None:
    device = str(office.directory.path)
    assert main(["office", "show", "--device", device]) == 0
    shown = capsys.readouterr().out
    assert office.url in shown
    assert main(["office", "show", "--json", "--device", device]) == 0
    fingerprint = json.loads(capsys.readouterr().out)["fingerprint"]
    address = (office.configuration.listen, office.configuration.port)
    with (
        socket.create_connection(address) as plain,
        no_checks().wrap_socket(plain, server_hostname=address[0]) as line,
    ):
        certificate = line.getpeercert(binary_form=True)
    assert certificate is not None
    assert fingerprint.replace(":", "") == hashlib.sha256(certificate).hexdigest().upper()
    assert fingerprint in shown


def test_show_says_how_to_begin_where_nothing_is_configured(
    device: DeviceDirectory, capsys: Captured
) -> None:
    assert main(["office", "show", "--device", str(device.path)]) == 3
    assert "set-pin --listen" in capsys.readouterr().err


def test_off_leaves_no_page_no_pin_and_no_kiosk_that_nobody_can_open(
    office: Office, capsys: Captured
) -> None:
    device = office.directory
    write_closing(device.closing_path, ClosedByClerk(mark="m", reason=REPAIR, since_ms=1))
    for _ in range(2):
        assert main(["office", "off", "--device", str(device.path)]) == 0
        assert "off" in capsys.readouterr().out
    assert not device.office_configuration_path.exists()
    assert not device.pin_path.exists()
    assert office.closed() is None


def test_nothing_is_written_that_the_kiosks_own_user_could_not_read(
    device: DeviceDirectory, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    another = device.path.stat().st_uid + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    for command in ("set-pin", "show", "off"):
        assert main(["office", command, "--device", str(device.path)]) == 2
        assert "runuser -u" in capsys.readouterr().err
    assert not device.pin_path.exists()


def test_the_pages_key_is_closed_to_others(office: Office) -> None:
    path: Path = office.directory.office_certificate_path
    assert path.stat().st_mode & 0o077 == 0
