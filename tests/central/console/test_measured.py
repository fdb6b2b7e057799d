"""What a kiosk has measured, as its page says it."""

import pytest

from central.console.measured import measured
from contract.telemetry import Component, Measurement
from contract.values import strip_isolates


def read(component: Component, name: str, value: float, place: str = "") -> Measurement:
    return Measurement(component=component, name=name, value=value, place=place)


def said(component: Component, *measurements: Measurement) -> str:
    return strip_isolates(" · ".join(measured(component, measurements)))


def test_a_ups_tells_runtime_load_and_mains() -> None:
    words = said(
        Component.UPS,
        read(Component.UPS, "battery_percent", 64),  # stands as the level already
        read(Component.UPS, "battery_runtime_s", 1500),
        read(Component.UPS, "load_percent", 12),
        read(Component.UPS, "mains_volt", 231.4),
        read(Component.DISK, "disk_worn_percent", 3),
    )
    assert words == "۲۵ دقیقه توان باتری · بار ۱۲٪ · برق ۲۳۱ ولت"


def test_of_many_sensors_the_warmest_are_told() -> None:
    reads = [
        read(Component.TEMPERATURE, "temperature_celsius", celsius, f"core {celsius}")
        for celsius in (41, 55, -3, 48)
    ]
    words = said(Component.TEMPERATURE, *reads)
    assert words == "۵۵ درجه (core 55) · ۴۸ درجه (core 48) · ۴۱ درجه (core 41)"


def test_a_computer_tells_memory_and_processor() -> None:
    words = said(
        Component.MACHINE,
        read(Component.MACHINE, "memory_free_percent", 24.6),
        read(Component.MACHINE, "processor_busy_percent", 8),
    )
    assert words == "۲۵٪ حافظه آزاد · پردازنده ۸٪ مشغول"


@pytest.mark.parametrize(
    ("offset_ms", "words"),
    [
        (400, "هم‌زمان با مرکز"),
        (3_000, "۳ ثانیه جلوتر از مرکز"),
        (-120_000, "۲ دقیقه عقب‌تر از مرکز"),
    ],
)
def test_a_clock_tells_how_far_it_is_off(offset_ms: int, words: str) -> None:
    assert said(Component.CLOCK, read(Component.CLOCK, "clock_offset_ms", offset_ms)) == words


def test_a_newer_kiosks_measurement_keeps_its_name() -> None:
    assert said(Component.OTHER, read(Component.OTHER, "notes_count", 7)) == "notes_count 7"
