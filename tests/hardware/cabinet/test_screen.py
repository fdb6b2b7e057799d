"""The screen, out of files as the kernel's display driver has them."""

from pathlib import Path

import pytest

from hardware.cabinet.screen import ScreenSight
from hardware.reasons import Reason
from hardware.state import DeviceState


def connector(root: Path, name: str, status: str, enabled: str, dpms: str) -> None:
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in (("status", status), ("enabled", enabled), ("dpms", dpms)):
        (folder / file).write_text(f"{content}\n")


def look(root: Path) -> tuple[DeviceState, Reason | None]:
    seen = ScreenSight(root).look()
    return seen.state, seen.reason


def test_a_machine_without_a_display_driver_has_no_screen_to_miss(tmp_path: Path) -> None:
    assert look(tmp_path / "drm") == (DeviceState.ABSENT, None)


def test_a_screen_that_is_pulled_out_is_missed(tmp_path: Path) -> None:
    connector(tmp_path, "card0-HDMI-A-1", "connected", "enabled", "On")
    connector(tmp_path, "card0-DP-1", "disconnected", "disabled", "Off")
    assert look(tmp_path) == (DeviceState.READY, None)
    connector(tmp_path, "card0-HDMI-A-1", "disconnected", "disabled", "Off")
    assert look(tmp_path) == (DeviceState.FAILED, Reason.NO_SCREEN)


@pytest.mark.parametrize(
    ("enabled", "dpms"), [("enabled", "Off"), ("enabled", "Standby"), ("disabled", "Off")]
)
def test_a_dark_screen_is_told(tmp_path: Path, enabled: str, dpms: str) -> None:
    connector(tmp_path, "card0-HDMI-A-1", "connected", enabled, dpms)
    assert look(tmp_path) == (DeviceState.DEGRADED, Reason.SCREEN_OFF)


def test_a_panel_that_cannot_tell_counts_where_it_is_used(tmp_path: Path) -> None:
    connector(tmp_path, "card0-Writeback-1", "unknown", "disabled", "Off")
    assert look(tmp_path) == (DeviceState.FAILED, Reason.NO_SCREEN)
    connector(tmp_path, "card0-LVDS-1", "unknown", "enabled", "On")
    assert look(tmp_path) == (DeviceState.READY, None)


def test_one_lit_screen_of_two_is_enough(tmp_path: Path) -> None:
    connector(tmp_path, "card0-HDMI-A-1", "connected", "enabled", "Off")
    connector(tmp_path, "card1-DP-1", "connected", "enabled", "On")
    assert look(tmp_path) == (DeviceState.READY, None)
