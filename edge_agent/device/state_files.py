"""Reading the small JSON files that counter and agent write for each other."""

from pathlib import Path
from typing import TypeVar

import msgspec

from edge_agent.device.errors import DamagedDeviceFile

_Kept = TypeVar("_Kept")


def read_state(path: Path, decoder: "msgspec.json.Decoder[_Kept]") -> _Kept | None:
    """None when it isn't there. Raises DamagedDeviceFile."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamagedDeviceFile(path, str(error)) from error
    try:
        return decoder.decode(data)
    except msgspec.DecodeError as error:
        raise DamagedDeviceFile(path, str(error)) from error
