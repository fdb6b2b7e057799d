"""The JSON Schema of devices.toml says what the loader says."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from hardware.__main__ import main
from hardware.kinds import AnyKind, all_kinds
from hardware.profile_schema import profile_schema

VALIDATOR = jsonschema.Draft202012Validator


def is_valid(text: str) -> bool:
    return VALIDATOR(profile_schema()).is_valid(tomllib.loads(text))


def test_the_schema_is_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "--schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    VALIDATOR.check_schema(printed)
    assert printed == json.loads(json.dumps(profile_schema()))


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.driver)
def test_every_example_fits_the_schema(kind: AnyKind) -> None:
    assert is_valid(kind.example)


@pytest.mark.parametrize(
    "text",
    [
        "[printr]\n",
        "[printer]\n",
        '[printer]\naddress = "lpt1"',
        "[printer]\naddress = 9100",
        '[printer]\naddress = "tcp:a:1"\ncolumns = "70mm"',
        '[printer]\naddress = "tcp:a:1"\ncolour = "red"',
        '[printer]\ndriver = "zvt"\naddress = "tcp:a:1"',
        '[terminal]\naddress = "tcp:a:1"\nterminal_id = "12345678"',
        '[terminal]\ndriver = "zvt"\naddress = "tcp:a:1"\nterminal_id = "123"',
        '[[printer]]\naddress = "tcp:a:1"',
    ],
)
def test_what_the_loader_refuses_the_schema_refuses_too(text: str) -> None:
    assert not is_valid(text)


def test_the_usual_driver_may_be_left_out() -> None:
    assert is_valid('[printer]\naddress = "tcp:a:1"')


def test_every_driver_is_told_with_a_table_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "--drivers", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["driver"] for row in rows] == [kind.driver for kind in all_kinds()]
    assert main(["profile", "--drivers"]) == 0
    told = capsys.readouterr().out
    assert all(row["example"] in told and row["summary"] in told for row in rows)


def test_a_right_profile_is_told_to_be_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "devices.toml"
    path.write_text('[printer]\naddress = "tcp:a:1"\n')
    assert main(["profile", "--check", str(path)]) == 0
    assert "Devices: printer (escpos)." in capsys.readouterr().out
    assert main(["profile", "--check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "devices": [{"table": "printer", "driver": "escpos"}]
    }


def test_a_wrong_profile_is_told_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "devices.toml"
    path.write_text('[printer]\naddress = "tcp:a:1"\ncolour = 1\n')
    assert main(["profile", "--check", str(path)]) == 2
    assert "line 3: [printer] colour is not known" in capsys.readouterr().err
