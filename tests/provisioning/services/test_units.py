"""The systemd units: what they start, and that systemd itself accepts them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from provisioning.__main__ import main


def units(role: str, folder: Path) -> dict[str, str]:
    assert main(["services", "--for", role, "--into", str(folder)]) == 0
    return {path.name: path.read_text() for path in folder.glob("*.service")}


STICK = "pishkhan-stick@.service"


def test_a_kiosk_gets_agent_kiosk_and_what_mounts_a_stick(tmp_path: Path) -> None:
    written = units("kiosk", tmp_path)
    assert set(written) == {"pishkhan-agent.service", "pishkhan-kiosk.service", STICK}
    assert "agent run --device /var/lib/pishkhan/kiosk\n" in written["pishkhan-agent.service"]
    for text in (text for name, text in written.items() if name != STICK):
        assert "User=pishkhan" in text
        assert "Restart=always" in text


def test_both_are_of_the_version_that_is_named_and_the_agent_starts_by_what_judges_it(
    tmp_path: Path,
) -> None:
    written = units("kiosk", tmp_path)
    slots = "/var/lib/pishkhan/kiosk/application"
    assert (
        f"ExecStart=/usr/bin/python3 -I {slots}/launch.py {slots} agent run "
        in written["pishkhan-agent.service"]
    )
    assert f"-- {slots}/current/bin/pishkhan kiosk " in written["pishkhan-kiosk.service"]


def test_a_machine_that_was_not_prepared_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units("kiosk", tmp_path)
    assert "Before: pishkhan provision application --device" in capsys.readouterr().out


def test_an_agent_that_is_stuck_is_started_again(tmp_path: Path) -> None:
    agent = units("kiosk", tmp_path)["pishkhan-agent.service"]
    assert "Type=notify\n" in agent
    assert "WatchdogSec=30\n" in agent


def test_a_hub_gets_broker_and_hub(tmp_path: Path) -> None:
    written = units("hub", tmp_path)
    assert set(written) == {"pishkhan-broker.service", "pishkhan-hub.service"}
    # The broker needs root until it has read its key; it gives the rights up by itself.
    assert "User=" not in written["pishkhan-broker.service"]


def test_broker_and_hub_may_hold_a_connection_of_every_kiosk_of_a_large_city(
    tmp_path: Path,
) -> None:
    written = units("hub", tmp_path)
    for name in ("pishkhan-broker.service", "pishkhan-hub.service"):
        assert "LimitNOFILE=65536\n" in written[name], "systemd allows 1,024 by itself"


def test_a_hubs_units_name_the_citys_folder_and_the_data_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PISHKHAN_CITY_DIR", "town/city")
    hub = units("hub", tmp_path)["pishkhan-hub.service"]
    assert f"--city-dir {tmp_path}/town/city --data {tmp_path}/town/hub" in hub


def test_without_a_folder_they_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "--for", "kiosk"]) == 0
    assert "[Service]" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("role", ["kiosk", "hub"])
def test_systemd_understands_every_line(tmp_path: Path, role: str) -> None:
    units(role, tmp_path)
    files = [str(path) for path in tmp_path.glob("*.service")]
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Unknown" not in checked.stderr
    assert "Failed to parse" not in checked.stderr
