"""Is a text a file of udev rules? By the grammar of udev(7), for the keys that we write.

Where the tests run as root, udev itself is asked too.
"""

import re
import shutil
import subprocess
from pathlib import Path

_PAIR = re.compile(r'(?P<key>[A-Z_]+)(?:\{(?P<of>[^}]+)\})?(?P<do>==|!=|\+=|:=|=)"[^"]*"')
_READ_AS = "/etc/udev/rules.d/70-pishkhan.rules:"
_MATCHES = {
    "ACTION": False,
    "SUBSYSTEM": False,
    "KERNEL": False,
    "ATTR": True,
    "ATTRS": True,
    "ENV": True,
}
_ASSIGNS = {
    "SYMLINK": ("+=", False),
    "GROUP": ("=", False),
    "MODE": ("=", False),
    "GOTO": ("=", False),
    "LABEL": ("=", False),
    "ENV": ("=", True),
    "IMPORT": ("=", True),
}


def faults(rules: str) -> list[str]:
    """Lines that udev would refuse, with what is wrong in them."""
    found = [
        f"{number}: {trouble}"
        for number, line in enumerate(rules.splitlines(), start=1)
        if line and not line.startswith("#")
        for trouble in _faults_of(line)
    ]
    labels = set(re.findall(r'LABEL="([^"]*)"', rules))
    found += [
        f"no label {goto}" for goto in re.findall(r'GOTO="([^"]*)"', rules) if goto not in labels
    ]
    return found


def _faults_of(line: str) -> list[str]:
    found, acted = [], False
    for text in re.split(r",\s+(?=[A-Z])", line):
        pair = _PAIR.fullmatch(text)
        if pair is None:
            found.append(f"not a pair: {text}")
            continue
        key, of, do = pair["key"], pair["of"], pair["do"]
        if do in ("==", "!="):
            if _MATCHES.get(key) is not (of is not None):
                found.append(f"no such match: {text}")
            if acted:
                found.append(f"a match after an act: {text}")
        else:
            acted = True
            if _ASSIGNS.get(key) != (do, of is not None):
                found.append(f"no such act: {text}")
    return found if acted else [*found, "a rule that does nothing"]


def complaints_of_udev(rules: Path) -> list[str] | None:
    """What udev itself finds wrong in the file; None where it can't be asked.

    `udevadm test` reads all rules as udevd does. It also acts on them, so it gets a /dev, a /run
    and an /etc/udev of its own, which end with it.
    """
    if shutil.which("udevadm") is None:
        return None
    own = "for f in /run /dev /etc/udev; do mount -t tmpfs own $f || exit 9; done"
    read = 'mkdir /etc/udev/rules.d && printf "%s" "$1" > /etc/udev/rules.d/70-pishkhan.rules'
    test = "udevadm test --action=add /sys/class/tty/ptmx 2>&1"
    told = subprocess.run(
        ["unshare", "--mount", "sh", "-c", f"{own}; {read} && {test}", "sh", rules.read_text()],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    if "70-pishkhan.rules" not in told.stdout:
        return None  # not root, or no namespaces here
    return [line for line in told.stdout.splitlines() if line.startswith(_READ_AS)]
