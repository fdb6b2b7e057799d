"""A release is staged when the city signed it, it is newer, fits and starts; else nothing is."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from contract.errors import PishkhanError
from contract.release import ReleaseVersion
from edge_agent.__main__ import main
from edge_agent.device import DeviceDirectory
from edge_agent.updates import Application, Phase, Reason, staging
from edge_agent.updates.errors import (
    NoRoom,
    NoSlots,
    ReleaseRefused,
    ReleasesExpired,
    ReleaseUnfit,
    UpdateUnderWay,
)
from edge_agent.updates.launching import Update, begin_trial, roll_back
from edge_agent.updates.repository import ReleaseRepository
from edge_agent.updates.sources import FolderSource
from edge_agent.updates.staging import Staged, Staging
from provisioning.releases import ReleaseFolder, ReleaseKeys
from tests.edge_agent.city import City, make_city
from tests.support.releases import add_release, make_wheels, release, small_files, write_wheel

Captured = pytest.CaptureFixture[str]
NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


def offer(city: City, version: str, *options: str) -> None:
    add_release(city.directory.path, version, small_files(version), *options)


def stage(
    device: DeviceDirectory, folder: Path, wanted: str | None = None, now: dt.datetime = NOW
) -> Staged:
    scratch = device.application_path / "repository"
    scratch.mkdir(parents=True, exist_ok=True)
    source = FolderSource(folder)
    repository = ReleaseRepository(scratch, source, device.root_certificate(), now)
    version = None if wanted is None else ReleaseVersion.parse(wanted)
    return Staging(Application(device.application_path), "0.1.0").stage(
        repository, version, "folder"
    )


def staged(application: Application) -> Update:
    update = application.read()
    assert update is not None
    return update


def test_the_newest_that_fits_is_staged_whole_and_nothing_is_switched(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.2.0")
    offer(releasing, "0.3.0", "--minimum", "0.2.0")
    before = application.named()
    assert stage(device, releasing.directory.releases).version == ReleaseVersion(0, 2, 0)
    update = staged(application)
    assert (update.version, update.phase, update.source) == ("0.2.0", Phase.STAGED, "folder")
    slot = application.versions / "0.2.0"
    assert [path.name for path in application.versions.iterdir()] == ["0.2.0"]
    assert next(slot.glob("lib/*/site-packages/.assets/icon.svg")).read_text() == "<svg/>"
    assert application.named() == before


def test_a_technician_reads_what_came_of_it(
    releasing: City, device: DeviceDirectory, application: Application, capsys: Captured
) -> None:
    offer(releasing, "0.2.0")
    here = ("--device", str(device.path))
    folder = str(releasing.directory.releases)
    capsys.readouterr()
    assert main(["update", "status", *here]) == 0
    assert "last   no release yet" in capsys.readouterr().out
    assert main(["update", "--from", folder, *here]) == 0
    assert "0.2.0 is staged" in capsys.readouterr().out
    assert main(["update", "--from", folder, *here]) == 0
    assert "0.2.0 is staged already" in capsys.readouterr().out
    begin_trial(application, staged(application))
    roll_back(application, staged(application), Reason.NOT_WELL)
    assert main(["update", "status", *here]) == 1
    assert (
        "taken back; a newer one is waited for: not everything was well" in capsys.readouterr().out
    )


def test_a_machine_without_slots_is_told_what_to_do(
    releasing: City, device: DeviceDirectory, capsys: Captured
) -> None:
    folder = str(releasing.directory.releases)
    assert main(["update", "--from", folder, "--device", str(device.path)]) == 3
    assert "pishkhan provision application" in capsys.readouterr().err
    device.application_path.mkdir()
    with pytest.raises(NoSlots):
        stage(device, releasing.directory.releases)


def test_an_archive_that_was_changed_on_its_way_is_refused(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.2.0")
    archive = next(releasing.directory.releases.glob("targets/*.tar"))
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    with pytest.raises(ReleaseRefused):
        stage(device, releasing.directory.releases)
    assert application.read() is None
    assert not list(application.versions.iterdir())


def test_a_list_that_was_changed_on_its_way_is_refused(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.2.0")
    newest = releasing.directory.releases / "metadata" / "2.targets.json"
    newest.write_text(newest.read_text().replace("0.2.0", "0.9.0"))
    with pytest.raises(ReleaseRefused):
        stage(device, releasing.directory.releases)
    assert application.read() is None


def test_another_citys_releases_are_refused(
    device: DeviceDirectory, application: Application, tmp_path: Path
) -> None:
    other = make_city(tmp_path / "elsewhere" / "city")
    release(other.directory.path, "init")
    offer(other, "0.2.0")
    with pytest.raises(ReleaseRefused) as refused:
        stage(device, other.directory.releases)
    assert "another city's" in refused.value.what
    assert application.read() is None


def test_an_older_state_of_the_list_is_not_believed_again(
    releasing: City, device: DeviceDirectory, application: Application, tmp_path: Path
) -> None:
    offer(releasing, "0.2.0")
    shutil.copytree(releasing.directory.releases, tmp_path / "stick")
    offer(releasing, "0.3.0")
    release(releasing.directory.path, "withdraw", "0.2.0")
    assert stage(device, releasing.directory.releases).version == ReleaseVersion(0, 3, 0)
    with pytest.raises(ReleaseRefused):
        stage(device, tmp_path / "stick")
    assert staged(application).version == "0.3.0"


def test_a_list_that_nobody_renewed_is_believed_for_a_month(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.2.0")
    with pytest.raises(ReleasesExpired) as expired:
        stage(device, releasing.directory.releases, now=NOW + 31 * DAY)
    assert "release renew" in expired.value.next_step
    assert application.read() is None
    city = releasing.directory
    city.role_key("release").unlink()  # offline, where it belongs
    ReleaseFolder(city.releases, ReleaseKeys(city), NOW + 31 * DAY).renew()
    late = stage(device, city.releases, now=NOW + 60 * DAY)
    assert late.version == ReleaseVersion(0, 2, 0)


def test_new_keys_are_believed_because_the_citys_root_names_them(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.2.0")
    stage(device, releasing.directory.releases)
    assert release(releasing.directory.path, "rotate") == 0
    offer(releasing, "0.3.0")
    assert stage(device, releasing.directory.releases).version == ReleaseVersion(0, 3, 0)
    assert staged(application).version == "0.3.0"


def test_what_the_hub_wants_is_staged_and_nothing_older_than_what_runs(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    for version in ("0.0.9", "0.2.0", "0.3.0"):
        offer(releasing, version)
    folder = releasing.directory.releases
    assert stage(device, folder, "0.0.9").version is None
    assert stage(device, folder, "0.2.0").version == ReleaseVersion(0, 2, 0)
    with pytest.raises(ReleaseUnfit) as unknown:
        stage(device, folder, "0.4.0")
    assert "not among those that the city has signed" in unknown.value.what
    assert staged(application).version == "0.2.0"


def test_what_was_taken_back_is_not_tried_again_until_a_newer_one_is_there(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.2.0")
    folder = releasing.directory.releases
    stage(device, folder)
    begin_trial(application, staged(application))
    with pytest.raises(UpdateUnderWay):
        stage(device, folder)
    roll_back(application, staged(application), Reason.ENDED_OFTEN)
    again = stage(device, folder)
    assert (again.version, again.detail) == (
        None,
        "0.2.0 was tried and taken back: its agent ended 5 times",
    )
    offer(releasing, "0.2.1")
    assert stage(device, folder).version == ReleaseVersion(0, 2, 1)


def test_a_release_that_can_not_follow_here_says_why(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    offer(releasing, "0.3.0", "--minimum", "0.2.0")
    with pytest.raises(ReleaseUnfit) as unfit:
        stage(device, releasing.directory.releases)
    assert "it wants 0.2.0 first" in unfit.value.what
    assert application.read() is None


def test_a_release_for_another_python_is_refused_before_it_is_loaded(
    releasing: City, device: DeviceDirectory, application: Application, tmp_path: Path
) -> None:
    wheels = make_wheels(tmp_path / "wheels", "0.2.0", small_files("0.2.0"))
    write_wheel(wheels, "fast", "1.0", {}, "cp39-cp39-linux_x86_64")
    city = releasing.directory.path
    release(city, "add", str(wheels), "--assets", str(wheels))
    with pytest.raises(ReleaseUnfit) as unfit:
        stage(device, releasing.directory.releases)
    assert "it wants Python 3.9" in unfit.value.what
    assert not list(application.versions.glob("*"))


def test_a_release_that_does_not_even_start_is_not_staged(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    broken = {"pishkhan.py": "raise SystemError"}
    add_release(releasing.directory.path, "0.2.0", broken)
    with pytest.raises(ReleaseUnfit):
        stage(device, releasing.directory.releases)
    assert application.read() is None
    assert not list(application.versions.iterdir())


def test_a_full_disk_is_named_before_anything_is_loaded(
    releasing: City,
    device: DeviceDirectory,
    application: Application,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offer(releasing, "0.2.0")
    monkeypatch.setattr(staging, "KEPT_FREE_BYTES", 1 << 60)
    with pytest.raises(NoRoom):
        stage(device, releasing.directory.releases)
    assert application.read() is None
    assert not list(application.path.rglob("*.tar"))


def test_a_wheel_that_wants_to_write_elsewhere_is_refused(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    files = {**small_files("0.2.0"), "../../../../escaped.py": ""}
    add_release(releasing.directory.path, "0.2.0", files)
    with pytest.raises(ReleaseRefused):
        stage(device, releasing.directory.releases)
    assert not list(application.path.rglob("escaped.py"))
    assert application.read() is None


def test_slots_that_nobody_starts_any_more_are_cleared(
    releasing: City, device: DeviceDirectory, application: Application
) -> None:
    folder = releasing.directory.releases
    for version in ("0.2.0", "0.3.0", "0.4.0", "0.5.0"):
        offer(releasing, version)
        stage(device, folder)
        begin_trial(application, staged(application))
        application.write(
            Update(version=version, phase=Phase.CONFIRMED, previous=staged(application).previous)
        )
    kept = {path.name for path in application.versions.iterdir()}
    assert kept == {"0.3.0", "0.4.0", "0.5.0"}


def test_a_stick_without_releases_is_no_repository(
    device: DeviceDirectory, application: Application, tmp_path: Path
) -> None:
    with pytest.raises(PishkhanError) as refused:
        stage(device, tmp_path)
    assert "can't be believed" in refused.value.what
    assert application.read() is None
