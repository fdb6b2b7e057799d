"""A technician's code is made at the hub, shown once, and reaches kiosks as a verifier alone."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from central.__main__ import main
from central.city.commands import load_city
from central.city.loading import read_city_files
from central.ingest import StoredEvent
from contract.configuration import TECHNICIANS
from contract.errors import InvalidValue
from contract.technician import CODE_DIGITS, CodeRefusal, check_code, parse_verifiers
from tests.central.city import files as sample
from tests.central.city.conftest import DevicePort
from tests.central.configuration.test_configuration import (
    Captured,
    configuration,
    held,
    published,
)
from tests.central.console.rig import Fleet

DAY_MS = 86_400_000


@pytest.fixture
def kiosk(port: DevicePort) -> str:
    return Fleet(port.hub).kiosk("خیام").device


def technician(port: DevicePort, *arguments: str) -> int:
    url = port.hub.settings.database_url
    assert url is not None
    where = ["--city-dir", str(port.hub.city_dir), "--data", str(port.hub.settings.data_dir)]
    return main(["technician", *arguments, *where, "--database-url", url])


def given(port: DevicePort, capsys: Captured, *arguments: str) -> str:
    """The code that is shown."""
    assert technician(port, "add", *arguments, "--json") == 0
    code = json.loads(capsys.readouterr().out)["code"]
    assert isinstance(code, str)
    return code


def known_at(port: DevicePort, device: str, code: str, in_days: int = 0) -> str | CodeRefusal:
    """What the kiosk would say to that code, so many days from now."""
    value, _ = held(port, device)[TECHNICIANS]
    verifiers = () if value is None else parse_verifiers(str(value))
    return check_code(code, verifiers, port.hub.now_ms() + in_days * DAY_MS)


def test_a_code_opens_by_its_number_until_its_last_day(
    port: DevicePort, kiosk: str, capsys: Captured
) -> None:
    code = given(port, capsys, "12", "--days", "30")
    assert len(code) == CODE_DIGITS
    assert code.startswith("12")
    assert known_at(port, kiosk, code) == "12"
    assert known_at(port, kiosk, code, in_days=29) == "12"
    assert known_at(port, kiosk, code, in_days=30) is CodeRefusal.EXPIRED
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert known_at(port, kiosk, wrong) is CodeRefusal.WRONG
    assert known_at(port, kiosk, wrong, in_days=30) is CodeRefusal.WRONG


def test_a_code_is_in_nothing_that_is_stored_journaled_or_sent(
    port: DevicePort, tmp_path: Path, capsys: Captured
) -> None:
    load_city(port.hub, read_city_files(sample.write_city(tmp_path / "files")), 1_000, "test")
    kiosk = Fleet(port.hub).kiosk("خیام").device
    code = given(port, capsys, "12")
    configuration(port, "show")
    shown = capsys.readouterr().out
    assert "12 until " in shown
    assert "argon2" not in shown
    with port.hub.sessions.reading() as session:
        envelopes = session.scalars(select(StoredEvent.envelope)).all()
    _, sent = published(port, kiosk)
    said = b"".join(envelopes) + json.dumps(sent).encode() + shown.encode()
    for part in (code, code[2:], code[2:8]):
        assert part.encode() not in said


def test_a_new_code_voids_the_one_before_and_a_removed_one_opens_nothing(
    port: DevicePort, kiosk: str, capsys: Captured
) -> None:
    first, other = given(port, capsys, "12"), given(port, capsys, "17")
    second = given(port, capsys, "12")
    assert known_at(port, kiosk, first) is CodeRefusal.WRONG
    assert (known_at(port, kiosk, second), known_at(port, kiosk, other)) == ("12", "17")
    assert technician(port, "remove", "12") == 0
    assert known_at(port, kiosk, second) is CodeRefusal.WRONG
    assert known_at(port, kiosk, other) == "17"
    capsys.readouterr()
    assert technician(port, "list", "--json") == 0
    today = datetime.fromtimestamp(port.hub.now_ms() / 1000, UTC).date()
    (left,) = json.loads(capsys.readouterr().out)
    assert left["number"] == "17"
    assert left["until"] > today.isoformat()
    technician(port, "remove", "17")
    assert held(port, kiosk)[TECHNICIANS] == (None, "default")


def test_a_district_has_codes_of_its_own(port: DevicePort, kiosk: str, capsys: Captured) -> None:
    elsewhere = Fleet(port.hub).kiosk("سپه", district=1).device
    of_city = given(port, capsys, "12")
    of_district = given(port, capsys, "21", "--scope", "district:2")
    assert known_at(port, kiosk, of_district) == "21"
    assert known_at(port, kiosk, of_city) is CodeRefusal.WRONG
    assert known_at(port, elsewhere, of_city) == "12"


@pytest.mark.parametrize(
    "arguments",
    [("add", "7"), ("add", "ab"), ("add", "123"), ("add", "12", "--days", "0"), ("remove", "55")],
)
def test_what_is_wrong_is_refused(port: DevicePort, arguments: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValue):
        technician(port, *arguments)


def test_a_code_given_for_its_verifier_is_refused_and_not_repeated(port: DevicePort) -> None:
    with pytest.raises(InvalidValue) as refused:
        configuration(port, "set", "city", TECHNICIANS, "121234567890")
    assert "1234567890" not in f"{refused.value.what} {refused.value.next_step}"
    assert "pishkhan hub technician" in refused.value.next_step
