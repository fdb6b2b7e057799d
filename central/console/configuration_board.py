"""What holds for one kiosk, in words: each value, and for whom it was set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from central.console.figures import code, number
from central.console.marks import Mark, Tone
from central.console.texts import text
from contract.configuration import TECHNICIANS, ConfigurationRecord, Origin
from contract.technician import parse_verifiers


@dataclass(frozen=True)
class SettingView:
    title: str
    value: str
    origin: Mark


def setting_views(records: Iterable[ConfigurationRecord]) -> Sequence[SettingView]:
    return [_view(record) for record in records]


def _view(record: ConfigurationRecord) -> SettingView:
    origin = Origin(record.origin)
    tone = Tone.NONE if origin is Origin.DEFAULT else Tone.PLAIN
    return SettingView(
        title=text(f"setting-{record.key}"),
        value=_value(record.key, record.value),
        origin=Mark(text(f"origin-{origin.value}"), tone),
    )


def _value(key: str, value: object) -> str:
    match value:
        case None:
            return text("setting-nobody" if key == TECHNICIANS else "setting-none")
        case str() if key == TECHNICIANS:
            return code(", ".join(known.number for known in parse_verifiers(value)))
        case int():
            return number(value)
        case _:
            return code(str(value))
