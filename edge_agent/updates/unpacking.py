"""From a release's archive to a slot: an environment of its own with the archive's wheels in it.

Nothing is run and nothing is asked of a registry: a wheel is a zip file (PyPA's binary
distribution format), and what it holds is laid where Python looks for packages; so are fonts and
icons, which come as a zip file too.
"""

import os
import shutil
import stat
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from edge_agent.updates.errors import ReleaseRefused

PROGRAM = """\
#!{python} -IP
import sys
from pishkhan import main
sys.exit(main())
"""
CONFIGURATION = """\
home = {home}
include-system-site-packages = false
version = {version}
"""
LAID_BESIDE = ("purelib", "platlib")
"""Of a wheel's `.data` folder: what else belongs among the packages. Scripts do not."""


def wheels_of(archive: tarfile.TarFile) -> Iterator[zipfile.ZipFile]:
    """Raises ReleaseRefused."""
    for member in archive:
        file = archive.extractfile(member) if member.isfile() else None
        if file is None or not member.name.endswith((".whl", ".zip")):
            raise ReleaseRefused(f"the archive holds {member.name!r}, which is no wheel")
        try:
            with zipfile.ZipFile(file) as wheel:
                yield wheel
        except zipfile.BadZipFile as error:
            raise ReleaseRefused(f"{member.name} is no wheel: {error}") from error


def unpacked_size(path: Path) -> int:
    """Bytes of all that the archive's wheels hold. Raises ReleaseRefused or OSError."""
    with _opened(path) as archive:
        return sum(info.file_size for wheel in wheels_of(archive) for info in wheel.infolist())


def make_slot(archive: Path, slot: Path) -> None:
    """The whole slot, or none: made beside, and there with one rename. Raises ReleaseRefused or
    OSError."""
    beside = slot.with_name(f".{slot.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        packages = _environment(beside, slot)
        with _opened(archive) as opened:
            for wheel in wheels_of(opened):
                _lay(wheel, packages)
        os.sync()
        shutil.rmtree(slot, ignore_errors=True)  # of a try that a power cut ended
        os.rename(beside, slot)
        os.sync()
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _opened(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path, "r:")
    except tarfile.TarError as error:
        raise ReleaseRefused(f"the archive can't be read: {error}") from error


def _environment(folder: Path, slot: Path) -> Path:
    """What `python -m venv` makes, for a folder that will be `slot`; where packages go in it."""
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    packages = folder / "lib" / python.name / "site-packages"
    packages.mkdir(parents=True)
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(python)
    version = ".".join(str(part) for part in sys.version_info[:3])
    configuration = CONFIGURATION.format(home=python.parent, version=version)
    (folder / "pyvenv.cfg").write_text(configuration)
    program = folder / "bin" / "pishkhan"
    program.write_text(PROGRAM.format(python=slot.absolute() / "bin" / "python"))
    program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return packages


def _lay(wheel: zipfile.ZipFile, packages: Path) -> None:
    for info in wheel.infolist():
        place = _place(PurePosixPath(info.filename))
        if place is None or info.is_dir():
            continue
        path = packages / place
        path.parent.mkdir(parents=True, exist_ok=True)
        with wheel.open(info) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        path.chmod(0o755 if (info.external_attr >> 16) & stat.S_IXUSR else 0o644)


def _place(name: PurePosixPath) -> PurePosixPath | None:
    """Within the folder of packages; None for what does not belong there. Raises
    ReleaseRefused."""
    if name.is_absolute() or ".." in name.parts:
        raise ReleaseRefused(f"a wheel wants to write to {name}")
    if not name.parts[0].endswith(".data"):
        return name
    if len(name.parts) > 2 and name.parts[1] in LAID_BESIDE:
        return PurePosixPath(*name.parts[2:])
    return None
