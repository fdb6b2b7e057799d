"""The kernel's temperature sensors: hwmon chips, and thermal zones where there are none of them.

Files of the kernel's sysfs ABI (Documentation/hwmon/sysfs-interface, ABI/testing/
sysfs-class-thermal): thousandths of a degree, and names. A sensor that does not answer now is
left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CLASS_ROOT = Path("/sys/class")
_COLDEST, _HOTTEST = -100.0, 300.0  # what a chip says beyond that is "no sensor here"


@dataclass(frozen=True, slots=True)
class Temperature:
    """`place` as the kernel names it: the chip, and the sensor's label where it has one."""

    place: str
    celsius: float


def temperatures(class_root: Path = CLASS_ROOT) -> tuple[Temperature, ...]:
    found = (*_of_chips(class_root / "hwmon"), *_of_zones(class_root / "thermal"))
    return tuple(found)


def _of_chips(folder: Path) -> Iterator[Temperature]:
    for chip in sorted(folder.glob("hwmon*")):
        name = _text(chip / "name") or chip.name
        # Older drivers have their files one folder further down.
        for file in sorted((*chip.glob("temp*_input"), *chip.glob("device/temp*_input"))):
            label = _text(file.with_name(file.name.replace("_input", "_label")))
            yield from _read(file, f"{name} {label}" if label else name)


def _of_zones(folder: Path) -> Iterator[Temperature]:
    for zone in sorted(folder.glob("thermal_zone*")):
        if next(zone.glob("hwmon*"), None) is None:  # else it was among the chips
            yield from _read(zone / "temp", _text(zone / "type") or zone.name)


def _read(file: Path, place: str) -> Iterator[Temperature]:
    text = _text(file)
    try:
        celsius = int(text or "") / 1000
    except ValueError:
        return
    if _COLDEST < celsius < _HOTTEST:
        yield Temperature(place, celsius)


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None
