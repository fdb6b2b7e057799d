"""What happens at a kiosk's devices, in lines: for a person, or one JSON object each."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, assert_never

from hardware.device import (
    CardPresented,
    CardRefused,
    CardRemoved,
    CodeScanned,
    DeviceEvent,
    Measured,
    StateChanged,
)
from hardware.device_set import DeviceSet
from hardware.discovery.hot_plug import HotPlug, PlugChange, PlugSource, UdevSource
from hardware.discovery.masking import masked
from hardware.faults import Language, fault_words
from hardware.profile import DeviceProfile


@dataclass(frozen=True, slots=True)
class NewsLost:
    """Something was plugged in or out, and nobody knows what."""


class WatchEnded:
    """Somebody has seen enough."""


Happening = DeviceEvent | PlugChange | NewsLost
Inbox = SimpleQueue[Happening | WatchEnded]
OpenSource = Callable[[], PlugSource]


def watch(
    profile: DeviceProfile,
    inbox: Inbox,
    tell: Callable[[Happening], None],
    open_source: OpenSource = UdevSource,
) -> None:
    """Tells all that happens until `WatchEnded` comes in. A replugged device is looked at at
    once."""
    devices = DeviceSet.open(profile, inbox.put)

    def plugged(change: PlugChange | None) -> None:
        devices.wake()
        inbox.put(change or NewsLost())

    hot_plug = HotPlug(plugged, open_source)
    try:
        while not isinstance(happening := inbox.get(), WatchEnded):
            tell(happening)
    finally:
        hot_plug.close()
        devices.close()


def line(happening: Happening) -> str:
    """`10:41:07 printer  failed  ...`, by this machine's clock and zone."""
    return f"{time.strftime('%H:%M:%S')} {_words(happening)}"


def _words(happening: Happening) -> str:
    match happening:
        case StateChanged(report):
            level = "" if report.level is None else f" {report.level} %"
            told = f"{report.component:<12}{report.state}{level}"
            if report.reason is None:
                return told
            words = fault_words(report.component, report.reason, Language.ENGLISH)
            return f"{told}  {words.what} {words.action}"
        case CodeScanned(text):
            return f"{'scanner':<12}a code of {len(text)} characters: {masked(text)}"
        case CardPresented(number):
            return f"{'reader':<12}a card: {masked(number)}"
        case CardRemoved() | CardRefused():
            gone = isinstance(happening, CardRemoved)
            what = "the card was taken away" if gone else "a bank card was refused unread"
            return f"{'reader':<12}{what}"
        case Measured(component, measurement, value, place):
            where = f" ({place})" if place else ""
            return f"{component:<12}{measurement} {value:g}{where}"
        case PlugChange(action, subsystem, path, file):
            return f"{'machine':<12}{action} {subsystem} {file or path}"
        case NewsLost():
            return f"{'machine':<12}something was plugged in or out"
        case _:
            assert_never(happening)


def facts(happening: Happening, at_ms: int) -> str:
    """One JSON object; `at_ms` is UTC milliseconds."""
    return json.dumps({"at_ms": at_ms, **_values(happening)}, ensure_ascii=False)


def _values(happening: Happening) -> dict[str, Any]:
    match happening:
        case StateChanged(report):
            return {
                "event": "state",
                "component": report.component.value,
                "state": report.state.value,
                "reason": None if report.reason is None else report.reason.value,
                "since_ms": report.since_ms,
                "level": report.level,
            }
        case CodeScanned(text):
            return {"event": "code", "length": len(text), "masked": masked(text)}
        case CardPresented(number):
            return {"event": "card", "length": len(number), "masked": masked(number)}
        case CardRemoved():
            return {"event": "card_removed"}
        case CardRefused():
            return {"event": "card_refused"}
        case Measured(component, measurement, value, place):
            return {
                "event": "measured",
                "component": component.value,
                "measurement": measurement.value,
                "value": value,
                "place": place or None,
            }
        case PlugChange(action, subsystem, path, file):
            return {
                "event": "plug",
                "action": action,
                "subsystem": subsystem,
                "path": path,
                "file": file or None,
            }
        case NewsLost():
            return {"event": "plug", "action": "unknown"}
        case _:
            assert_never(happening)
