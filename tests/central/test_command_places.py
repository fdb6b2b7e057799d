"""The hub's commands find city and data where nobody names them, and refuse what isn't there."""

import io
from pathlib import Path

import pytest

from central.__main__ import main
from central.commands.arguments import DataMissing
from tests.provisioning.city import make_city

PASSWORD = "چهار مرغ آبی در باران"


@pytest.fixture(autouse=True)
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city in the working folder."""
    make_city(tmp_path)
    monkeypatch.chdir(tmp_path)


def test_short_commands_work_on_the_data_beside_the_city(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["staff", "add", "maryam", "--role", "operator", "--password-stdin"]) == 0
    assert (tmp_path / "hub" / "hub.sqlite").is_file()
    capsys.readouterr()
    assert main(["staff", "list"]) == 0
    assert "maryam" in capsys.readouterr().out
    assert main(["audit", "verify"]) == 0
    assert "1 chains, 0 broken" in capsys.readouterr().out


@pytest.mark.parametrize("command", [("audit", "verify"), ("rebuild",), ("events", "--count")])
def test_data_that_is_not_there_is_no_empty_data(tmp_path: Path, command: tuple[str, ...]) -> None:
    with pytest.raises(DataMissing) as missing:
        main([*command])
    assert str(tmp_path / "hub") in missing.value.what
    for way in ("--data", "PISHKHAN_DATA", "--database-url", "PISHKHAN_DATABASE_URL"):
        assert way in missing.value.next_step
    assert not (tmp_path / "hub").exists()


def test_a_database_elsewhere_wants_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    monkeypatch.chdir(nowhere)
    url = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    assert main(["audit", "verify", "--database-url", url]) == 0
    assert "0 chains" in capsys.readouterr().out
