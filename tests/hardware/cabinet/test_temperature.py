"""Temperatures out of files as the kernel has them, and troubles that do not flicker."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from contract.errors import InvalidValue
from hardware.cabinet.looking import CabinetPart, CannotTell
from hardware.cabinet.sensors import Temperature, temperatures
from hardware.cabinet.thermometer import ThermometerSettings, ThermometerSight
from hardware.device import Measurement
from hardware.profile import parse_profile
from hardware.reasons import Reason
from hardware.state import Component, DeviceState
from tests.hardware.cabinet.parts import LOOK_S, Told, until_reports


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(f"{content}\n")
    return folder


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    """A processor, an NVMe disk and a board's zone; the processor's zone repeats its chip."""
    put(
        tmp_path / "hwmon/hwmon0",
        name="coretemp",
        temp1_label="Package id 0",
        temp1_input="51000",
        temp2_label="Core 0",
        temp2_input="49000",
    )
    put(tmp_path / "hwmon/hwmon1", name="nvme", temp1_input="38850")
    put(tmp_path / "thermal/thermal_zone0", type="acpitz", temp="27800")
    put(tmp_path / "thermal/thermal_zone1", type="x86_pkg_temp", temp="51000")
    (tmp_path / "thermal/thermal_zone1/hwmon0").mkdir()
    return tmp_path


def test_chips_and_zones_are_read_once_each(sysfs: Path) -> None:
    assert temperatures(sysfs) == (
        Temperature("coretemp Package id 0", 51.0),
        Temperature("coretemp Core 0", 49.0),
        Temperature("nvme", 38.85),
        Temperature("acpitz", 27.8),
    )


@pytest.mark.parametrize("content", ["", "broken", "-128000", "999000"])
def test_a_sensor_that_makes_no_sense_is_left_out(sysfs: Path, content: str) -> None:
    put(sysfs / "hwmon/hwmon1", temp1_input=content)
    assert "nvme" not in {found.place for found in temperatures(sysfs)}


def test_a_machine_without_sensors_has_none(tmp_path: Path) -> None:
    assert temperatures(tmp_path) == ()


@dataclass
class Air:
    """What the sensors say, in one place or two."""

    celsius: tuple[float, ...] = (40.0,)

    def __call__(self) -> tuple[Temperature, ...]:
        return tuple(
            Temperature(f"place {number}", celsius) for number, celsius in enumerate(self.celsius)
        )


LIMITS = ThermometerSettings(hot=60, too_hot=75, cold=5)


@pytest.mark.parametrize(
    ("course", "reasons"),
    [
        ([59.9, 60, 58, 57.1, 56.9], [None, Reason.HOT, Reason.HOT, Reason.HOT, None]),
        ([75, 73, 71.9, 60, 56], [Reason.TOO_HOT, Reason.TOO_HOT, Reason.HOT, Reason.HOT, None]),
        ([5, 7.9, 8.1], [Reason.COLD, Reason.COLD, None]),
        ([80, 4], [Reason.TOO_HOT, Reason.COLD]),
    ],
)
def test_a_trouble_ends_only_well_on_the_good_side(
    course: list[float], reasons: list[Reason | None]
) -> None:
    air = Air()
    sight = ThermometerSight(LIMITS, air)
    seen = []
    for celsius in course:
        air.celsius = (celsius,)
        seen.append(sight.look().reason)
    assert seen == reasons


def test_the_hottest_place_decides() -> None:
    assert ThermometerSight(LIMITS, Air((20, 76))).look().reason is Reason.TOO_HOT
    assert ThermometerSight(LIMITS, Air((61, 2))).look().reason is Reason.HOT


def test_only_the_named_sensor_is_judged(sysfs: Path) -> None:
    settings = ThermometerSettings(sensor="NVMe", hot=38, too_hot=80)
    seen = ThermometerSight(settings, lambda: temperatures(sysfs)).look()
    assert (seen.reason, [read.place for read in seen.measured]) == (Reason.HOT, ["nvme"])


def test_a_named_sensor_that_is_not_there_is_no_good_news() -> None:
    with pytest.raises(CannotTell) as failure:
        ThermometerSight(ThermometerSettings(sensor="roof"), Air()).look()
    assert failure.value.reason is Reason.NO_ANSWER


def test_states_and_measurements_are_told() -> None:
    air, told = Air(), Told()
    part = CabinetPart(Component.TEMPERATURE, ThermometerSight(LIMITS, air), LOOK_S, told)
    until_reports(part, DeviceState.READY)
    air.celsius = (66.4,)
    until_reports(part, DeviceState.DEGRADED, Reason.HOT)
    assert told.measured() == {(Measurement.TEMPERATURE_CELSIUS, "place 0"): 66}
    air.celsius = (90,)
    until_reports(part, DeviceState.FAILED, Reason.TOO_HOT)
    air.celsius = ()
    until_reports(part, DeviceState.FAILED, Reason.NO_ANSWER)
    part.close()


@pytest.mark.parametrize("limits", ["hot = 90\ntoo_hot = 80", "cold = 74", "hot = 400"])
def test_limits_that_make_no_sense_are_refused(limits: str) -> None:
    with pytest.raises(InvalidValue):
        parse_profile(f'[[cabinet]]\ndriver = "thermometer"\n{limits}\n')
