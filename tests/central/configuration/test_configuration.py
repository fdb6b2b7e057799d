"""What the city sets for its kiosks: merged for each, journaled, published, refused when wrong."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from central.__main__ import main
from central.city.commands import load_city
from central.city.loading import read_city_files
from central.configuration import city_configuration, configuration_records
from central.configuration.models import ConfigurationValue
from central.fleet import DeviceUnknown
from central.ingest import StoredEvent
from contract.configuration import ConfigurationRecord
from contract.envelope import decode_envelope
from contract.errors import InvalidValue
from contract.events import ConfigurationChanged, decode_body
from contract.reference import ReferenceManifest, unpack_records
from tests.central.city import files as sample
from tests.central.city.conftest import DevicePort
from tests.central.console.rig import Fleet

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def device(port: DevicePort, tmp_path: Path) -> str:
    """A kiosk of district 2 in a city whose data are loaded."""
    load_city(port.hub, read_city_files(sample.write_city(tmp_path / "files")), 1_000, "test")
    return Fleet(port.hub).kiosk("خیام").device


def configuration(port: DevicePort, *arguments: str) -> int:
    url = port.hub.settings.database_url
    assert url is not None
    where = ["--city-dir", str(port.hub.city_dir), "--data", str(port.hub.settings.data_dir)]
    return main(["configuration", *arguments, *where, "--database-url", url])


def held(port: DevicePort, device: str) -> dict[str, tuple[object, str]]:
    with port.hub.sessions.reading() as session:
        records = configuration_records(session, device)
    return {record.key: (record.value, record.origin) for record in records}


def published(port: DevicePort, device: str) -> tuple[ReferenceManifest, dict[str, object]]:
    manifest = port.manifest("configuration", device)
    path = f"/device/v1/reference/configuration/{manifest.version}"
    records = unpack_records(port.get(path, device).content, ConfigurationRecord)
    return manifest, {record.key: record.value for record in records}


def test_the_narrowest_of_device_district_and_city_counts_and_says_where_it_was_set(
    port: DevicePort, device: str
) -> None:
    assert held(port, device)["bills_per_payment"] == (5, "default")
    for scope, value in (("city", "4"), ("district:2", "3"), (f"device:{device}", "2")):
        configuration(port, "set", scope, "bills_per_payment", value)
        assert held(port, device)["bills_per_payment"] == (int(value), scope.split(":")[0])
    elsewhere = Fleet(port.hub).kiosk("سپه", district=1).device
    assert held(port, elsewhere)["bills_per_payment"] == (4, "city")
    for scope, left in ((f"device:{device}", 3), ("district:2", 4), ("city", 5)):
        configuration(port, "unset", scope, "bills_per_payment")
        assert held(port, device)["bills_per_payment"][0] == left
    assert held(port, device)["bills_per_payment"] == (5, "default")


def test_that_there_is_no_limit_can_be_set_below_one_that_there_is(
    port: DevicePort, device: str
) -> None:
    configuration(port, "set", "city", "bills_max_age_h", "72")
    configuration(port, "set", "district:2", "bills_max_age_h", "none")
    assert held(port, device)["bills_max_age_h"] == (None, "district")
    with port.hub.sessions.reading() as session:
        assert city_configuration(session).bills_max_age_h == 72


def test_each_change_is_journaled_with_who_what_and_from_what_to_what(
    port: DevicePort, device: str, capsys: Captured
) -> None:
    configuration(port, "set", "district:۲", "bills_max_age_h", "۴۸")
    configuration(port, "set", "district:2", "bills_max_age_h", "48")  # so already: no event
    assert "was 48 already" in capsys.readouterr().out
    configuration(port, "unset", "district:2", "bills_max_age_h")
    with port.hub.sessions.reading() as session:
        stored = session.scalars(
            select(StoredEvent)
            .where(StoredEvent.kind == "configuration.changed")
            .order_by(StoredEvent.ingest_id)
        ).all()
        events = [
            decode_body(row.kind, row.version, decode_envelope(row.envelope).body)
            for row in stored
        ]
    assert [
        (event.scope, event.key, event.before, event.after)
        for event in events
        if isinstance(event, ConfigurationChanged) and event.by.startswith("command line, ")
    ] == [
        ("district:2", "bills_max_age_h", None, "48"),
        ("district:2", "bills_max_age_h", "48", None),
    ]


@pytest.mark.parametrize(
    ("arguments", "refusal", "says"),
    [
        (("city", "bills_per_payment", "6"), InvalidValue, "from 1 to 5"),
        (("city", "colour", "green"), InvalidValue, "support_phone"),
        (("town", "bills_per_payment", "2"), InvalidValue, "district:NUMBER"),
        (("district:100", "bills_per_payment", "2"), InvalidValue, "district:NUMBER"),
        (("district:", "bills_per_payment", "2"), InvalidValue, "district:NUMBER"),
        (("device:k-stranger", "bills_per_payment", "2"), DeviceUnknown, ""),
    ],
)
def test_what_is_wrong_is_refused_with_what_is_right_and_changes_nothing(
    port: DevicePort,
    arguments: tuple[str, ...],
    refusal: type[InvalidValue | DeviceUnknown],
    says: str,
) -> None:
    with pytest.raises(refusal) as refused:
        configuration(port, "set", *arguments)
    assert says in refused.value.next_step
    with port.hub.sessions.reading() as session:
        assert session.scalars(select(ConfigurationValue)).all() == []
        kinds = session.scalars(select(StoredEvent.kind)).all()
    assert "configuration.changed" not in kinds


def test_a_kiosk_gets_the_merged_result_of_its_own_and_a_new_version_only_for_a_change(
    port: DevicePort, device: str
) -> None:
    neighbour = Fleet(port.hub).kiosk("عدل").device
    first, values = published(port, device)
    assert (first.scope, values["bills_per_payment"]) == (device, 5)
    configuration(port, "set", f"device:{device}", "bills_per_payment", "2")
    second, values = published(port, device)
    assert (second.version, values["bills_per_payment"]) == (first.version + 1, 2)
    assert published(port, device)[0].version == second.version
    of_neighbour, values = published(port, neighbour)
    assert (of_neighbour.scope, of_neighbour.version) == (neighbour, 1)
    assert values["bills_per_payment"] == 5


def test_show_lists_what_is_set_where_by_whom_and_what_holds_for_one_kiosk(
    port: DevicePort, device: str, capsys: Captured
) -> None:
    configuration(port, "set", "city", "support_phone", "02833228888")
    configuration(port, "set", f"device:{device}", "bills_per_payment", "2")
    assert "one kiosk has it with its next look" in capsys.readouterr().out
    assert configuration(port, "show") == 0
    shown = capsys.readouterr().out
    assert "bills_per_payment: bills paid at once\n  a whole number from 1 to 5\n" in shown
    assert re.search(r"02833228888 +14\d\d/\d\d/\d\d \d\d:\d\d, command line", shown)
    assert f"device:{device}" in shown
    assert "command line, " in shown
    assert configuration(port, "show", "--device", device) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [
        ["bills_max_age_h", "none", "from", "default"],
        ["lookups_per_visit", "5", "from", "default"],
        ["bills_per_payment", "2", "from", "device"],
        ["support_phone", "02833228888", "from", "city"],
        ["technicians", "none", "from", "default"],
    ]
    assert configuration(port, "show", "--device", device, "--json") == 0
    said = {one["key"]: one for one in json.loads(capsys.readouterr().out)}
    assert said["bills_per_payment"] == {
        "key": "bills_per_payment",
        "value": 2,
        "origin": "device",
    }
