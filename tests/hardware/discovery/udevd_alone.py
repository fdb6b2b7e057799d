"""Runs a program beside a udevd of its own, in namespaces that end with it: nothing of the
machine that runs the tests is touched."""

import os
import shutil
import subprocess
import sys

_UDEVD = "/lib/systemd/systemd-udevd"
_SET_UP = f"""
mount -t tmpfs own /run && mount -t tmpfs own /dev && mount -t sysfs own /sys || exit 9
for node in null:3 zero:5 urandom:9; do mknod /dev/${{node%:*}} c 1 ${{node#*:}} || exit 9; done
{_UDEVD} --daemon >&2 || exit 9
exec "$@"
"""
_NOT_HERE = 9


def beside_udevd(program: str) -> str | None:
    """What this Python program prints; None where there can be no such udevd (root only)."""
    if shutil.which("unshare") is None or not os.path.exists(_UDEVD):
        return None
    namespaces = ("--mount", "--net", "--pid", "--fork", "--mount-proc")
    told = subprocess.run(
        ["unshare", *namespaces, "sh", "-c", _SET_UP, "sh", sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if told.returncode == _NOT_HERE or "unshare" in told.stderr:
        return None
    assert told.returncode == 0, told.stderr
    return told.stdout
