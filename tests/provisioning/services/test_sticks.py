"""A technician's stick: what mounts it, what it may be, and that the agent can write it.

systemd itself does not run here. What it would do with the agent's view of the files is done by
hand in a namespace of its own: everything read-only but the paths that the unit names
(ProtectSystem=strict, ReadWritePaths), as a slave of the machine's mounts.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from edge_agent.device import STICKS
from provisioning.__main__ import main

UNIT = "pishkhan-stick@.service"
NAMESPACE = ["unshare", "--mount", "--propagation", "private"]


@pytest.fixture
def written(tmp_path: Path) -> dict[str, str]:
    places = ["--into", str(tmp_path / "units"), "--etc", str(tmp_path / "etc")]
    assert main(["services", "--for", "kiosk", "--user", "kiosk", *places]) == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    return {str(path.relative_to(tmp_path)): path.read_text() for path in files}


def unit(written: dict[str, str]) -> str:
    return written[f"units/{UNIT}"]


def test_a_rule_asks_for_the_mount_of_removable_usb_disks_with_a_sticks_file_system(
    written: dict[str, str],
) -> None:
    (rule,) = (
        line
        for line in written["etc/udev/rules.d/72-pishkhan-stick.rules"].splitlines()
        if not line.startswith("#")
    )
    matches = dict(re.findall(r'([A-Z]+(?:\{\w+\})?)(?:==|!=)"([^"]*)"', rule))
    assert matches == {
        "ACTION": "remove",
        "SUBSYSTEM": "block",
        "ENV{ID_BUS}": "usb",
        "ATTRS{removable}": "1",
        "ENV{ID_FS_TYPE}": "vfat|exfat",
    }
    assert 'ENV{SYSTEMD_WANTS}+="pishkhan-stick@%k.service"' in rule
    assert 'TAG+="systemd"' in rule


def test_nothing_on_a_stick_is_run_is_a_device_or_raises_a_right(written: dict[str, str]) -> None:
    (mount,) = re.findall(r"^ExecStart=/bin/mount .*$", unit(written), re.MULTILINE)
    assert "-t vfat,exfat " in mount
    options = mount.split(" -o ")[1].split()[0].split(",")
    assert {"nosuid", "nodev", "noexec", "uid=kiosk", "gid=kiosk"} <= set(options)
    assert "fmask=0133" in options


def test_a_pulled_out_stick_takes_its_place_along(written: dict[str, str]) -> None:
    text = unit(written)
    assert "BindsTo=dev-%i.device\nAfter=dev-%i.device\n" in text
    assert f"ExecStop=/bin/umount --lazy {STICKS}/%I\n" in text
    assert f"ExecStopPost=-/bin/rmdir {STICKS}/%I\n" in text


def test_only_the_agent_may_write_on_it_and_it_is_started_by_being_plugged_in(
    written: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"ReadWritePaths=-{STICKS}\n" in written["units/pishkhan-agent.service"]
    assert str(STICKS) not in written["units/pishkhan-kiosk.service"]
    assert f"d {STICKS} 0755 root root -\n" in written["etc/tmpfiles.d/pishkhan.conf"]
    assert "[Install]" not in unit(written)
    assert UNIT not in capsys.readouterr().out.partition("enable --now")[2]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_every_line(written: dict[str, str], tmp_path: Path) -> None:
    stick = tmp_path / "pishkhan-stick@sda1.service"
    stick.write_text(unit(written))
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(stick)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stderr == ""


def conditions(written: dict[str, str], sticks: Path) -> list[str]:
    """The shell's lines, for this folder in place of the machine's and a disk named `%I`."""
    found = re.findall(r"^ExecCondition=/bin/sh -c '(.*)'$", unit(written), re.MULTILINE)
    return [line.replace("$$", "$").replace(str(STICKS), str(sticks)) for line in found]


def allowed(line: str, disk: str) -> bool:
    command = ["sh", "-c", line.replace("%I", disk)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_one_stick_at_a_time(written: dict[str, str], tmp_path: Path) -> None:
    sticks = tmp_path / "sticks"
    sticks.mkdir()
    first, _ = conditions(written, sticks)
    assert allowed(first, "sda1")
    (sticks / "sda1").mkdir()
    assert not allowed(first, "sdb1")


def test_a_disk_that_the_machine_uses_is_no_stick(written: dict[str, str], tmp_path: Path) -> None:
    _, second = conditions(written, tmp_path)
    listed = subprocess.run(
        ["lsblk", "-nro", "NAME,PKNAME,MOUNTPOINTS"], capture_output=True, text=True, check=False
    ).stdout
    rows = [row.split(" ") for row in listed.splitlines()]
    used = {row[1] or row[0] for row in rows if len(row) > 2 and row[2]}
    free = {row[0] for row in rows if row[1:] == ["", ""]} - used
    if not used or not free:
        pytest.skip("no disk that is used beside one that isn't")
    assert not allowed(second, next(iter(used)))
    assert allowed(second, next(iter(free)))


STICK_IN_A_STRICT_VIEW = """
set -e
mount --make-rshared /
T="$1"; WHEN="$2"
[ "$WHEN" = before ] && mount -t tmpfs tmpfs "$T/sticks/sda1"
mkfifo "$T/go" "$T/ready"
unshare --mount --propagation slave sh -c '
  mount --rbind "$1/sticks" "$1/sticks"
  for m in $(findmnt -rno TARGET | grep -v "^/proc\\|^/sys\\|^/dev\\|/sticks"); do
    mount -o remount,bind,ro "$m" 2>/dev/null || true
  done
  echo > "$1/ready"
  read word < "$1/go"
  touch "$1/elsewhere" 2>/dev/null && echo elsewhere
  touch "$1/sticks/sda1/file" && echo stick
' view "$T" &
read word < "$T/ready"
[ "$WHEN" = after ] && mount -t tmpfs tmpfs "$T/sticks/sda1"
echo > "$T/go"
wait
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_agents_view_has_the_stick_and_may_write_it_alone(tmp_path: Path, when: str) -> None:
    """Put in before the agent started, or after."""
    trial = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False)
    if trial.returncode != 0:
        pytest.skip("only root may make mounts of its own")
    (tmp_path / "sticks" / "sda1").mkdir(parents=True)
    done = subprocess.run(
        [*NAMESPACE, "sh", "-c", STICK_IN_A_STRICT_VIEW, "trial", str(tmp_path), when],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout.split() == ["stick"], done.stderr
