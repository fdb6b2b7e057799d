"""`pishkhan hub configuration`: what is set for kiosks, for whom, and what holds for one."""

import argparse
import getpass
import json
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import select

from central.beginning import begin_journal
from central.commands.arguments import (
    Commands,
    add_hub,
    add_json,
    declare,
    engine_of,
    hub_of,
)
from central.configuration.changing import Change, set_value, unset_value
from central.configuration.layers import Scope, configuration_records
from central.configuration.models import ConfigurationValue
from central.database import open_sessions
from contract.configuration import SETTINGS, ConfigurationRecord, setting_of, text_of
from contract.values import jalali_local

SCOPES = "city, district:NUMBER or device:ID"


def add(commands: Commands) -> None:
    """Declare the command and its three parts."""
    parser = declare(
        commands,
        "configuration",
        "What the city sets for its kiosks. The narrowest of city, district and device counts.",
        "pishkhan hub configuration set district:2 bills_max_age_h 48",
    )
    parts = parser.add_subparsers(required=True, metavar="COMMAND")
    show = declare(
        parts,
        "show",
        "Every setting with what is set where; with --device what holds for that kiosk.",
        "pishkhan hub configuration show --device kiosk-ab12",
    )
    show.add_argument("--device", metavar="ID", help="merged for this kiosk")
    _finish(show, run_show)
    change = declare(
        parts,
        "set",
        "Set a value for a scope; kiosks have it with their next look.",
        "pishkhan hub configuration set city support_phone 02833228888",
    )
    _with_place(change).add_argument("value", metavar="VALUE")
    _finish(change, run_set)
    back = declare(
        parts,
        "unset",
        "Take a value back: the next wider scope counts again.",
        "pishkhan hub configuration unset device:kiosk-ab12 bills_per_payment",
    )
    _finish(_with_place(back), run_unset)


def run_show(arguments: argparse.Namespace) -> int:
    """Raises DeviceUnknown, and what opening the database raises."""
    with open_sessions(engine_of(arguments)).reading() as session:
        if arguments.device is not None:
            records = configuration_records(session, arguments.device)
            lines = _merged_lines(records)
            said: object = records
        else:
            query = select(ConfigurationValue).where(ConfigurationValue.value.is_not(None))
            rows = session.scalars(query.order_by(ConfigurationValue.scope)).all()
            lines, said = _layer_lines(rows), [_as_json(row) for row in rows]
    if arguments.json:
        print(json.dumps(msgspec.to_builtins(said), ensure_ascii=False))
    else:
        print("\n".join(lines))
    return 0


def run_set(arguments: argparse.Namespace) -> int:
    """Raises InvalidValue, DeviceUnknown, and what opening the hub raises."""
    hub = hub_of(arguments)
    begin_journal(hub)
    scope = Scope.parse(arguments.scope)
    return _told(set_value(hub, scope, arguments.key, arguments.value, _by()), arguments.json)


def run_unset(arguments: argparse.Namespace) -> int:
    """As `run_set`."""
    hub = hub_of(arguments)
    begin_journal(hub)
    scope = Scope.parse(arguments.scope)
    return _told(unset_value(hub, scope, arguments.key, _by()), arguments.json)


def _told(change: Change, as_json: bool) -> int:
    if as_json:
        said = {
            "scope": change.scope.text, "key": change.key, "before": change.before,
            "after": change.after, "changed": change.is_new, "kiosks": change.reaches,
        }  # fmt: skip
        print(json.dumps(said, ensure_ascii=False))
        return 0
    shown = setting_of(change.key).shown
    before, after = (
        "not set" if one is None else shown(one) for one in (change.before, change.after)
    )
    if not change.is_new:
        print(f"{change.key} of {change.scope.text} was {after} already")
        return 0
    print(f"{change.key} of {change.scope.text}: {before} -> {after}")
    print(_reach(change.reaches))
    return 0


def _reach(kiosks: int) -> str:
    match kiosks:
        case 0:
            return "no kiosk stands there yet"
        case 1:
            return "one kiosk has it with its next look"
        case _:
            return f"{kiosks} kiosks have it with their next look"


def _merged_lines(records: list[ConfigurationRecord]) -> Iterator[str]:
    for record in records:
        said = setting_of(record.key).shown(record.value)
        yield f"{record.key:<20} {said:<14} from {record.origin}"


def _layer_lines(rows: Sequence[ConfigurationValue]) -> Iterator[str]:
    for setting in SETTINGS.values():
        yield f"{setting.key}: {setting.meaning}"
        yield f"  {setting.form.allowed}"
        for row in rows:
            if row.key == setting.key:
                day, time = jalali_local(row.changed_ms)
                said = setting.shown(row.value)
                yield f"  {row.scope:<24} {said:<14} {day.text} {time}, {row.by}"
        yield f"  {'default':<24} {text_of(setting.default)}"


def _as_json(row: ConfigurationValue) -> dict[str, object]:
    return {
        "scope": row.scope, "key": row.key, "value": row.value,
        "changed_ms": row.changed_ms, "by": row.by,
    }  # fmt: skip


def _with_place(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("scope", metavar="SCOPE", help=SCOPES)
    parser.add_argument("key", metavar="KEY", help=", ".join(SETTINGS))
    return parser


def _finish(parser: argparse.ArgumentParser, run: object) -> None:
    add_hub(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def _by() -> str:
    return f"command line, {getpass.getuser()}"
