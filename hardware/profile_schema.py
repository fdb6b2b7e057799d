"""The JSON Schema of devices.toml, from the settings of every kind of device.

Editors use it to complete and check the file while it is written (TOML and JSON have the same
values). What it cannot say is said when the file is loaded.
"""

from typing import Any

import msgspec

from hardware.address import DeviceAddress
from hardware.device import Table
from hardware.kinds import AnyKind, kinds_of
from hardware.profile import ONLY_ONE, USUAL_DRIVER

_TITLE = "devices.toml: the devices of one Pishkhan kiosk"
_FORMS = (
    "tcp:.+:[0-9]{1,5}",
    r"serial:/[^@\s]+(@[0-9]{3,7})?",
    "usb:[0-9a-fA-F]{4}:[0-9a-fA-F]{4}(@.+)?",
    "file:.+",
)
_ADDRESS = {
    "type": "string",
    "pattern": rf"^\s*({'|'.join(_FORMS)})\s*$",
    "description": "where it is attached",
    "examples": ["tcp:192.168.1.50:9100", "serial:/dev/ttyUSB0@19200", "usb:04b8:0e28"],
}


def profile_schema() -> dict[str, Any]:
    """A JSON Schema, draft 2020-12, ready for `json.dumps`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLE,
        "type": "object",
        "additionalProperties": False,
        "properties": {table.value: _table(table) for table in Table},
    }


def _table(table: Table) -> dict[str, Any]:
    """One table, or where several may stand a list of them."""
    one = {"anyOf": [_kind(table, kind) for kind in kinds_of(table)]}
    if table in ONLY_ONE:
        return one
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _kind(table: Table, kind: AnyKind) -> dict[str, Any]:
    """The settings with `driver` among them, spelled out so that no reference is left."""
    (described,), parts = msgspec.json.schema_components(
        [kind.settings], schema_hook=_hook, ref_template="#/parts/{name}"
    )
    described = _resolved(described, parts)
    driver = {"const": kind.driver, "description": kind.summary}
    for field in msgspec.structs.fields(kind.settings):
        if isinstance(field.default, DeviceAddress):
            described["properties"][field.encode_name]["default"] = str(field.default)
    required = list(described.get("required", ()))
    if USUAL_DRIVER.get(table) != kind.driver:
        required.insert(0, "driver")
    return {
        **described,
        "title": f"{table.value}: {kind.summary}",
        "properties": {"driver": driver, **described["properties"]},
        "required": required,
    }


def _resolved(value: Any, parts: dict[str, Any]) -> Any:
    match value:
        case {"$ref": str(name)}:
            return _resolved(parts[name.removeprefix("#/parts/")], parts)
        case dict():
            return {key: _resolved(inner, parts) for key, inner in value.items()}
        case list():
            return [_resolved(inner, parts) for inner in value]
        case _:
            return value


def _hook(asked: type) -> dict[str, Any]:
    """For types of ours that msgspec does not know."""
    if issubclass(asked, DeviceAddress):
        return dict(_ADDRESS)
    raise TypeError(f"no schema is known for {asked.__name__}")
