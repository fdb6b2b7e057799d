"""The import rules of pyproject.toml: each lets the permitted through and catches the forbidden.

They are tried on a small house of the same shape, with one import planted in it.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import PACKAGES, ROOT

SLICES = (
    "city",
    "commanding",
    "configuration",
    "courier",
    "enrolment",
    "fleet",
    "ingest",
    "journal",
    "payments",
    "receipts",
    "releases",
    "settlement",
    "staff",
    "uploads",
)
TOP = ("__main__", "application", "ingesting", "nudging", "serving")

MODULES = {
    **{f"central/{name}/__init__.py": "" for name in SLICES},
    **{f"central/{name}/models.py": "" for name in SLICES},
    **{f"central/{name}.py": "" for name in TOP},
    "central/commands/__init__.py": "",
    "central/console/__init__.py": "",
    "central/console/installation.py": "",
    "hardware/state.py": "",
    "hardware/printers/__init__.py": "",
    "edge_agent/device/__init__.py": "",
    "edge_agent/journal/__init__.py": "from edge_agent.journal import writer",
    "edge_agent/journal/writer.py": "",
    "edge_agent/reference/__init__.py": "",
    "edge_agent/uplink/__init__.py": "import paho.mqtt.client",
    "kiosk/counter/__init__.py": "",
    "kiosk/interface/__init__.py": "import PySide6.QtQuick",
    "provisioning/wizard/__init__.py": "",
    "central/database/__init__.py": "import sqlalchemy",
}

PERMITTED = {
    "hardware/printers/driver.py": "import contract",
    "edge_agent/health.py": "from hardware.state import DeviceState",
    "kiosk/counter/journal.py": "from edge_agent.journal import JournalWriter",
    "kiosk/counter/printer.py": "import hardware.printers",
    "central/ingest/broker.py": "import paho.mqtt.client",
    "central/payments/board.py": "from central.fleet import Kiosk",
    "central/tables.py": "from central.fleet import models",
    "provisioning/enrol.py": "import edge_agent.device, hardware.printers",
    "provisioning/wizard/window.py": "import PySide6.QtQuick",
}

FORBIDDEN = {
    "contract/a.py": "import hardware.state",
    "hardware/a.py": "import edge_agent.device",
    "edge_agent/a.py": "import hardware.printers",
    "edge_agent/b.py": "import central.fleet",
    "kiosk/counter/a.py": "import central.fleet",
    "kiosk/counter/b.py": "import edge_agent.uplink",
    "kiosk/counter/c.py": "from edge_agent.journal import writer",
    "provisioning/c.py": "from edge_agent.journal.writer import JournalWriter",
    "kiosk/counter/d.py": "import PySide6.QtCore",
    "kiosk/counter/e.py": "import paho.mqtt.client",
    "kiosk/counter/f.py": "import sqlalchemy",
    "central/fleet/a.py": "import kiosk.counter",
    "central/fleet/b.py": "import paho.mqtt.client",
    "central/payments/a.py": "import central.fleet.models",
    "central/payments/b.py": "import hardware.state",
    "provisioning/a.py": "import central.fleet",
    "provisioning/b.py": "import PySide6.QtCore",
    "benchmarks/a.py": "import central.fleet",
}


def rules_kept(house: Path) -> bool:
    finished = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=house,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in finished.stdout, finished.stdout + finished.stderr
    return finished.returncode == 0


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for package in PACKAGES:
        write(tmp_path, f"{package}/__init__.py", "")
    for path, text in MODULES.items():
        write(tmp_path, path, text)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write(house: Path, path: str, text: str) -> None:
    file = house / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def test_the_imports_that_the_design_permits_are_permitted(house: Path) -> None:
    for path, text in PERMITTED.items():
        write(house, path, text)
    assert rules_kept(house)


@pytest.mark.parametrize("path", FORBIDDEN)
def test_a_forbidden_import_is_caught(house: Path, path: str) -> None:
    write(house, path, FORBIDDEN[path])
    assert not rules_kept(house), f"{path}: {FORBIDDEN[path]}"
