"""A disk's room and wear: by the kernel, and by what smartctl really says."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.cabinet.disk import DiskSight, open_disk
from hardware.cabinet.looking import CabinetPart
from hardware.cabinet.wear import UNKNOWN, Wear, WearGauge, emmc_wear, read_smart
from hardware.device import Measurement
from hardware.reasons import Reason
from hardware.state import Component, DeviceState
from tests.hardware.cabinet.parts import LOOK_S, Told, until_reports
from tests.support.waiting import assert_no_hang, eventually

# Shortened from what smartctl 7.3 prints.
NVME = """{
  "json_format_version": [1, 0],
  "device": {"name": "/dev/nvme0", "type": "nvme", "protocol": "NVMe"},
  "smart_status": {"passed": %s, "nvme": {"value": 0}},
  "nvme_smart_health_information_log": {
    "critical_warning": %d, "temperature": 39, "available_spare": 100,
    "available_spare_threshold": 10, "percentage_used": %d, "power_cycles": 1231
  },
  "temperature": {"current": 39}
}"""
SATA = """{
  "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
  "smart_status": {"passed": true},
  "ata_smart_attributes": {"revision": 1, "table": [
    {"id": 9, "name": "Power_On_Hours", "value": 95, "worst": 95, "thresh": 0},
    {"id": 177, "name": "%s", "value": %d, "worst": 88, "thresh": 0,
     "raw": {"value": 231, "string": "231"}}
  ]}
}"""
REFUSED = """{
  "smartctl": {"version": [7, 3], "exit_status": 2, "messages": [
    {"string": "Smartctl open device: /dev/sda failed: Permission denied", "severity": "error"}
  ]}
}"""


@pytest.mark.parametrize(
    ("answer", "wear"),
    [
        (NVME % ("true", 0, 4), Wear(4)),
        (NVME % ("true", 0, 117), Wear(117)),
        (NVME % ("false", 4, 100), Wear(100, failing=True)),
        (NVME % ("true", 1, 30), Wear(30, failing=True)),
        (NVME % ("true", 2, 30), Wear(30)),  # it is only too warm
        (SATA % ("Wear_Leveling_Count", 88), Wear(12)),
        (SATA % ("Some_Other_Count", 1), Wear(None)),
        ('{"endurance_used": {"current_percent": 7}}', Wear(7)),
        (REFUSED, UNKNOWN),
        ("smartctl: command failed", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_what_smartctl_says_is_understood(answer: str, wear: Wear) -> None:
    assert read_smart(answer.encode()) == wear


@given(st.binary())
def test_any_answer_is_wear_or_nothing_known(answer: bytes) -> None:
    assert isinstance(read_smart(answer), Wear)


@pytest.mark.parametrize(
    ("life", "end", "wear"),
    [
        ("0x01 0x01", "0x01", Wear(10)),
        ("0x02 0x0b", "0x02", Wear(110)),
        ("0x0a 0x0a", "0x03", Wear(100, failing=True)),
        ("0x00 0x00", "0x00", None),
        ("", "", None),
    ],
)
def test_an_emmc_tells_its_life(tmp_path: Path, life: str, end: str, wear: Wear | None) -> None:
    (tmp_path / "device").mkdir()
    (tmp_path / "device/life_time").write_text(f"{life}\n")
    (tmp_path / "device/pre_eol_info").write_text(f"{end}\n")
    assert emmc_wear(tmp_path) == wear


def block_root(folder: Path, on_disk: Path) -> Path:
    """/sys/dev/block, where `on_disk` is on an encrypted partition of an NVMe disk."""
    partition = folder / "devices/nvme0n1/nvme0n1p2"
    partition.mkdir(parents=True)
    (partition / "partition").write_text("2\n")
    number = os.stat(on_disk).st_dev
    root = folder / "block"
    root.mkdir()
    encrypted = folder / "devices/dm-0"
    (encrypted / "slaves").mkdir(parents=True)
    (encrypted / "slaves/nvme0n1p2").symlink_to(partition)
    (root / f"{os.major(number)}:{os.minor(number)}").symlink_to(encrypted)
    return root


def program(folder: Path, text: str) -> str:
    path = folder / "smartctl"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_smartctl_is_asked_about_the_whole_disk_hourly(tmp_path: Path) -> None:
    answer = NVME % ("true", 0, 93)
    asked = tmp_path / "asked"
    smartctl = program(tmp_path, f'echo "$@" >> {asked}\ncat << END\n{answer}\nEND\nexit 64')
    gauge = WearGauge(tmp_path, smartctl, block_root(tmp_path, tmp_path))
    now_s = [0.0]
    sight = DiskSight(tmp_path, gauge, lambda: now_s[0])
    for now_s[0] in (0.0, 10.0, 3599.0):
        seen = sight.look()
        assert (seen.state, seen.reason) == (DeviceState.DEGRADED, Reason.WORN)
    assert asked.read_text() == "--json --health --attributes /dev/nvme0n1\n"
    now_s[0] = 3600.0
    sight.look()
    assert len(asked.read_text().splitlines()) == 2


def test_without_smartctl_nothing_is_claimed(tmp_path: Path) -> None:
    gauge = WearGauge(tmp_path, str(tmp_path / "none"), block_root(tmp_path, tmp_path))
    assert gauge.read() == UNKNOWN


def test_a_file_system_on_no_disk_has_no_wear(tmp_path: Path) -> None:
    assert WearGauge(tmp_path, block_root=tmp_path).read() == UNKNOWN


def test_a_failing_disk_is_told_whatever_room_it_has(tmp_path: Path) -> None:
    smartctl = program(tmp_path, f"cat << END\n{NVME % ('false', 8, 3)}\nEND\nexit 8")
    gauge = WearGauge(tmp_path, smartctl, block_root(tmp_path, tmp_path))
    part = CabinetPart(Component.DISK, DiskSight(tmp_path, gauge), LOOK_S)
    until_reports(part, DeviceState.FAILED, Reason.DISK_FAILING)
    part.close()


def test_closing_ends_a_smartctl_that_hangs(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    smartctl = program(tmp_path, f"echo $$ > {begun}\nexec sleep 60")
    gauge = WearGauge(tmp_path, smartctl, block_root(tmp_path, tmp_path))
    part = CabinetPart(Component.DISK, DiskSight(tmp_path, gauge), LOOK_S)
    pid = eventually(lambda: begun.exists() and begun.read_text().strip(), "smartctl running")
    with assert_no_hang("closing"):
        part.close()
    eventually(lambda: not Path(f"/proc/{pid}").exists(), "smartctl to end")


def test_room_is_told_as_it_is(tmp_path: Path) -> None:
    told = Told()
    part = open_disk(tmp_path, told)
    report = eventually(
        lambda: next((one for one in part.reports() if one.level is not None), None), "a level"
    )
    room = os.statvfs(tmp_path)
    assert abs((report.level or 0) - 100 * room.f_bavail // room.f_blocks) <= 1
    assert told.measured()[(Measurement.DISK_FREE_PERCENT, "")] == report.level
    part.close()
