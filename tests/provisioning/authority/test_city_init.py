"""`pishkhan provision city init`: what is made, and that it is never made twice."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from contract.errors import InvalidValue, PishkhanError
from contract.trust import KeyPurpose, open_trust_list
from provisioning.__main__ import main
from provisioning.authority import CityAlreadyThere, CityDirectory, CityMissing, CityPlan
from tests.provisioning.city import CITY, NAME, make_city, now


def certificate(city: CityDirectory, name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(city.certificate(name).read_bytes())


def test_every_certificate_comes_from_the_root_of_the_city(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    root = certificate(city, "root")
    root.verify_directly_issued_by(root)
    for name in ("devices-ca", "hub", "broker", "admin"):
        certificate(city, name).verify_directly_issued_by(root)
    names = {
        name: certificate(city, name).subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        for name in ("hub", "broker", "admin")
    }
    assert names == {"hub": "hub", "broker": "broker", "admin": "admin"}


def test_the_root_lasts_longer_than_ten_years_and_devices_authority_signs_no_authority(
    tmp_path: Path,
) -> None:
    city = make_city(tmp_path)
    assert (certificate(city, "root").not_valid_after_utc - now()).days > 3650
    constraints = certificate(city, "devices-ca").extensions.get_extension_for_class(
        x509.BasicConstraints
    )
    assert constraints.value.path_length == 0


def test_the_trust_list_names_the_public_half_of_every_role_key(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    trust = open_trust_list(city.trust.read_bytes(), city.certificate("root").read_bytes())
    assert trust.city == CITY
    assert {key.purpose for key in trust.keys} == set(KeyPurpose)
    for key in trust.keys:
        assert len(city.role_key(key.purpose).read_bytes()) == 32


def test_only_the_owner_reads_a_key(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    keys = [*city.path.glob("*.key"), *(city.path / "keys").glob("*.key")]
    assert len(keys) == 10
    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}


def test_a_second_city_in_the_same_folder_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    city = make_city(tmp_path)
    before = {path: path.read_bytes() for path in city.path.rglob("*") if path.is_file()}
    with pytest.raises(CityAlreadyThere) as refused:
        make_city(tmp_path)
    assert "already there" in refused.value.what
    assert {path: path.read_bytes() for path in before} == before
    assert [path.name for path in tmp_path.iterdir()] == ["city"]


def test_a_kill_while_the_city_is_made_leaves_no_half_city(tmp_path: Path) -> None:
    """The process is frozen at a moment of its own choosing, killed, and the command repeated."""
    folder = tmp_path / "city"
    command = [sys.executable, "-m", "provisioning", "city", "init"]
    command += ["--city", CITY, "--name", NAME, "--dir", str(folder)]
    maker = subprocess.Popen(command)
    while maker.poll() is None and not list(tmp_path.glob(".city.*/hub.key")):
        pass
    os.kill(maker.pid, signal.SIGKILL)
    maker.wait()
    if not folder.exists():
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert CityDirectory(folder).record().city == CITY
    assert CityDirectory(folder).identity("admin").certificate is not None


def test_the_command_says_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "city"
    arguments = ["city", "init", "--city", CITY, "--name", NAME, "--dir", str(folder)]
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert any("recovery.key" in step and "safe" in step for step in told["next_steps"])
    assert any("pishkhan provision claim" in step for step in told["next_steps"])


def init(monkeypatch: pytest.MonkeyPatch, folder: Path, *more: str) -> CityDirectory:
    """Run `city init` where PISHKHAN_CITY_DIR names the folder."""
    monkeypatch.setenv("PISHKHAN_CITY_DIR", str(folder))
    assert main(["city", "init", "--city", CITY, "--name", NAME, "--json", *more]) == 0
    return CityDirectory(folder)


def test_the_folder_records_where_the_hub_will_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = ("--host", "hub.example", "--host", "10.1.0.5")
    assert init(monkeypatch, tmp_path / "a").record().hub == "https://localhost:8444"
    assert init(monkeypatch, tmp_path / "b", *hosts).record().hub == "https://hub.example:8444"


def test_a_hub_that_is_named_comes_into_the_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = init(monkeypatch, tmp_path / "city", "--hub", "https://hub.example:9444")
    assert city.record().hub == "https://hub.example:9444"
    names = certificate(city, "hub").extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert "hub.example" in names.value.get_values_for_type(x509.DNSName)


def test_a_hub_that_is_no_address_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvalidValue):
        init(monkeypatch, tmp_path / "city", "--hub", "http://hub.example")
    assert not (tmp_path / "city").exists()


def test_later_steps_name_the_folder_only_where_it_would_not_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def last_step() -> str:
        told = json.loads(capsys.readouterr().out)
        return str(told["next_steps"][-1])

    short = "pishkhan provision claim --district 2 --office khayyam"
    init(monkeypatch, tmp_path / "a")
    assert last_step().endswith(short)
    init(monkeypatch, tmp_path / "b", "--dir", str(tmp_path / "c d"))
    assert last_step().endswith(f"{short} --city-dir '{tmp_path}/c d'")


def test_a_city_id_that_cannot_stand_in_topics_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PishkhanError):
        main(["city", "init", "--city", "قزوین", "--name", NAME, "--dir", str(tmp_path / "city")])
    assert not (tmp_path / "city").exists()


def test_names_survive_the_record_file_whatever_is_in_them(tmp_path: Path) -> None:
    from provisioning.authority import init_city

    name = 'شهرداری "قزوین" \\ \n'
    city = init_city(CityPlan(CITY, name, ("hub.example",)), tmp_path / "city", now())
    assert city.record().name == name
    assert "hub.example" in city.record().hosts


def test_a_folder_that_is_no_city_says_so(tmp_path: Path) -> None:
    with pytest.raises(CityMissing) as missing:
        CityDirectory(tmp_path).record()
    assert "city init" in missing.value.next_step
