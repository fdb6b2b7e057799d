"""Releases for tests: of this very project under another version, of a few lines, broken ones.

What the project stands on is not carried along: one wheel lends a release the packages of the
Python that runs the tests.
"""

import inspect
import re
import site
import zipfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import tuf

from provisioning.__main__ import main

ROOT = Path(__file__).parents[2]
PACKAGES = ("contract", "hardware", "edge_agent", "kiosk", "provisioning")
KINDS = (".py", ".qml", "qmldir", ".ftl", ".html", ".css", ".js", ".svg", ".json", ".toml")
PLACE_OF_VERSION = re.compile(r'^SOFTWARE = ".*"$', re.MULTILINE)
SMALL = """
def main():
    print("pishkhan {version}")
    return 0
"""
Files = Mapping[str, str]


def project_files(version: str, replaced: Files | None = None) -> dict[str, str]:
    """This project as it would be in that version. `replaced`: files that have another text."""
    files = {"pishkhan.py": (ROOT / "pishkhan.py").read_text("utf-8")}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.name.endswith(KINDS):
                files[str(path.relative_to(ROOT))] = path.read_text("utf-8")
    software = files["edge_agent/software.py"]
    files["edge_agent/software.py"] = PLACE_OF_VERSION.sub(f'SOFTWARE = "{version}"', software)
    return {**files, **(replaced or {})}


def small_files(version: str) -> dict[str, str]:
    """A program that says its version and can do nothing else."""
    return {"pishkhan.py": SMALL.format(version=version)}


def make_wheels(folder: Path, version: str, files: Files) -> Path:
    """A folder of wheels for `pishkhan provision release add`."""
    folder.mkdir(parents=True)
    write_wheel(folder, "pishkhan", version, files)
    places = [str(Path(one).parents[1]) for one in (msgspec.__file__, inspect.getfile(tuf))]
    lent = "\n".join(dict.fromkeys([*places, *site.getsitepackages()]))
    write_wheel(folder, "lent", "1.0", {"lent.pth": f"{lent}\n"})
    return folder


def write_wheel(
    folder: Path, name: str, version: str, files: Files, tag: str = "py3-none-any"
) -> Path:
    about = f"{name}-{version}.dist-info"
    described = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{about}/RECORD": "",
    }
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for place, text in {**files, **described}.items():
            wheel.writestr(zipfile.ZipInfo(place), text)
    return path


def release(city: Path, *arguments: str) -> int:
    """`pishkhan provision release`."""
    return main(["release", *arguments, "--city-dir", str(city)])


def add_release(city: Path, version: str, files: Files, *options: str) -> None:
    """With an icon, so that a release has some."""
    wheels = make_wheels(city.parent / f"wheels-{version}", version, files)
    assets = city.parent / "assets"
    assets.mkdir(exist_ok=True)
    (assets / "icon.svg").write_text("<svg/>")
    assert release(city, "add", str(wheels), "--assets", str(assets), *options) == 0
