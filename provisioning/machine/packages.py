"""The Debian packages that Pishkhan stands on, and installing those that are missing."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provisioning.machine.failure import SetUpFailed
from provisioning.machine.steps import as_root, output, run, say

# Qt's libraries are those that its own files name (`objdump -p`) and its wheel doesn't bring.
TO_RUN = (
    "ca-certificates",  # else neither pip nor we can tell a registry from an impostor
    "mosquitto",
    "libudev1",
    "espeak-ng",  # reads the kiosk's screens aloud
    # Card readers behind PC/SC: the daemon, the driver of nearly all readers, and its Python.
    "pcscd",
    "libccid",
    "python3-pyscard",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libxkbcommon0",
    # A window under X11.
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    # A window under Wayland.
    "libwayland-client0",
    "libwayland-cursor0",
)
TO_TEST = (
    "chromium",
    "faketime",  # machines whose clocks are wrong
    "nut-server",
    "postgresql",
    "vsmartcard-vpcd",
    "xdotool",
    "xvfb",
)

# These packages bring a service each. We run a broker and a database of our own where we need
# one, so the services stay off: a set-up script has no business opening ports.
SERVICES = {
    "mosquitto": "mosquitto.service",
    "nut-server": "nut-server.service",
    "pcscd": "pcscd.socket",
    "postgresql": "postgresql.service",
}

POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_MARK = "# made by Pishkhan's set-up"
POLICY_TEXT = f"#!/bin/sh\n{POLICY_MARK}; no service starts while it installs packages\nexit 101\n"


def ensure_packages(*, for_tests: bool) -> None:
    """Installs what is missing, and nothing else. Raises SetUpFailed."""
    wanted = TO_RUN + (TO_TEST if for_tests else ())
    if importlib.util.find_spec("ensurepip") is None:
        wanted += (f"python3.{sys.version_info.minor}-venv",)
    missing = sorted(set(wanted) - installed())
    if missing:
        install(missing)


def installed() -> set[str]:
    """Names of the installed packages, and of those that they stand for (`Provides`)."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        raise SetUpFailed(
            "This is not a Debian system: dpkg-query or apt-get is missing.",
            f"Use Debian 12 or newer, or install the likes of: {' '.join(TO_RUN)}",
        )
    rows = output(["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}\t${Provides}\n"])
    names: set[str] = set()
    for row in rows.splitlines():
        status, package, provides = row.split("\t")
        if status.startswith("ii"):
            names.add(package)
            names.update(name.split()[0] for name in provides.split(",") if name.strip())
    return names


def install(packages: list[str]) -> None:
    say(f"installing Debian packages: {' '.join(packages)}")
    advice = "See apt's message above; when it is about the network, try again."
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    apt += ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    run(as_root([*apt, "update", "-q"]), advice)
    with services_kept_from_starting():
        run(as_root([*apt, "install", "-q", "-y", "--no-install-recommends", *packages]), advice)
    if Path("/run/systemd/system").is_dir():
        for package in SERVICES.keys() & set(packages):
            say(f"{SERVICES[package]} stays off; `systemctl enable --now` it if you want it")
            run(as_root(["systemctl", "disable", "--quiet", SERVICES[package]]), advice)


@contextmanager
def services_kept_from_starting() -> Iterator[None]:
    """Debian's own switch for it: a policy that answers "forbidden", there only meanwhile.

    A policy that somebody else made stays as it is; ours is also removed when an earlier
    set-up was killed before it could.
    """
    ours = not POLICY.exists() or POLICY_MARK in POLICY.read_text(errors="replace")
    if not ours:
        yield
        return
    advice = f"Remove {POLICY} by hand if it is there: it keeps services from starting."
    script = f'printf "%s" "$1" > {POLICY} && chmod 755 {POLICY}'
    run(as_root(["sh", "-c", script, "sh", POLICY_TEXT]), advice)
    try:
        yield
    finally:
        run(as_root(["rm", "-f", str(POLICY)]), advice)
