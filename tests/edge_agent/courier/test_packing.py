"""What a technician takes along: whole or not at all, and nothing at the kiosk moves."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from contract.batch import Batch, open_batch
from contract.sealed_file import SealedFileKind, SealedReader
from contract.values import TransactionId
from edge_agent.__main__ import main
from edge_agent.courier import NothingWaits, Packed, pack
from edge_agent.courier.stick import clear_half_written
from edge_agent.device import DeviceDirectory
from edge_agent.journal import active_journal
from edge_agent.uplink.records import SyncRecord, write_records
from tests.edge_agent.city import CITY, City
from tests.edge_agent.support import HandClock, approved, opened, pay, requested, started
from tests.house.sources import ROOT

NAMESPACE = ["unshare", "--map-root-user", "--mount"]


@pytest.fixture
def device(city: City, tmp_path: Path) -> DeviceDirectory:
    """Enrolled, with a kiosk's journal of two payments, one of them not closed."""
    directory = city.enrol(tmp_path / "device", "k-test", 1, "https://localhost:1")
    journal = opened(directory.journals_path)
    pay(journal)
    transaction = TransactionId.new()
    journal.append(started(transaction), requested(transaction), approved(transaction))
    journal.close()
    return directory


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def packed(device: DeviceDirectory, stick: Path) -> Packed:
    return pack(device, stick, HandClock())


def batches(city: City, device: DeviceDirectory, path: Path) -> list[Batch]:
    key = device.signing_key().verify_key
    with path.open("rb") as file:
        private = city.directory.role_key("sealing").read_bytes()
        reader = SealedReader(file, SealedFileKind.COURIER, CITY, private)
        opening = reader.open(lambda _device, _key: key)
        assert opening.hello.device == "k-test"
        return [open_batch(data, CITY, lambda _: key) for data in reader.messages()]


def everything_in(folder: Path) -> dict[str, bytes]:
    """SQLite's shared memory and log may be touched by any reader."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_what_waits_is_carried_with_its_counts(
    city: City, device: DeviceDirectory, stick: Path
) -> None:
    done = packed(device, stick)
    assert (done.events, done.payments) == (8, 2)
    assert done.size == done.path.stat().st_size
    (batch,) = batches(city, device, done.path)
    assert (batch.first_seq, batch.last_seq) == (1, 8)
    assert done.path.name == "k-test-20261118-110640.courier"
    assert list(stick.iterdir()) == [done.path]


@pytest.mark.parametrize("utc_ms", [0, 4_102_444_800_000], ids=["1970", "2100"])
def test_a_clock_that_is_wrong_keeps_nobody_from_carrying(
    city: City, device: DeviceDirectory, stick: Path, utc_ms: int
) -> None:
    done = pack(device, stick, HandClock(utc_ms=utc_ms))
    assert batches(city, device, done.path)[-1].last_seq == 8


def test_what_the_hub_has_stays_here(city: City, device: DeviceDirectory, stick: Path) -> None:
    journal = active_journal(device.journals_path, "kiosk").journal.hex
    word = SyncRecord(through=5, backed_up=0, handed_over=0, hub_time_ms=1, epoch=1)
    write_records(device.run_path / "sync.json", {journal: word})
    done = packed(device, stick)
    assert (done.events, done.payments) == (3, 1)
    (batch,) = batches(city, device, done.path)
    assert (batch.first_seq, batch.last_seq) == (6, 8)


def test_an_export_moves_nothing_at_the_kiosk(device: DeviceDirectory, stick: Path) -> None:
    before = everything_in(device.path)
    packed(device, stick)
    assert everything_in(device.path) == before


def test_with_nothing_to_carry_there_is_no_file(device: DeviceDirectory, stick: Path) -> None:
    journal = active_journal(device.journals_path, "kiosk").journal.hex
    word = SyncRecord(through=8, backed_up=0, handed_over=0, hub_time_ms=1, epoch=1)
    write_records(device.run_path / "sync.json", {journal: word})
    with pytest.raises(NothingWaits):
        packed(device, stick)
    assert list(stick.iterdir()) == []


def test_it_works_beside_the_writer(city: City, device: DeviceDirectory, stick: Path) -> None:
    journal = opened(device.journals_path)
    pay(journal)
    done = packed(device, stick)
    pay(journal)
    journal.close()
    assert batches(city, device, done.path)[-1].last_seq == 12


def test_one_damaged_journal_is_named_and_the_others_are_carried(
    device: DeviceDirectory, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = opened(device.journals_path, writer="agent")
    pay(other)
    other.close()
    path = active_journal(device.journals_path, "kiosk").path
    path.write_bytes(b"no database at all" * 500)
    where = ["--device", str(device.path)]
    assert main(["courier", "export", str(stick), "--json", *where]) == 4
    said = json.loads(capsys.readouterr().out)
    assert [load["writer"] for load in said["journals"]] == ["agent"]
    assert list(said["damaged"]) == [str(path)]


def test_when_all_is_damaged_nothing_is_written(
    device: DeviceDirectory, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = active_journal(device.journals_path, "kiosk").path
    path.write_bytes(b"no database at all" * 500)
    assert main(["courier", "export", str(stick), "--device", str(device.path)]) == 4
    assert "is damaged" in capsys.readouterr().err
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("mounted", "reason"),
    [
        ("size=4k", "is full"),
        ("size=1m,ro", "can only be read"),
    ],
)
def test_a_stick_that_cannot_take_it_is_told_and_left_as_it_was(
    device: DeviceDirectory, stick: Path, mounted: str, reason: str
) -> None:
    """A real file system that is full, or read-only."""
    journal = opened(device.journals_path)
    for _ in range(200):
        pay(journal)
    journal.close()
    script = (
        f"mount -t tmpfs -o {mounted} stick {stick} || exit 99;"
        f' "$@" courier export {stick} --device {device.path}; code=$?;'
        f" ls -A {stick}; exit $code"
    )
    command = [*NAMESPACE, "sh", "-c", script, "sh", sys.executable, "-m", "edge_agent"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if "unshare" in done.stderr or done.returncode == 99:
        pytest.skip("no mounts of its own for a user here")
    assert done.returncode == 3
    assert reason in done.stderr
    assert done.stdout == ""


def test_a_folder_that_is_not_there_is_told(
    device: DeviceDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path / "nowhere", device.identity_path):
        assert main(["courier", "export", str(place), "--device", str(device.path)]) == 3
        assert "Name the folder of a mounted stick" in capsys.readouterr().err


CUT_OFF = """
import os, sys
from pathlib import Path
from contract.clock import SystemClock
from edge_agent.courier import pack
from edge_agent.device import DeviceDirectory
pack(DeviceDirectory(Path(sys.argv[1])), Path(sys.argv[2]), SystemClock(),
     progress=lambda done, total: os._exit(9))
"""


def test_a_power_cut_over_the_writing_leaves_nothing_that_passes_for_a_file(
    city: City, device: DeviceDirectory, stick: Path
) -> None:
    command = [sys.executable, "-c", CUT_OFF, str(device.path), str(stick)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    (half,) = stick.iterdir()
    assert half.name.startswith(".k-test-")
    assert half.name.endswith(".part")
    clear_half_written(stick, "k-test")
    whole = packed(device, stick)
    assert list(stick.iterdir()) == [whole.path]
    assert batches(city, device, whole.path)
