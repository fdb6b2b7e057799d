"""`pishkhan provision release`: what the city signs for its kiosks, and which key that takes."""

import json
import shutil
from pathlib import Path

import pytest

from contract.errors import PishkhanError
from provisioning.releases import ArchiveRefused, ReleasesMissing, pack
from provisioning.releases.folder import ReleaseExists, ReleasesThere, ReleaseUnknown
from provisioning.releases.keys import ReleaseKeyMissing
from tests.edge_agent.city import make_city
from tests.support.releases import add_release, make_wheels, release, small_files, write_wheel

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    city = make_city(tmp_path / "city").directory.path
    assert release(city, "init") == 0
    return city


def add(city: Path, version: str, *options: str) -> None:
    add_release(city, version, small_files(version), *options)


def listed(city: Path, capsys: Captured) -> list[str]:
    capsys.readouterr()
    assert release(city, "list", "--json") == 0
    versions: list[str] = json.loads(capsys.readouterr().out)["versions"]
    return versions


def test_releases_are_added_listed_and_withdrawn(city: Path, capsys: Captured) -> None:
    add(city, "0.2.0", "--notes", "زبان دوم")
    add(city, "0.3.0", "--minimum", "0.2.0")
    capsys.readouterr()
    assert release(city, "list") == 0
    said = capsys.readouterr().out
    assert "0.2.0: زبان دوم\n0.3.0, after 0.2.0 or newer\n" in said
    assert release(city, "withdraw", "0.2.0") == 0
    assert listed(city, capsys) == ["0.3.0"]
    (archive,) = (city / "releases/targets").iterdir()
    assert archive.name.endswith(".pishkhan-0.3.0.tar")


def test_a_repository_that_was_half_made_is_made_anew(tmp_path: Path, capsys: Captured) -> None:
    city = make_city(tmp_path / "half").directory.path
    release(city, "init")
    (city / "releases/metadata/timestamp.json").unlink()
    (city / "keys/freshness.key").unlink()
    assert release(city, "init") == 0
    assert listed(city, capsys) == []


def test_a_version_is_given_once(city: Path) -> None:
    add(city, "0.2.0")
    with pytest.raises(ReleaseExists):
        release(city, "add", str(city.parent / "wheels-0.2.0"), "--assets", str(city.parent))
    with pytest.raises(ReleaseUnknown):
        release(city, "withdraw", "0.9.0")
    with pytest.raises(ReleasesThere):
        release(city, "init")


@pytest.mark.parametrize(
    ("offline", "action"),
    [("keys/release.key", "add"), ("keys/freshness.key", "renew"), ("root.key", "rotate")],
)
def test_each_step_wants_its_own_key_and_nothing_is_lost_without_it(
    city: Path, capsys: Captured, offline: str, action: str
) -> None:
    add(city, "0.2.0")
    (city / offline).rename(city.parent / "in-a-safe")
    wheels = make_wheels(city.parent / "more", "0.3.0", small_files("0.3.0"))
    more = (str(wheels), "--assets", str(wheels)) if action == "add" else ()
    with pytest.raises(PishkhanError) as missing:
        release(city, action, *more)
    assert "for as long as this takes" in missing.value.next_step
    assert listed(city, capsys) == ["0.2.0"]
    (city.parent / "in-a-safe").rename(city / offline)
    assert release(city, action, *more) == 0


def test_renewing_wants_no_key_that_is_offline(city: Path) -> None:
    add(city, "0.2.0")
    for offline in ("root.key", "keys/release.key"):
        (city / offline).unlink()
    assert release(city, "renew") == 0
    with pytest.raises(ReleaseKeyMissing):
        release(city, "withdraw", "0.2.0")


def test_the_same_wheels_make_the_same_archive(tmp_path: Path) -> None:
    wheels = make_wheels(tmp_path / "wheels", "0.2.0", small_files("0.2.0"))
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "icon.svg").write_text("<svg/>")
    first = pack(wheels, assets, tmp_path / "first.tar")
    again = tmp_path / "again"
    again.mkdir()
    for path in sorted(wheels.iterdir(), reverse=True):
        shutil.copy(path, again)
    second = pack(again, assets, tmp_path / "second.tar")
    assert first.path.read_bytes() == second.path.read_bytes()
    assert (str(first.version), first.wheels, first.python) == ("0.2.0", 2, "")


def test_wheels_that_make_no_release_are_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ArchiveRefused) as refused:
        pack(empty, empty, tmp_path / "out.tar")
    assert "0 wheels of pishkhan" in refused.value.what
    mixed = make_wheels(tmp_path / "mixed", "0.2.0", small_files("0.2.0"))
    write_wheel(mixed, "one", "1.0", {}, "cp311-cp311-linux_x86_64")
    write_wheel(mixed, "two", "1.0", {}, "cp312-cp312-linux_x86_64")
    write_wheel(mixed, "any", "1.0", {}, "cp38-abi3-linux_x86_64")
    with pytest.raises(ArchiveRefused) as refused:
        pack(mixed, mixed, tmp_path / "out.tar")
    assert "3.11, 3.12" in refused.value.what
    (mixed / "two-1.0-cp312-cp312-linux_x86_64.whl").unlink()
    assert pack(mixed, mixed, tmp_path / "out.tar").python == "3.11"


def test_a_folder_without_releases_says_how_they_are_made(tmp_path: Path) -> None:
    city = make_city(tmp_path / "city").directory.path
    with pytest.raises(ReleasesMissing) as missing:
        release(city, "list")
    assert "release init" in missing.value.next_step
