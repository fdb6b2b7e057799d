"""Parts that need no settings: those that work are found, those that don't are left out."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hardware.cabinet
from hardware.discovery.making import make_profile
from hardware.discovery.trying import parts_that_work
from hardware.profile import parse_profile

PART = '''"""A part of a cabinet, for a test."""

from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.reasons import Reason
from hardware.state import Component, DeviceReport, DeviceState, ReportHolder


class Settings(DeviceSettings, frozen=True, kw_only=True):
    {field}


class Part:
    def __init__(self) -> None:
        self._report = ReportHolder(Component.DOOR)
        self._report.set({state})

    def reports(self) -> tuple[DeviceReport, ...]:
        return (self._report.current(),)

    def wake(self) -> None: ...

    def close(self) -> None: ...


KIND = DeviceKind(Table.CABINET, "{name}", "a part", Settings, "", lambda *_: Part())
'''


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "cabinet"
    folder.mkdir()
    ready, failed = "DeviceState.READY", "DeviceState.FAILED, Reason.NO_ANSWER"
    made = {
        "part_that_works": PART.format(
            field="limit: int = 3", state=ready, name="part_that_works"
        ),
        "part_that_fails": PART.format(field="pass", state=failed, name="part_that_fails"),
        "part_that_wants": PART.format(field="limit: int", state=ready, name="part_that_wants"),
    }
    for name, text in made.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.setattr(hardware.cabinet, "__path__", [*hardware.cabinet.__path__, str(folder)])
    importlib.invalidate_caches()
    yield
    for name in made:
        sys.modules.pop(f"hardware.cabinet.{name}", None)
    importlib.invalidate_caches()


@pytest.mark.usefixtures("parts")
def test_a_part_that_works_is_found_and_one_that_fails_is_not() -> None:
    found = parts_that_work()
    drivers = [finding.driver for finding in found]
    assert "part_that_works" in drivers
    assert "part_that_fails" not in drivers
    assert "part_that_wants" not in drivers
    written = parse_profile(make_profile(found, {}).text)
    assert "part_that_works" in [entry.kind.driver for entry in written.entries]
