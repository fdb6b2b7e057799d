"""Where the administrator's commands look for city and hub, and what they say when in vain."""

import argparse
from pathlib import Path

import pytest

from contract.city_folder import INSTALLED_CITY, CityFolderUnknown
from provisioning.__main__ import main
from provisioning.authority import CityDirectory, CityMissing
from provisioning.cli.arguments import HubUnknown, add_administrator, administrator_of
from tests.provisioning.city import make_city

RECORDED = "https://recorded.example:8444"
CLAIM = ("claim", "--district", "2", "--office", "khayyam")
REVOKE = ("revoke", "k-0f3a91c2d4", "--reason", "stolen")


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CityDirectory:
    """A city that knows its hub, named by the environment."""
    made = make_city(tmp_path, RECORDED)
    monkeypatch.setenv("PISHKHAN_CITY_DIR", str(made.path))
    return made


def hub_of(*given: str) -> str:
    parser = argparse.ArgumentParser()
    add_administrator(parser)
    return administrator_of(parser.parse_args(given)).hub_url


def test_the_option_goes_before_the_environment_and_that_before_the_citys_record(
    city: CityDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hub_of() == RECORDED
    monkeypatch.setenv("PISHKHAN_HUB", "https://environment.example:8444")
    assert hub_of() == "https://environment.example:8444"
    assert hub_of("--hub", "https://option.example:8444") == "https://option.example:8444"


@pytest.mark.parametrize("command", [CLAIM, REVOKE])
def test_a_city_that_does_not_know_its_hub_says_every_way_of_naming_it(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    older = make_city(tmp_path)
    with pytest.raises(HubUnknown) as unknown:
        main([*command, "--city-dir", str(older.path)])
    assert str(older.record_file) in unknown.value.what
    for way in ("--hub", "PISHKHAN_HUB", 'hub = "https://NAME:8444"'):
        assert way in unknown.value.next_step


def test_the_line_that_is_advised_is_understood(tmp_path: Path) -> None:
    older = make_city(tmp_path)
    with older.record_file.open("a") as record:
        record.write('hub = "https://NAME:8444"\n')
    assert hub_of("--city-dir", str(older.path)) == "https://NAME:8444"


@pytest.mark.skipif(INSTALLED_CITY.exists(), reason="this machine has a city of its own")
@pytest.mark.parametrize("command", [CLAIM, REVOKE, ("broker",)])
def test_a_city_that_is_nowhere_says_every_way_of_naming_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CityFolderUnknown) as unknown:
        main([*command])
    assert "--city-dir" in unknown.value.next_step
    assert "PISHKHAN_CITY_DIR" in unknown.value.next_step


def test_a_hub_that_is_no_text_is_told_with_its_file(city: CityDirectory) -> None:
    with city.record_file.open("a") as record:
        record.write("[hub]\n")
    city.record_file.write_text(city.record_file.read_text().replace(f'hub = "{RECORDED}"', ""))
    with pytest.raises(CityMissing, match=r"city\.toml"):
        hub_of()
