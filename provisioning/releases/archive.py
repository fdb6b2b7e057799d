"""A release's archive: the wheels of the application and of all it stands on, in one tar file.

Fonts and icons go along as one more zip file, which a slot has beside the packages. The same
wheels and assets give the same bytes, so that whoever doubts an archive can make it again.
"""

import io
import re
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path

from contract.errors import PishkhanError
from contract.release import LARGEST_ARCHIVE, ReleaseVersion

APPLICATION = "pishkhan"
ASSETS_NAME = "assets.zip"
_WHEEL = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)(-\d[^-]*)?-(?P<python>[^-]+)-"
                    r"(?P<abi>[^-]+)-[^-]+\.whl")  # fmt: skip
_OF_ONE_PYTHON = re.compile(r"cp3(?P<minor>\d+)")


class ArchiveRefused(PishkhanError):
    """These files make no release."""


@dataclass(frozen=True)
class Packed:
    """`python`: the only version of Python that its packages run on, such as 3.11, or ''."""

    path: Path
    version: ReleaseVersion
    python: str
    wheels: int


def pack(folder: Path, assets: Path, to: Path) -> Packed:
    """All wheels in `folder`. Raises ArchiveRefused, InvalidValue or OSError."""
    wheels = sorted(folder.glob("*.whl"))
    version = _version(folder, wheels)
    python = _python(wheels)
    size = sum(path.stat().st_size for path in wheels)
    if size > LARGEST_ARCHIVE:
        raise ArchiveRefused(
            f"The wheels take {size} bytes, more than the {LARGEST_ARCHIVE} of a release.",
            "Leave out what a kiosk does not need.",
        )
    zipped = _zip_assets(assets)
    with tarfile.open(to, "w:", format=tarfile.USTAR_FORMAT) as archive:
        for path in wheels:
            with path.open("rb") as file:
                archive.addfile(_entry(path.name, path.stat().st_size), file)
        archive.addfile(_entry(ASSETS_NAME, len(zipped)), io.BytesIO(zipped))
    return Packed(to, version, python, len(wheels))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    """Without anybody's name or time."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o644, 0
    return entry


def _zip_assets(folder: Path) -> bytes:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        raise ArchiveRefused(
            f"{folder} holds no fonts and icons.", "Run make setup, or name them with --assets."
        )
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as packed:
        for path in files:
            entry = zipfile.ZipInfo(f".assets/{path.relative_to(folder)}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return zipped.getvalue()


def _version(folder: Path, wheels: Sequence[Path]) -> ReleaseVersion:
    ours = [path for path in wheels if path.name.startswith(f"{APPLICATION}-")]
    if len(ours) != 1:
        raise ArchiveRefused(
            f"{folder} holds {len(ours)} wheels of {APPLICATION}, not one.",
            "Make it with: pip wheel . --no-deps --wheel-dir FOLDER",
        )
    with zipfile.ZipFile(ours[0]) as wheel:
        metadata = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        if len(metadata) != 1:
            raise ArchiveRefused(f"{ours[0]} has no METADATA.", "Make the wheel anew.")
        said = BytesHeaderParser().parsebytes(wheel.read(metadata[0]))
    return ReleaseVersion.parse(str(said["Version"]))


def _python(wheels: Sequence[Path]) -> str:
    wanted = set()
    for path in wheels:
        name = _WHEEL.fullmatch(path.name)
        if name is None:
            raise ArchiveRefused(f"{path.name} is no name of a wheel.", "Take it out.")
        one = _OF_ONE_PYTHON.fullmatch(name["python"])
        if one is not None and name["abi"] == name["python"]:
            wanted.add(f"3.{one['minor']}")
    if len(wanted) > 1:
        raise ArchiveRefused(
            f"The wheels are for different versions of Python: {', '.join(sorted(wanted))}.",
            "Load them all for the Python that the kiosks have.",
        )
    return wanted.pop() if wanted else ""
