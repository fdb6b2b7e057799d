"""The device's configuration as it may leave the kiosk: what could be a secret stands as «***»."""

import re
import tomllib
from pathlib import Path

import msgspec

from edge_agent.device import DeviceDirectory
from edge_agent.reference import ReferenceStore

HIDDEN = "***"
_SECRET_NAME = re.compile(r"pass|secret|token|pin|key|credential", re.IGNORECASE)
_USER_IN_URL = re.compile(r"(?<=://)[^/@\s]+(?=@)")


def configuration(directory: DeviceDirectory) -> bytes:
    """Raises NotEnrolled, DamagedDeviceFile, OSError or ValueError (TOML that is none)."""
    said = {
        "identity": msgspec.to_builtins(directory.identity()),
        "devices": _toml(directory.profile_path),
        "office": _toml(directory.office_configuration_path),
    }
    return msgspec.json.format(msgspec.json.encode(without_secrets(said)))


def settings(directory: DeviceDirectory) -> bytes:
    """What the city has set for this kiosk, merged, as it is in use here."""
    store = ReferenceStore(directory.path)
    try:
        said = without_secrets(msgspec.to_builtins(store.configuration()))
    finally:
        store.close()
    return msgspec.json.format(msgspec.json.encode(said))


def without_secrets(value: object) -> object:
    """By the names of what is set, and the user in an address; all else stays as it is."""
    match value:
        case dict():
            return {
                name: HIDDEN if _SECRET_NAME.search(str(name)) else without_secrets(part)
                for name, part in value.items()
            }
        case list() | tuple():
            return [without_secrets(part) for part in value]
        case str():
            return _USER_IN_URL.sub(HIDDEN, value)
        case _:
            return value


def _toml(path: Path) -> object:
    """None where there is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
