"""What NUT's variables say of a UPS: `ups.status` is a row of words, the rest are numbers.

The words, by NUT's developer guide (new-drivers, "status data"): OL on line, OB on battery, LB low
battery, RB replace battery, OVER overloaded, OFF, BYPASS, FSD forced shutdown, CAL calibrating,
ALARM; TRIM, BOOST, HB, CHRG and DISCHRG ask nothing of anybody.
"""

from collections.abc import Mapping

from hardware.cabinet.looking import CannotTell, Seen
from hardware.device import Measured, Measurement
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

_MEASURED = {
    "battery.charge": Measurement.BATTERY_PERCENT,
    "battery.runtime": Measurement.BATTERY_RUNTIME_S,
    "ups.load": Measurement.LOAD_PERCENT,
    "input.voltage": Measurement.MAINS_VOLT,
}
_NEEDS_ATTENTION = frozenset({"OFF", "BYPASS", "ALARM"})


def seen_of(variables: Mapping[str, str]) -> Seen:
    """Raises CannotTell when the UPS has no status."""
    status = frozenset(variables.get("ups.status", "").split())
    if not status:
        raise CannotTell(
            Reason.NO_ANSWER,
            "The UPS service knows this UPS, and nothing of its state.",
            "Check the data cable between the UPS and this machine.",
        )
    state, reason = _life(status)
    charge = _number(variables, "battery.charge")
    return Seen(
        state,
        reason,
        level=None if charge is None else min(100, max(0, round(charge))),
        measured=tuple(_measured(variables)),
    )


def _life(status: frozenset[str]) -> tuple[DeviceState, Reason | None]:
    """The worst that the words say: the power about to go first, then what may take it away.
    LB while mains are there is a battery that is being charged; the level says how far."""
    if "FSD" in status or {"OB", "LB"} <= status:
        return DeviceState.FAILED, Reason.BATTERY_LOW
    if "WAIT" in status:
        return DeviceState.STARTING, None
    degraded = (
        ("OB" in status and "CAL" not in status, Reason.ON_BATTERY),
        ("OVER" in status, Reason.OVERLOAD),
        ("RB" in status, Reason.BATTERY_WORN),
        (bool(status & _NEEDS_ATTENTION), Reason.NEEDS_ATTENTION),
    )
    for holds, reason in degraded:
        if holds:
            return DeviceState.DEGRADED, reason
    return DeviceState.READY, None


def _measured(variables: Mapping[str, str]) -> list[Measured]:
    numbers = ((measurement, _number(variables, name)) for name, measurement in _MEASURED.items())
    return [
        Measured(Component.UPS, measurement, number)
        for measurement, number in numbers
        if number is not None
    ]


def _number(variables: Mapping[str, str], name: str) -> float | None:
    """Some drivers write «n/a» where they know no number."""
    try:
        number = float(variables[name])
    except (KeyError, ValueError):
        return None
    return number if abs(number) < 1e9 else None  # also refuses «nan»
