"""How warm it is in the cabinet, by the sensors of the machine."""

from collections.abc import Callable
from typing import Annotated

import msgspec

from hardware.cabinet.looking import CabinetPart, CannotTell, Seen
from hardware.cabinet.sensors import Temperature, temperatures
from hardware.device import DeviceKind, DeviceSettings, Listener, Measured, Measurement, Table
from hardware.reasons import Reason
from hardware.state import Component, DeviceState

_EVERY_S = 10.0
_BACK_BY_CELSIUS = 3.0
"""A trouble ends only so far on the good side of its limit, or it would come and go."""

Celsius = Annotated[float, msgspec.Meta(ge=-60, le=150)]


class ThermometerSettings(DeviceSettings, frozen=True, kw_only=True):
    """Limits in degrees Celsius. `sensor`: only places with this text in their name, as
    `pishkhan hardware watch` shows them; several tables may watch several places."""

    hot: Celsius = 75
    too_hot: Celsius = 90
    cold: Celsius = 0
    sensor: str = ""

    def __post_init__(self) -> None:
        if not self.cold + _BACK_BY_CELSIUS < self.hot < self.too_hot:
            raise ValueError("cold, hot and too_hot must rise in this order")


class ThermometerSight:
    """The hottest place decides, then the coldest."""

    def __init__(
        self,
        settings: ThermometerSettings,
        read: Callable[[], tuple[Temperature, ...]] = temperatures,
    ) -> None:
        self._settings = settings
        self._read = read
        self._reason: Reason | None = None

    def look(self) -> Seen:
        wanted = self._settings.sensor.lower()
        found = [place for place in self._read() if wanted in place.place.lower()]
        if not found:
            raise CannotTell(
                Reason.NO_ANSWER,
                "This machine tells no temperature there.",
                "Compare the profile's sensor with the names in /sys/class/hwmon/*/name.",
            )
        celsius = [place.celsius for place in found]
        self._reason = self._judged(min(celsius), max(celsius))
        return Seen(
            _state(self._reason),
            self._reason,
            measured=tuple(
                Measured(
                    Component.TEMPERATURE,
                    Measurement.TEMPERATURE_CELSIUS,
                    round(place.celsius),
                    place.place,
                )
                for place in found
            ),
        )

    def interrupt(self) -> None:
        """Reading a sensor waits for nobody."""

    def close(self) -> None:
        self._reason = None

    def _judged(self, coldest: float, hottest: float) -> Reason | None:
        limits = self._settings
        was = self._reason
        if hottest >= limits.too_hot - _slack(was is Reason.TOO_HOT):
            return Reason.TOO_HOT
        if hottest >= limits.hot - _slack(was in (Reason.HOT, Reason.TOO_HOT)):
            return Reason.HOT
        if coldest <= limits.cold + _slack(was is Reason.COLD):
            return Reason.COLD
        return None


def _slack(holds: bool) -> float:
    return _BACK_BY_CELSIUS if holds else 0.0


def _state(reason: Reason | None) -> DeviceState:
    if reason is None:
        return DeviceState.READY
    return DeviceState.FAILED if reason is Reason.TOO_HOT else DeviceState.DEGRADED


def open_thermometer(settings: ThermometerSettings, listener: Listener) -> CabinetPart:
    return CabinetPart(Component.TEMPERATURE, ThermometerSight(settings), _EVERY_S, listener)


KIND = DeviceKind(
    table=Table.CABINET,
    driver="thermometer",
    summary="temperatures by the machine's own sensors",
    settings=ThermometerSettings,
    example="""
[[cabinet]]
driver = "thermometer"
hot = 75
too_hot = 90
cold = 0
""",
    open=open_thermometer,
)
