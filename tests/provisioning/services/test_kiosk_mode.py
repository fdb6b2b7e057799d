"""What `pishkhan provision services` writes so that a kiosk leaves no way out to the system."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from provisioning.__main__ import main

DISPLAYS = ["cage", "x11"]
KIOSK_UNITS = ["pishkhan-agent.service", "pishkhan-kiosk.service"]


def written(folder: Path, *options: str) -> dict[str, str]:
    """The files' texts by their place below `folder`."""
    places = ["--into", str(folder / "units"), "--etc", str(folder / "etc")]
    assert main(["services", "--for", "kiosk", *places, *options]) == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_text() for path in files}


@pytest.mark.parametrize("display", DISPLAYS)
def test_memory_never_reaches_the_disk(tmp_path: Path, display: str) -> None:
    files = written(tmp_path, "--display", display)
    for name in KIOSK_UNITS:
        unit = files[f"units/{name}"]
        assert "LimitCORE=0\n" in unit
        assert "MemorySwapMax=0\n" in unit
    assert "kernel.core_pattern = |/bin/false" in files["etc/sysctl.d/60-pishkhan.conf"]


@pytest.mark.parametrize("display", DISPLAYS)
def test_no_key_reaches_the_kernel_or_a_login(tmp_path: Path, display: str) -> None:
    files = written(tmp_path, "--display", display)
    assert "kernel.sysrq = 0\n" in files["etc/sysctl.d/60-pishkhan.conf"]
    logind = configparser.ConfigParser()
    logind.read_string(files["etc/systemd/logind.conf.d/pishkhan.conf"])
    assert (logind["Login"]["NAutoVTs"], logind["Login"]["ReserveVT"]) == ("0", "0")
    assert "CtrlAltDelBurstAction=none" in files["etc/systemd/system.conf.d/pishkhan.conf"]


def test_what_must_be_masked_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path)
    said = capsys.readouterr().out
    assert "systemctl mask ctrl-alt-del.target getty@tty1.service" in said


def test_under_wayland_the_kiosk_stands_on_cage_that_switches_no_console(tmp_path: Path) -> None:
    unit = written(tmp_path)["units/pishkhan-kiosk.service"]
    assert "ExecStart=/usr/bin/cage -- " in unit
    assert "cage -s" not in unit
    assert "After=seatd.service\nWants=seatd.service\n" in unit


def test_under_x11_a_server_without_window_manager_zaps_and_switches_nothing(
    tmp_path: Path,
) -> None:
    files = written(tmp_path, "--display", "x11")
    server = files["units/pishkhan-display.service"]
    assert "/usr/bin/Xorg :0 vt7 -keeptty -novtswitch -nolisten tcp" in server
    configuration = files["etc/X11/xorg.conf.d/50-pishkhan.conf"]
    for option in ("DontVTSwitch", "DontZap"):
        assert f'Option "{option}" "true"' in configuration
    assert 'Option "BlankTime" "0"' in configuration
    kiosk = files["units/pishkhan-kiosk.service"]
    assert "cage" not in kiosk
    assert "PrivateTmp" not in kiosk


@pytest.mark.parametrize(
    ("degrees", "matrix", "turns"),
    [
        ("90", (0, -1, 1, 1, 0, 0), 1),
        ("180", (-1, 0, 1, 0, -1, 1), 2),
        ("270", (0, 1, 0, -1, 0, 1), 3),
    ],
)
def test_a_turned_panel_turns_its_touch(
    tmp_path: Path, degrees: str, matrix: tuple[int, ...], turns: int
) -> None:
    files = written(tmp_path, "--turned", degrees)
    rule = files["etc/udev/rules.d/71-pishkhan-touch.rules"]
    assert f'ENV{{LIBINPUT_CALIBRATION_MATRIX}}="{" ".join(map(str, matrix))}"' in rule
    assert f"cage{' -r' * turns} -- " in files["units/pishkhan-kiosk.service"]
    a, b, c, d, e, f = matrix
    corners = {(a * x + b * y + c, d * x + e * y + f) for x in (0, 1) for y in (0, 1)}
    assert corners == {(0, 0), (0, 1), (1, 0), (1, 1)}  # the whole glass, nothing beside it


def test_a_panel_that_is_not_turned_needs_no_rule(tmp_path: Path) -> None:
    assert not any("touch.rules" in path for path in written(tmp_path))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("display", DISPLAYS)
def test_systemd_understands_every_line(tmp_path: Path, display: str) -> None:
    written(tmp_path, "--display", display)
    checked = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            "--man=no",
            *map(str, (tmp_path / "units").glob("*.service")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Unknown" not in checked.stderr
    assert "Failed to parse" not in checked.stderr
