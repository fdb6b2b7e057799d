"""`pishkhan hub settle`: told to people and to programs, and nothing half taken."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.__main__ import main
from central.hub import Hub
from contract.errors import MissingPart
from contract.values import jalali_local
from tests.central.console.rig import Fleet, open_test_hub
from tests.central.support.payments import AMOUNT, whole_payment

DAY_MS = 86_400_000
HEADING = "terminal,rrn,amount,date"


@pytest.fixture
def hub(tmp_path: Path, database_url: str) -> Iterator[Hub]:
    opened = open_test_hub(tmp_path, database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def bank_file(hub: Hub, tmp_path: Path) -> Path:
    """One payment that the hub knows, and money of nobody."""
    fleet = Fleet(hub)
    fleet.pay(fleet.kiosk("خیام"), whole_payment(), ago_ms=2 * DAY_MS)
    date, _ = jalali_local(hub.now_ms() - 2 * DAY_MS)
    path = tmp_path / "bank.csv"
    path.write_text(f"{HEADING}\nT1,898194184,{AMOUNT},{date.text}\nT1,77,5000,{date.persian()}\n")
    return path


def settle(hub: Hub, path: Path, *options: str) -> int:
    url = hub.settings.database_url
    assert url is not None
    where = ["--city-dir", str(hub.city_dir), "--data", str(hub.settings.data_dir)]
    return main(["settle", str(path), *options, *where, "--database-url", url])


def test_a_program_is_told_the_counts_and_the_lines_of_unmatched_money(
    hub: Hub, bank_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert settle(hub, bank_file, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["taken"], told["rows"], told["paid"]) == (True, 2, 1)
    assert told["unmatched"] == [3]
    assert settle(hub, bank_file, "--json") == 0
    assert json.loads(capsys.readouterr().out)["taken"] is False


def test_a_person_is_told_what_to_look_at(
    hub: Hub, bank_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert settle(hub, bank_file) == 0
    told = capsys.readouterr().out
    assert "1 settled: the bank has the money" in told
    assert "line 3: terminal T1, rrn 77, 5000" in told
    assert settle(hub, bank_file) == 0
    assert "taken before" in capsys.readouterr().out


def test_a_wrong_row_is_named_and_nothing_is_taken(
    hub: Hub, bank_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = bank_file.read_text()
    bank_file.write_text(f"{whole}T1,78,many,1405/09/02\n")
    assert settle(hub, bank_file) == 2
    assert "line 4, column amount («many»)" in capsys.readouterr().err
    bank_file.write_text(whole)
    assert settle(hub, bank_file, "--json") == 0
    assert json.loads(capsys.readouterr().out)["paid"] == 1


def test_the_days_that_a_file_covers_can_be_said(
    hub: Hub, bank_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    date, _ = jalali_local(hub.now_ms() - DAY_MS)
    bank_file.write_text(f"{HEADING}\nT1,1,5000,{date.text}\n")
    early, _ = jalali_local(hub.now_ms() - 3 * DAY_MS)
    assert settle(hub, bank_file, "--from", early.text, "--json") == 0
    assert json.loads(capsys.readouterr().out)["missing"] == 1


def test_a_file_that_is_not_there_is_said(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(MissingPart):
        settle(hub, tmp_path / "nothing.csv")
