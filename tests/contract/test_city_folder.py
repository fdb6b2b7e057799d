"""The city's folder and the hub's data are found where each way of naming them says."""

import argparse
from pathlib import Path

import pytest

from contract.city_folder import (
    CITY_VARIABLE,
    DATA_VARIABLE,
    CityFolderUnknown,
    add_city_dir,
    add_data_dir,
    city_dir_of,
    data_dir_of,
    find_city_dir,
    new_city_dir,
)


def city_at(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "city.toml").write_text("")
    return folder


def arguments(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_city_dir(parser)
    add_data_dir(parser)
    return parser.parse_args(given)


def test_the_option_goes_before_the_environment_and_that_before_the_search(tmp_path: Path) -> None:
    found = city_at(tmp_path / "found")
    environment = {CITY_VARIABLE: "/from/environment"}
    option = Path("/from/option")
    assert find_city_dir(option, environment, [found]) == option
    assert find_city_dir(None, environment, [found]) == Path("/from/environment")
    assert find_city_dir(None, {}, [found]) == found


def test_the_first_searched_folder_with_a_city_in_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    near, far = tmp_path / "without", city_at(tmp_path / "far")
    assert find_city_dir(None, {}, [near, far]) == far


def test_a_city_in_the_working_folder_is_found_and_stays_found_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = city_at(tmp_path / "city")
    monkeypatch.chdir(tmp_path)
    found = city_dir_of(arguments())
    monkeypatch.chdir("/")
    assert found.samefile(city)


def test_an_empty_variable_names_nothing(tmp_path: Path) -> None:
    found = city_at(tmp_path / "found")
    assert find_city_dir(None, {CITY_VARIABLE: ""}, [found]) == found


def test_nowhere_says_every_way_of_naming_it(tmp_path: Path) -> None:
    with pytest.raises(CityFolderUnknown) as unknown:
        find_city_dir(None, {}, [tmp_path / "a", tmp_path / "b"])
    assert str(tmp_path / "a") in unknown.value.what
    assert str(tmp_path / "b") in unknown.value.what
    for way in ("--city-dir", CITY_VARIABLE, "pishkhan provision city init"):
        assert way in unknown.value.next_step
    assert unknown.value.exit_code == 2


def test_a_new_city_goes_where_commands_will_look_for_it() -> None:
    assert new_city_dir(None, {}) == Path("/var/lib/pishkhan/city")
    assert new_city_dir(None, {CITY_VARIABLE: "/srv/city"}) == Path("/srv/city")
    assert new_city_dir(Path("/other"), {CITY_VARIABLE: "/srv/city"}) == Path("/other")


def test_the_hubs_data_lies_beside_the_city_unless_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = ("--city-dir", "/srv/town/city")
    assert data_dir_of(arguments(*where)) == Path("/srv/town/hub")
    monkeypatch.setenv(DATA_VARIABLE, "/from/environment")
    assert data_dir_of(arguments(*where)) == Path("/from/environment")
    assert data_dir_of(arguments(*where, "--data", "/from/option")) == Path("/from/option")


def test_data_that_is_named_wants_no_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_dir_of(arguments("--data", "/srv/hub")) == Path("/srv/hub")
