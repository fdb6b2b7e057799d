"""What a kiosk has measured, in the words of its page."""

from collections.abc import Sequence

from central.console.figures import number, percent, span
from central.console.texts import text
from contract.telemetry import Component, Measurement
from contract.values import isolate, isolate_ltr

MOST_PLACES = 3
_SHOWN_AS_LEVEL = ("battery_percent", "disk_free_percent")
_SAME_TIME_MS = 1_000
_OF_HUNDRED = {
    "load_percent": "measured-load",
    "disk_worn_percent": "measured-worn",
    "memory_free_percent": "measured-memory",
    "processor_busy_percent": "measured-processor",
}


def measured(component: Component, measurements: Sequence[Measurement]) -> list[str]:
    """«۲۵ دقیقه توان باتری», «بار ۱۲٪», «برق ۲۳۱ ولت»; of many sensors the warmest."""
    own = [read for read in measurements if read.component is component]
    warmest = sorted((read for read in own if _is_warmth(read)), key=lambda read: -read.value)
    rest = [read for read in own if not _is_warmth(read) and read.name not in _SHOWN_AS_LEVEL]
    return [_words(read) for read in (*rest, *warmest[:MOST_PLACES])]


def _is_warmth(read: Measurement) -> bool:
    return read.name == "temperature_celsius"


def _words(read: Measurement) -> str:
    value = round(read.value)
    match read.name:
        case "battery_runtime_s":
            return text("measured-runtime", span=span(value * 1_000))
        case name if name in _OF_HUNDRED:
            return text(_OF_HUNDRED[name], percent=percent(value))
        case "mains_volt":
            return text("measured-mains", n=number(value))
        case "temperature_celsius":
            return text("measured-warmth", n=_signed(value), place=read.place or "—")
        case "clock_offset_ms" if abs(value) < _SAME_TIME_MS:
            return text("measured-clock-same")
        case "clock_offset_ms":
            key = "measured-clock-ahead" if value > 0 else "measured-clock-behind"
            return text(key, span=span(abs(value)))
        case _:
            return isolate(f"{read.name} {read.value:g}")  # of a newer kiosk


def _signed(value: int) -> str:
    return isolate_ltr(f"−{number(-value)}") if value < 0 else number(value)
