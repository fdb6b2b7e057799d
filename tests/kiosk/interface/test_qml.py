"""The QML files: clean under Qt's linter, short, and in colours of the theme."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.interface import palette, window

HERE = Path(window.__file__).parent
QML = HERE / "qml"
FILES = sorted([*QML.rglob("*.qml"), *(HERE / "gallery" / "qml").glob("*.qml")])
LONGEST = 250
COLOUR = re.compile(r"#[0-9A-Fa-f]{6,8}\b")


def test_qmllint_has_nothing_to_say() -> None:
    linter = Path(sys.executable).with_name("pyside6-qmllint")
    said = subprocess.run(
        [linter, "--max-warnings", "0", "-I", QML, *FILES],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout + said.stderr).strip() == ""
    assert said.returncode == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < LONGEST


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_colours_stand_in_the_theme_alone(file: Path) -> None:
    if file.name != "Theme.qml":
        assert COLOUR.findall(file.read_text(encoding="utf-8")) == []


def test_what_python_draws_has_the_colours_of_the_theme() -> None:
    theme = (QML / "Pishkhan" / "Theme" / "Theme.qml").read_text(encoding="utf-8")
    ours = {name: value for name, value in vars(palette).items() if name.isupper()}
    assert ours
    for name, colour in ours.items():
        token = re.sub(r"_(\w)", lambda found: found[1].upper(), name.lower())
        value = colour.name().upper()
        in_its_place = rf'color {token}: (strong \? "#\w+" : )?"{value}"'
        assert re.search(in_its_place, theme) or f'strong ? "{value}"' in theme
