"""A kiosk's bundle, from the kiosk's command line to the hub's: whose it is, proven, as files."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks.simulate.city import LoadedCity
from benchmarks.simulate.kiosks import write_payments
from edge_agent.device import DeviceDirectory
from tests.end_to_end.command_line import pishkhan

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def device(city: LoadedCity, folder: Path) -> DeviceDirectory:
    """Without an agent, as on a day when nothing goes."""
    made = city.enrol(folder / "kiosk-of-the-bundle")
    write_payments([made], 30, seed=1)
    return made


@pytest.fixture(scope="module")
def bundle(device: DeviceDirectory, folder: Path) -> Path:
    to = folder / "bundle.support"
    code, said, error = pishkhan("agent", "support-bundle", to, "--device", device.path)
    assert (code, said and said["file"]) == (0, str(to)), error
    return to


def read(folder: Path, bundle: Path, to: Path) -> tuple[int, Any, str]:
    return pishkhan(
        "hub", "support-bundle", "read", bundle, "--to", to,
        "--city-dir", folder / "city", "--data", folder / "hub",
    )  # fmt: skip


def test_the_hub_opens_it_and_says_whose_it_is(
    device: DeviceDirectory, bundle: Path, folder: Path, tmp_path: Path
) -> None:
    code, said, error = read(folder, bundle, tmp_path)
    assert code == 0, error
    assert said["device"] == device.identity().device
    assert (said["missing"], said["damage"]) == ([], None)
    opened = Path(said["folder"])
    assert {path.name: path.stat().st_size for path in opened.iterdir()} == said["files"]
    journals = json.loads((opened / "journals.json").read_bytes())
    assert {journal["writer"] for journal in journals} == {"kiosk", "technician"}
    assert all(journal["verified"]["ok"] for journal in journals)
    code, _, error = read(folder, bundle, tmp_path)
    assert code == 2
    assert "is there already" in error


def test_it_is_opened_beside_itself_under_the_name_that_the_kiosk_gave_it(
    device: DeviceDirectory, folder: Path, tmp_path: Path
) -> None:
    """As the manual's example does it: the stick's folder holds the file, and gets its files."""
    code, said, error = pishkhan("agent", "support-bundle", tmp_path, "--device", device.path)
    assert code == 0, error
    bundle = Path(said["file"])
    code, said, error = read(folder, bundle, bundle.parent)
    assert code == 0, error
    assert (Path(said["folder"]).parent, Path(said["folder"]).name) == (tmp_path, bundle.stem)


def test_a_changed_bundle_is_told_from_a_whole_one(
    bundle: Path, folder: Path, tmp_path: Path
) -> None:
    changed = bytearray(bundle.read_bytes())
    changed[-60] ^= 1
    torn = tmp_path / "torn.support"
    torn.write_bytes(changed)
    code, said, _ = read(folder, torn, tmp_path)
    assert code == 4
    assert said["damage"] == "A part of the file was changed."
    assert "status.json" in said["files"]


def test_a_bundle_of_nobody_we_know_is_not_opened(
    device: DeviceDirectory, folder: Path, tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger"
    subprocess.run(["cp", "-r", device.path, stranger], check=True)
    (stranger / "keys" / "journal.key").write_bytes(bytes(range(32)))
    to = tmp_path / "forged.support"
    assert pishkhan("agent", "support-bundle", to, "--device", stranger)[0] == 0
    code, _, error = read(folder, to, tmp_path)
    assert code == 2
    assert "a key nobody vouches for" in error
    assert not list(tmp_path.glob("k-*"))
