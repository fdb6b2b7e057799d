"""`pishkhan hub load-city`: all or nothing, told to people and to programs."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from central.__main__ import main
from central.city.commands import parse_as_of
from central.city.models import CityBill, CityLoad, CityProperty, CitySettings
from central.hub import Hub
from central.ingest import StoredEvent
from contract.errors import InvalidValue, MissingPart
from tests.central.city import files as sample
from tests.central.console.rig import open_test_hub


@pytest.fixture
def hub(tmp_path: Path, database_url: str) -> Iterator[Hub]:
    opened = open_test_hub(tmp_path, database_url)
    yield opened
    opened.engine.dispose()


def load(hub: Hub, *arguments: str) -> int:
    url = hub.settings.database_url
    assert url is not None
    where = ["--city-dir", str(hub.city_dir), "--data", str(hub.settings.data_dir)]
    return main(["load-city", *arguments, *where, "--database-url", url])


def count(hub: Hub, table: type) -> int:
    with hub.sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_sample_city_loads_and_is_journaled(
    hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(hub, "sample", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["loaded"] is True
    assert told["rows"]["bills.csv"] == count(hub, CityBill) > 3_000
    assert count(hub, CityProperty) == 1_200
    with hub.sessions.reading() as session:
        kinds = list(session.scalars(select(StoredEvent.kind).order_by(StoredEvent.ingest_id)))
    assert kinds == ["journal.genesis", "hub.initialised", "city.loaded"]


def test_the_public_address_may_be_said_with_the_load(
    hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(hub, "sample", "--public-url", "https://KIOSK.example:8443/", "--json") == 0
    assert json.loads(capsys.readouterr().out)["loaded"] is True
    with hub.sessions.reading() as session:
        assert session.scalar(select(CitySettings.public_url)) == "https://kiosk.example:8443"
    with pytest.raises(InvalidValue, match="https"):
        load(hub, "sample", "--public-url", "http://kiosk.example")


def test_a_file_with_a_broken_row_leaves_the_data_as_it_was(
    hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(hub, str(sample.write_city(tmp_path / "good"))) == 0
    broken = sample.bills(sample.FIRST_BILL, sample.WASTE_BILL.replace("960000", "960001"))
    capsys.readouterr()

    assert load(hub, str(sample.write_city(tmp_path / "bad", bills=broken))) == 2

    told = capsys.readouterr().err
    assert "bills.csv, line 3, column levy («960001»)" in told
    assert "nothing was loaded" in told
    assert (count(hub, CityBill), count(hub, CityLoad)) == (3, 1)


def test_problems_for_a_program_are_json(
    hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = sample.bills(sample.FIRST_BILL.replace("125050196", "125050197"))
    assert load(hub, str(sample.write_city(tmp_path / "bad", bills=broken)), "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert told["loaded"] is False
    [problem] = told["problems"]
    assert {key: problem[key] for key in ("file", "line", "column", "value", "reason")} == {
        "file": "bills.csv",
        "line": 2,
        "column": "payment_id",
        "value": "125050197",
        "reason": "mismatch",
    }


def test_another_load_takes_the_place_of_the_first(hub: Hub, tmp_path: Path) -> None:
    assert load(hub, str(sample.write_city(tmp_path / "city"))) == 0
    one = sample.bills(sample.WASTE_BILL)
    assert load(hub, str(sample.write_city(tmp_path / "city", bills=one))) == 0
    assert (count(hub, CityBill), count(hub, CityLoad)) == (1, 2)


def test_a_folder_that_is_not_there_is_told(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(MissingPart):
        load(hub, str(tmp_path / "nowhere"))


def test_the_age_of_the_data_is_read_in_city_time() -> None:
    assert parse_as_of("۱۴۰۵/۰۹/۰۲ ۰۸:۱۵") == parse_as_of("1405/09/02 08:15")
    assert parse_as_of("1405/09/02 08:15") == 1_795_409_100_000
    with pytest.raises(InvalidValue):
        parse_as_of("1405/09/02")
