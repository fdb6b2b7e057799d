"""`pishkhan agent reference`: which of the city's data a kiosk holds, how old, how they came."""

import json
from pathlib import Path

import pytest

from contract.clock import SystemClock
from edge_agent.__main__ import main
from edge_agent.device import DeviceDirectory, device_context
from edge_agent.reference import HubApi, ReferenceRefresh
from tests.edge_agent.city import City
from tests.edge_agent.device_port import DevicePort
from tests.edge_agent.reference.test_refresh import CITY_RECORD, bill

Captured = pytest.CaptureFixture[str]
NOW_MS = SystemClock().now().utc_ms
HOUR_MS = 3_600_000


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    """Holds version 2 of the bills, as of two hours ago, and version 1; and the city's."""
    with DevicePort(city) as port:
        made = city.enrol(tmp_path / "device", "k-test", 1, port.url)
        api = HubApi(port.url, device_context(made), SystemClock(), lambda: 0)
        port.publish([CITY_RECORD], version=7, as_of_ms=NOW_MS - HOUR_MS)
        for version in (1, 2):
            port.publish([bill(str(version))], version=version, as_of_ms=NOW_MS - 2 * HOUR_MS)
            ReferenceRefresh(made, api).run()
    return made


def agent(device: DeviceDirectory, *more: str) -> int:
    return main(["reference", "--device", str(device.path), *more])


def test_each_dataset_says_its_version_its_age_how_it_came_and_what_was_before(
    device: DeviceDirectory, capsys: Captured
) -> None:
    assert agent(device) == 0
    lines = capsys.readouterr().out.splitlines()
    bills = next(line for line in lines if line.startswith("bills, "))
    assert bills.split()[:6] == ["bills,", "district", "2", "2", "2", "h"]
    assert "ago, whole, " in bills
    assert bills.endswith(" 1")
    city = next(line for line in lines if line.startswith("city"))
    assert "1 h ago" in city
    assert city.endswith("none")
    assert any(line.startswith("fees") and "not here" in line for line in lines)
    assert lines[-1] == "Every version in use can be read."


def test_a_version_that_cannot_be_read_is_named_with_what_serves_and_what_to_do(
    device: DeviceDirectory, capsys: Captured
) -> None:
    (device.reference_path / "bills-2.sqlite").write_bytes(b"torn" * 1000)
    (device.reference_path / "city-7.sqlite").unlink()
    assert agent(device) == 4
    said = capsys.readouterr().out
    assert "bills in use cannot be read; the version before serves" in said
    assert "city in use cannot be read; nothing serves" in said
    assert f"pishkhan agent refresh --device {device.path}" in said


def test_a_program_reads_the_same(device: DeviceDirectory, capsys: Captured) -> None:
    assert agent(device, "--json") == 0
    said = {one["dataset"]: one for one in json.loads(capsys.readouterr().out)}
    bills = said["bills"]
    assert (bills["now"]["version"]["version"], bills["before"]["version"]["version"]) == (2, 1)
    assert bills["now"]["readable"]
    assert bills["now"]["version"]["fetched"]["way"] == "whole"
    assert said["fees"] == {"dataset": "fees", "now": None, "before": None}
