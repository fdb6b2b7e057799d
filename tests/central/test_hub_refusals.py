"""What keeps a hub from starting: each says what is wrong and what to do, without a traceback."""

import datetime as dt
import socket
from pathlib import Path

import pytest
from sqlalchemy import text

from central.database import open_engine, resolve_url
from central.identity import IdentityRefused, load_identity
from central.ingest.broker import BrokerAddress, BrokerMissing
from provisioning.authority import CityDirectory, CityPlan, init_city
from provisioning.authority.certificates import certificate_pem, key_pem, make_root, make_server
from tests.central.support.rig import CityRig
from tests.provisioning.city import make_city, now
from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import ChildProcess


def refusal(hub: ChildProcess) -> tuple[int, str]:
    """The exit code, and the last two lines: what is wrong, what to do."""
    code = hub.wait(30)
    lines = [line for line in hub.output().splitlines() if not line.startswith("{")]
    assert "Traceback" not in hub.output()
    assert len(lines) == 2, lines
    return code, "\n".join(lines)


@pytest.mark.parametrize("option", ["--port", "--device-port"])
def test_a_taken_port_is_named_with_its_option(rig: CityRig, option: str) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = refusal(rig.hub_process(option, str(port)))
    assert code == 3
    assert str(port) in said
    assert option in said.splitlines()[1]


def test_a_missing_broker_ends_the_start_only_when_it_is_required(rig: CityRig) -> None:
    nowhere = f"{LOOPBACK}:{free_port()}"
    code, said = refusal(rig.hub_process("--broker", nowhere, "--require-broker"))
    assert code == 3
    assert nowhere in said
    assert "pishkhan provision broker" in said
    patient = rig.hub_process("--broker", nowhere)
    patient.until_output("Trying again")
    patient.until_output("hub of qazvin")
    assert patient.stop() == 0


def test_another_citys_broker_is_told_from_a_missing_one(rig: CityRig, tmp_path: Path) -> None:
    tabriz = init_city(CityPlan("tabriz", "تبریز", ()), tmp_path / "tabriz", now())
    broker = BrokerAddress(
        LOOPBACK,
        rig.broker.port,
        tabriz.certificate("root"),
        tabriz.certificate("hub"),
        tabriz.key("hub"),
    )
    with pytest.raises(BrokerMissing, match="isn't this city's"):
        broker.probe()


@pytest.mark.parametrize(
    ("url", "part"),
    [("mysql://h/n", "mysql"), ("postgresql://u:secret@127.0.0.1:9/n", "127.0.0.1")],
)
def test_a_wrong_database_url_says_how_to_write_one(rig: CityRig, url: str, part: str) -> None:
    code, said = refusal(rig.hub_process(database_url=url))
    assert code == 2
    assert part in said
    assert "secret" not in said


def test_a_database_of_another_city_is_refused(rig: CityRig) -> None:
    assert rig.start_hub().stop() == 0
    engine = open_engine(resolve_url({}, rig.folder / "data"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE hub_state SET city = 'tabriz'"))
    engine.dispose()
    code, said = refusal(rig.hub_process())
    assert code == 2
    assert "tabriz" in said


@pytest.fixture
def city(tmp_path: Path) -> CityDirectory:
    return make_city(tmp_path)


def test_an_expired_certificate_names_its_dates(city: CityDirectory) -> None:
    later = now() + dt.timedelta(days=365 * 30)
    with pytest.raises(IdentityRefused, match="valid only from") as refused:
        load_identity(city.path, later)
    assert "renew" in refused.value.next_step
    assert refused.value.exit_code == 3


def test_a_foreign_certificate_is_told_from_an_expired_one(city: CityDirectory) -> None:
    other = make_server("qazvin", "hub", ("localhost",), make_root("qazvin", now()), now())
    (city.path / "hub.pem").write_bytes(certificate_pem(other.certificate))
    (city.path / "hub.key").write_bytes(key_pem(other.key))
    with pytest.raises(IdentityRefused, match="foreign"):
        load_identity(city.path, now())


@pytest.mark.parametrize("name", ["city.toml", "hub.key", "devices-ca.pem", "keys/ack.key"])
def test_a_missing_file_is_named(city: CityDirectory, name: str) -> None:
    (city.path / name).unlink()
    with pytest.raises(IdentityRefused, match=name):
        load_identity(city.path, now())


def test_a_broken_key_is_named(city: CityDirectory) -> None:
    (city.path / "keys" / "ack.key").write_bytes(b"short")
    with pytest.raises(IdentityRefused, match=r"ack\.key"):
        load_identity(city.path, now())
