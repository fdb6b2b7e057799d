"""What the words of `ups.status` mean for a kiosk."""

import pytest

from hardware.cabinet.looking import CannotTell
from hardware.cabinet.nut.status import seen_of
from hardware.device import Measured, Measurement
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

READY, DEGRADED, FAILED = DeviceState.READY, DeviceState.DEGRADED, DeviceState.FAILED


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        ("OL", READY, None),
        ("OL CHRG", READY, None),
        ("OL TRIM", READY, None),
        ("OB DISCHRG", DEGRADED, Reason.ON_BATTERY),
        ("OB LB", FAILED, Reason.BATTERY_LOW),
        ("OL FSD", FAILED, Reason.BATTERY_LOW),
        ("OL LB CHRG", READY, None),
        ("OL RB", DEGRADED, Reason.BATTERY_WORN),
        ("OL OVER RB", DEGRADED, Reason.OVERLOAD),
        ("OB OVER", DEGRADED, Reason.ON_BATTERY),
        ("OL CAL OB", READY, None),
        ("OL BYPASS", DEGRADED, Reason.NEEDS_ATTENTION),
        ("ALARM OL RB", DEGRADED, Reason.BATTERY_WORN),
        ("WAIT", DeviceState.STARTING, None),
        ("OL SOMETHING-NEWER", READY, None),
    ],
)
def test_the_worst_of_the_words_is_told(
    status: str, state: DeviceState, reason: Reason | None
) -> None:
    seen = seen_of({"ups.status": status})
    assert (seen.state, seen.reason) == (state, reason)


@pytest.mark.parametrize("variables", [{}, {"ups.status": ""}, {"battery.charge": "100"}])
def test_a_ups_without_a_status_is_never_called_ready(variables: dict[str, str]) -> None:
    with pytest.raises(CannotTell) as failure:
        seen_of(variables)
    assert failure.value.reason is Reason.NO_ANSWER


def test_numbers_are_measured_and_words_in_their_place_are_not() -> None:
    seen = seen_of(
        {
            "ups.status": "OL",
            "battery.charge": "97.6",
            "battery.runtime": "1800",
            "input.voltage": "nan",
            "ups.load": "n/a",
        }
    )
    assert seen.level == 98
    assert seen.measured == (
        Measured(Component.UPS, Measurement.BATTERY_PERCENT, 97.6),
        Measured(Component.UPS, Measurement.BATTERY_RUNTIME_S, 1800),
    )


@pytest.mark.parametrize(("charge", "level"), [("104", 100), ("-1", 0), ("", None)])
def test_the_level_is_a_percentage_or_nothing(charge: str, level: int | None) -> None:
    assert seen_of({"ups.status": "OL", "battery.charge": charge}).level == level
