"""`pishkhan agent support-bundle`: one file for whoever helps from afar."""

from pathlib import Path

import msgspec

from contract.clock import SystemClock
from edge_agent.device import DamagedDeviceFile, DeviceDirectory, read_clock_floor
from edge_agent.support import Bundled, write_bundle

WHOLE, SOMETHING_MISSING = 0, 1
KIB = 1024


def support_bundle(directory: DeviceDirectory, to: Path, *, as_json: bool) -> int:
    """0 with all its parts, 1 when some could not be read. Raises as `write_bundle` does."""
    bundled = write_bundle(directory, to, SystemClock(lambda: _floor_ms(directory)).now())
    if as_json:
        print(msgspec.json.encode(_as_json(bundled)).decode())
    else:
        _print(bundled)
    return SOMETHING_MISSING if bundled.missing else WHOLE


def _floor_ms(directory: DeviceDirectory) -> int:
    """A damaged floor keeps nobody from asking for help; the bundle names it."""
    try:
        return read_clock_floor(directory.clock_floor_path)
    except DamagedDeviceFile:
        return 0


def _print(bundled: Bundled) -> None:
    print(bundled.path)
    print(f"{-(-bundled.size // KIB)} KiB, sealed to the city's hub, signed by this kiosk")
    for part in bundled.parts:
        if part.missing is None:
            print(f"    {part.name:<20} {part.bytes:>8} bytes")
    for part in bundled.missing:
        print(f"! {part.name} could not be made: {part.missing}")
    print(f"At the hub: pishkhan hub support-bundle read {bundled.path.name} --to FOLDER")


def _as_json(bundled: Bundled) -> dict[str, object]:
    return {"file": str(bundled.path), "bytes": bundled.size, "parts": bundled.parts}
