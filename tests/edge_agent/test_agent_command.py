"""`pishkhan agent`: what a technician sees, and what a program may read."""

import json
from pathlib import Path

import pytest

from contract.values import TransactionId
from edge_agent.__main__ import main
from edge_agent.device import DeviceDirectory
from edge_agent.journal import active_journal, mark_diverged, verify
from tests.edge_agent.city import City
from tests.edge_agent.device_port import DevicePort
from tests.edge_agent.reference.test_refresh import CITY_RECORD
from tests.edge_agent.support import opened, pay, requested, started

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    """Enrolled, with a kiosk's journal of one whole and one open payment."""
    directory = city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")
    journal = opened(directory.journals_path)
    pay(journal)
    transaction = TransactionId.new()
    journal.append(started(transaction), requested(transaction))
    journal.close()
    return directory


def agent(*arguments: str, device: DeviceDirectory) -> int:
    return main([*arguments, "--device", str(device.path)])


def damage(device: DeviceDirectory) -> None:
    path = active_journal(device.journals_path, "kiosk").path
    content = bytearray(path.read_bytes())
    content[content.index(b"payment.approved")] ^= 1
    path.write_bytes(content)


def test_show_lists_journals_with_what_is_open(device: DeviceDirectory, capsys: Captured) -> None:
    assert agent("journal", "show", "--events", "2", device=device) == 0
    shown = capsys.readouterr().out
    assert "kiosk, active" in shown
    assert "7 events, pruned to 0" in shown
    assert "open: transaction" in shown
    assert "payment.requested" in shown
    assert "payment.approved" not in shown


def test_show_is_readable_by_programs(device: DeviceDirectory, capsys: Captured) -> None:
    assert agent("journal", "show", "--json", device=device) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["writer"], row["state"], row["events"]) == ("kiosk", "active", 7)
    assert len(row["open_transactions"]) == 1


def test_a_diverged_journal_is_shown_as_such(device: DeviceDirectory, capsys: Captured) -> None:
    journal = active_journal(device.journals_path, "kiosk").journal
    mark_diverged(device.journals_path, journal, "the hub has event 9")
    agent("journal", "show", device=device)
    assert "not the journal the hub knows: the hub has event 9" in capsys.readouterr().out


def test_verify_says_that_a_sound_journal_is_sound(
    device: DeviceDirectory, capsys: Captured
) -> None:
    assert agent("journal", "verify", device=device) == 0
    assert "sound, 7 events checked" in capsys.readouterr().out


def test_verify_ends_with_4_and_says_where_and_what_to_do(
    device: DeviceDirectory, capsys: Captured
) -> None:
    damage(device)
    assert agent("journal", "verify", device=device) == 4
    said = capsys.readouterr().out
    assert "DAMAGED" in said
    assert "vent 4" in said
    assert "Export what can be read" in said
    assert agent("journal", "verify", "--json", device=device) == 4
    (report,) = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["last_good"] == 3


def test_export_saves_a_file_that_verifies(
    device: DeviceDirectory, tmp_path: Path, capsys: Captured
) -> None:
    target = tmp_path / "saved.journal"
    assert agent("journal", "export", "--writer", "kiosk", "--to", str(target), device=device) == 0
    assert "7 events of kiosk" in capsys.readouterr().out
    assert verify(target).ok


def test_restart_goes_on_in_a_successor(device: DeviceDirectory, capsys: Captured) -> None:
    old = active_journal(device.journals_path, "kiosk")
    assert (
        agent("journal", "restart", "--writer", "kiosk", "--reason", "a test", device=device) == 0
    )
    new = active_journal(device.journals_path, "kiosk")
    assert new.journal != old.journal
    assert new.journal.hex in capsys.readouterr().out
    assert old.path.exists()


def test_restart_while_the_kiosk_runs_is_refused(
    device: DeviceDirectory, capsys: Captured
) -> None:
    running = opened(device.journals_path)
    assert agent("journal", "restart", "--writer", "kiosk", "--reason", "x", device=device) == 3
    assert "End the other process" in capsys.readouterr().err
    running.close()


@pytest.mark.parametrize("command", ["show", "verify"])
def test_a_journal_that_is_not_there_is_said_so(
    device: DeviceDirectory, capsys: Captured, command: str
) -> None:
    assert agent("journal", command, "--writer", "nobody", device=device) == 2
    assert "no journal of «nobody»" in capsys.readouterr().err


def test_refresh_brings_data_and_says_what(city: City, tmp_path: Path, capsys: Captured) -> None:
    with DevicePort(city) as port:
        device = city.enrol(tmp_path / "device", "k-test", 1, port.url)
        port.publish([CITY_RECORD], version=5)
        assert agent("refresh", device=device) == 0
        assert "city: version 5 is now in use" in capsys.readouterr().out
        assert agent("refresh", "--json", device=device) == 0
        assert json.loads(capsys.readouterr().out)["applied"] == {}


def test_refresh_without_a_hub_says_what_is_missing(
    device: DeviceDirectory, capsys: Captured
) -> None:
    assert agent("refresh", device=device) == 3
    assert "cannot be reached" in capsys.readouterr().err


def test_a_folder_that_is_no_device_is_refused(tmp_path: Path, capsys: Captured) -> None:
    assert agent("run", device=DeviceDirectory(tmp_path)) == 3
    assert "not enrolled" in capsys.readouterr().err
