"""How far a disk is worn, and whether it says that it fails.

Of an eMMC the kernel knows it (`life_time`, `pre_eol_info`: JEDEC eMMC 5.0, EXT_CSD 267 to 269).
Of others smartctl tells it (smartmontools, --json), where it is installed and this user may ask;
where not, nothing is known and nothing is claimed.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import msgspec

_SMARTCTL_S = 20.0
_BLOCK_ROOT = Path("/sys/dev/block")

# SATA attributes whose normalised value falls from 100 to 0 as the flash wears.
_LIFE_LEFT = {
    177: "Wear_Leveling_Count",
    202: "Percent_Lifetime_Remain",
    231: "SSD_Life_Left",
    233: "Media_Wearout_Indicator",
}
# NVMe base specification, SMART log, critical warning: spare below its threshold, reliability
# degraded, read only. (1 is the temperature, 4 the power's own backup.)
_CRITICAL = 0b0000_1101
_EMMC_URGENT = 3


@dataclass(frozen=True, slots=True)
class Wear:
    """`worn_percent`: of the life it was made for, may pass 100; None where not known."""

    worn_percent: int | None = None
    failing: bool = False


UNKNOWN = Wear()


class _Attribute(msgspec.Struct, frozen=True):
    id: int
    name: str = ""
    value: int = 100


class _Attributes(msgspec.Struct, frozen=True):
    table: tuple[_Attribute, ...] = ()


class _NvmeLog(msgspec.Struct, frozen=True):
    critical_warning: int = 0
    percentage_used: int | None = None


class _Endurance(msgspec.Struct, frozen=True):
    current_percent: int | None = None


class _Status(msgspec.Struct, frozen=True):
    passed: bool = True


class SmartReport(msgspec.Struct, frozen=True):
    """The part of smartctl's JSON that tells about wear."""

    smart_status: _Status = _Status()
    endurance_used: _Endurance = _Endurance()
    ata_smart_attributes: _Attributes = _Attributes()
    nvme_smart_health_information_log: _NvmeLog = _NvmeLog()


def wear_of(report: SmartReport) -> Wear:
    nvme = report.nvme_smart_health_information_log
    failing = not report.smart_status.passed or bool(nvme.critical_warning & _CRITICAL)
    if report.endurance_used.current_percent is not None:
        return Wear(report.endurance_used.current_percent, failing)
    if nvme.percentage_used is not None:
        return Wear(nvme.percentage_used, failing)
    left = [
        attribute.value
        for attribute in report.ata_smart_attributes.table
        # The same numbers mean other things at other makers: the name must agree.
        if _LIFE_LEFT.get(attribute.id) == attribute.name
    ]
    return Wear(100 - min(left) if left else None, failing)


class WearGauge:
    """Asks for the disk under `folder`. `interrupt` ends a program that is still asking."""

    def __init__(
        self, folder: Path, program: str = "smartctl", block_root: Path = _BLOCK_ROOT
    ) -> None:
        self._folder = folder
        self._program = program
        self._block_root = block_root
        self._asking: subprocess.Popen[bytes] | None = None

    def read(self) -> Wear:
        disk = self._disk()
        if disk is None:
            return UNKNOWN
        return emmc_wear(disk) or self._smart(Path("/dev") / disk.name)

    def interrupt(self) -> None:
        asking = self._asking
        if asking is not None:
            asking.kill()

    def _disk(self) -> Path | None:
        """The whole disk's folder in sysfs, also where a partition or an encrypted volume lies
        between. None for file systems that lie on no single disk."""
        number = os.stat(self._folder).st_dev
        entry = self._block_root / f"{os.major(number)}:{os.minor(number)}"
        if not entry.exists():
            return None
        disk = entry.resolve()
        while len(below := list((disk / "slaves").glob("*"))) == 1:
            disk = below[0].resolve()
        return disk.parent if (disk / "partition").exists() else disk

    def _smart(self, device: Path) -> Wear:
        command = [self._program, "--json", "--health", "--attributes", str(device)]
        try:
            self._asking = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return UNKNOWN  # not installed
        try:
            answer, _ = self._asking.communicate(timeout=_SMARTCTL_S)
        except subprocess.TimeoutExpired:
            self._asking.kill()
            self._asking.communicate()
            return UNKNOWN
        finally:
            self._asking = None
        return read_smart(answer)


def read_smart(answer: bytes) -> Wear:
    """smartctl also answers in JSON when it may not ask, or knows no such disk: then it has
    nothing of the above."""
    try:
        return wear_of(msgspec.json.decode(answer, type=SmartReport))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return UNKNOWN


def emmc_wear(disk: Path) -> Wear | None:
    """`life_time` has two values, for the two kinds of flash: 0x01 is up to 10 per cent worn,
    0x0b past all of it. None for what is no eMMC."""
    steps = [step for step in _numbers(disk / "device" / "life_time") if step > 0]
    if not steps:
        return None
    urgent = _EMMC_URGENT in _numbers(disk / "device" / "pre_eol_info")
    return Wear(max(steps) * 10, urgent)


def _numbers(file: Path) -> list[int]:
    try:
        return [int(word, 16) for word in file.read_text(encoding="ascii").split()]
    except (OSError, ValueError):
        return []
